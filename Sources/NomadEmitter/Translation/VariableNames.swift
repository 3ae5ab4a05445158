internal import HCL

/// One use of a variable of the file by a job.
struct VariableUse: Sendable, Hashable {
    /// The service that uses it, or `compose` for the project.
    var scope: String
    /// The name in the file.
    var variable: String
    /// The resolved value.
    var value: String
    /// The default that the file gives.
    var fallback: String?
    /// Whether it is taken as a whole number.
    var isNumeric: Bool
}

/// What the variables of the file are called in the jobs.
///
/// A variable that does not mean the same everywhere (two env files, different defaults) gets a name for each service;
/// one that differs even within a service is written out.
struct VariableNames: Sendable, Hashable {
    /// Whether every variable is written out.
    let inlinesAll: Bool
    /// Variables with a name for each service.
    private(set) var scoped: Set<String> = []
    /// Names, scoped ones among them, that are written out.
    private(set) var inlined: Set<String> = []

    /// One name for each variable.
    init(inlinesAll: Bool) { self.inlinesAll = inlinesAll }

    /// The names with which no variable means two things, for all that the jobs use.
    func settled(for jobs: [[VariableUse]]) -> VariableNames {
        var names = self
        var next = names.adding(names.conflicts(in: jobs))
        while next != names {
            names = next
            next = names.adding(names.conflicts(in: jobs))
        }
        return names
    }

    private func conflicts(in jobs: [[VariableUse]]) -> Set<String> {
        jobs.reduce(VariableTable(names: self)) { all, uses in
            var table = VariableTable(names: self)
            for use in uses { table.enter(use) }
            return all.merging(table)
        }.conflicts
    }

    private func adding(_ conflicts: Set<String>) -> VariableNames {
        var next = self
        for name in conflicts {
            if scoped.contains(name) || name.contains("__") {
                next.inlined.insert(name)
            } else {
                next.scoped.insert(name)
            }
        }
        return next
    }

    /// The name of the job variable for a variable of the file; `nil` if it is written out.
    func name(of variable: String, in scope: String) -> String? {
        let isOwn = OwnVariable(rawValue: variable) != nil
        // Keys of environment files may hold dots and dashes, or be a word of HCL.
        var name = HCL.isIdentifier(variable) ? variable : Names.identifier(variable)
        if !HCL.isIdentifier(name) { name += "_" }
        if isOwn || scoped.contains(variable) || scoped.contains(name) {
            name = "\(Names.identifier(isOwn ? VariableTable.projectScope : scope))__\(name)"
        }
        return inlined.contains(name) || !HCL.isIdentifier(name) ? nil : name
    }

    /// Whether a variable has a name for each service: known by its own name, or by that of the job variable.
    func isScoped(_ variable: String) -> Bool {
        scoped.contains(variable) || scoped.contains(Names.identifier(variable))
    }
}

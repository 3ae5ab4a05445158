internal import ComposeParser

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
    fileprivate func name(of variable: String, in scope: String) -> String? {
        let isOwn = OwnVariable(rawValue: variable) != nil
        // Keys of environment files may hold dots and dashes, or be a word of HCL.
        var name = HCL.isIdentifier(variable) ? variable : StoredSecrets.identifier(variable)
        if !HCL.isIdentifier(name) { name += "_" }
        if isOwn || scoped.contains(variable) || scoped.contains(name) {
            name = "\(StoredSecrets.identifier(isOwn ? VariableTable.projectScope : scope))__\(name)"
        }
        return inlined.contains(name) || !HCL.isIdentifier(name) ? nil : name
    }

    /// Whether a variable has a name for each service: known by its own name, or by that of the job variable.
    fileprivate func isScoped(_ variable: String) -> Bool {
        scoped.contains(variable) || scoped.contains(StoredSecrets.identifier(variable))
    }
}

/// The job variables that a translation uses, and what they stand for.
///
/// A text keeps its `${VAR}` parts as references; each variable is declared only where it is used.
struct VariableTable: Sendable {
    /// One variable in use.
    struct Entry: Sendable, Hashable {
        var name: String
        /// The resolved value.
        var value: String
        /// The default that the file gives.
        var fallback: String?
        /// Whether every use so far takes it as a whole number.
        var isNumeric: Bool
    }

    /// The scope of what stands in no service.
    static let projectScope = "compose"

    let names: VariableNames
    /// The variables in use, by name.
    private(set) var entries: [String: Entry] = [:]
    /// All uses, in order.
    private(set) var uses: [VariableUse] = []
    /// Variables that mean different things in different places.
    private(set) var conflicts: Set<String> = []

    init(names: VariableNames) { self.names = names }

    /// The text with references in place of what came from variables.
    mutating func text(_ text: Text, _ scope: String) -> Interpolated {
        guard !text.isLiteral, !names.inlinesAll else { return Interpolated(text.string) }
        var result = Interpolated("")
        var position = 0
        for origin in text.origins {
            guard let name = use(origin, of: text, scope, numeric: false) else { continue }
            result.append(.literal(text.slice(position..<origin.span.lowerBound).string))
            result.append(.variable(name))
            position = origin.span.upperBound
        }
        result.append(.literal(text.slice(position..<text.string.utf8.count).string))
        return result
    }

    /// The number, as a reference if the whole of it came from one variable.
    mutating func number(_ value: Int, text: Text, _ scope: String) -> NumberValue {
        guard !names.inlinesAll, let origin = text.origins.first, origin.span == 0..<text.string.utf8.count,
            text.string == String(value), let name = use(origin, of: text, scope, numeric: true)
        else { return .literal(value) }
        return .variable(name)
    }

    /// Records a use and gives the name of the job variable; `nil` if it is to be written out here.
    private mutating func use(_ origin: Origin, of text: Text, _ scope: String, numeric: Bool) -> String? {
        let use = VariableUse(
            scope: scope,
            variable: origin.variable,
            value: text.slice(origin.span).string,
            fallback: origin.fallback,
            isNumeric: numeric
        )
        uses.append(use)
        return enter(use)
    }

    /// Enters what a use stands for and gives the name of the job variable; `nil` if it is to be written out.
    @discardableResult
    fileprivate mutating func enter(_ use: VariableUse) -> String? {
        guard var name = names.name(of: use.variable, in: use.scope) else { return nil }
        let isScoped = names.isScoped(use.variable)
        if isScoped {
            // One service may know two values of one name, from its env file and from the environment.
            let base = name
            var number = 2
            while let entry = entries[name], entry.value != use.value {
                name = "\(base)_\(number)"
                number += 1
            }
        }
        if var entry = entries[name] {
            if entry.value != use.value { conflicts.insert(isScoped ? name : use.variable) }
            if entry.fallback == nil { entry.fallback = use.fallback }
            entry.isNumeric = entry.isNumeric && use.isNumeric
            entries[name] = entry
        } else {
            entries[name] = Entry(name: name, value: use.value, fallback: use.fallback, isNumeric: use.isNumeric)
        }
        return name
    }

    /// This table with the uses of another job's.
    func merging(_ other: VariableTable) -> VariableTable {
        var merged = self
        merged.conflicts.formUnion(other.conflicts)
        for (name, entry) in other.entries {
            if let mine = merged.entries[name] {
                if mine.value != entry.value { merged.conflicts.insert(name) }
                merged.entries[name]?.fallback = mine.fallback ?? entry.fallback
                merged.entries[name]?.isNumeric = mine.isNumeric && entry.isNumeric
            } else {
                merged.entries[name] = entry
            }
        }
        return merged
    }

    /// What the variables in use stand for.
    var values: [String: String] { entries.mapValues(\.value) }

    /// The variables in use, sorted by name.
    var sorted: [Entry] {
        entries.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}

extension VariableTable.Entry {
    /// The declaration in the job: the default that the file gives, or an empty one where Compose would take that.
    var declaration: Jobspec.Variable {
        if isNumeric, let number = Int(value) {
            return Jobspec.Variable(
                name: name,
                type: .number,
                default: fallback.flatMap { Int($0) }.map { .number($0) }
                    ?? (needsValue ? nil : .number(number))
            )
        }
        return Jobspec.Variable(
            name: name,
            type: .string,
            default: fallback.map { .string($0) } ?? (needsValue ? nil : .string(value)),
            isEscapedForDriver: SecondReading.isAffected(by: value)
                || fallback.map(SecondReading.isAffected) ?? false
        )
    }

    /// Whether the value has to come from outside of the job.
    var needsValue: Bool { fallback == nil && !value.isEmpty }

    /// The value, as a variables file or the job API takes it.
    var jobValue: Jobspec.Variable.Value {
        if isNumeric, let number = Int(value) { return .number(number) }
        return .string(value)
    }
}

/// Job variables that the conversion adds.
enum OwnVariable: String, Sendable, Hashable, CaseIterable {
    case dnsServers = "dns_servers"
    case cpuMHz = "cpu_mhz"
    case registry

    func declaration(_ options: ConversionOptions) -> Jobspec.Variable {
        switch self {
        case .dnsServers:
            Jobspec.Variable(
                name: rawValue,
                type: .strings,
                default: .strings(["${attr.unique.network.ip-address}"]),
                description: "Resolvers that answer *.consul and forward the rest."
            )
        case .cpuMHz:
            Jobspec.Variable(
                name: rawValue,
                type: .number,
                default: .number(options.cpuMHz),
                description: "MHz of one core of the nodes: Compose counts cores, Nomad MHz."
            )
        case .registry:
            Jobspec.Variable(
                name: rawValue,
                type: .string,
                description: "Registry that deploy.sh pushes the built images to and the nodes pull from."
            )
        }
    }
}

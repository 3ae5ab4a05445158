internal import HCL
internal import ComposeParser

/// The job variables that a translation uses, and what they stand for.
///
/// A text keeps its `${VAR}` parts as references; each variable is declared only where it is used. A variable that
/// does not mean the same everywhere (two env files, different defaults) gets a name for each service; one that differs
/// even within a service is written out. Both take another run of the translation, with what the first one found.
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
        /// Where it is used first.
        var range: SourceRange
    }

    /// The variables that mean different things in different places, and what is done about them.
    struct Ambiguities: Sendable, Hashable {
        /// Variables with a name for each service.
        var scoped: Set<String> = []
        /// Names, scoped ones among them, that are written out.
        var inlined: Set<String> = []

        /// With the conflicts that a run found.
        func adding(_ conflicts: Set<String>) -> Ambiguities {
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
    }

    let ambiguities: Ambiguities
    /// The service at hand.
    var scope = ""
    /// Whether every variable is written out.
    let inlinesAll: Bool
    /// The variables in use, by name.
    private(set) var entries: [String: Entry] = [:]
    /// Variables that mean different things in different places.
    private(set) var conflicts: Set<String> = []

    init(inlinesAll: Bool, ambiguities: Ambiguities = Ambiguities(), scope: String = "") {
        self.inlinesAll = inlinesAll
        self.ambiguities = ambiguities
        self.scope = scope
    }

    /// The name of the job variable for a variable of the file.
    private func name(of variable: String) -> String {
        let isOwn = OwnVariable(rawValue: variable) != nil
        // Keys of environment files may hold dots and dashes, or be a word of HCL.
        var name = HCL.isIdentifier(variable) ? variable : StoredSecrets.identifier(variable)
        if !HCL.isIdentifier(name) { name += "_" }
        guard isScoped(variable, name) || isOwn else { return name }
        return "\(StoredSecrets.identifier(isOwn ? "compose" : scope))__\(name)"
    }

    /// Whether a variable has a name for each service: known by its own name, or by that of the job variable.
    private func isScoped(_ variable: String, _ name: String) -> Bool {
        ambiguities.scoped.contains(variable) || ambiguities.scoped.contains(name)
    }

    /// The text with references in place of what came from variables.
    mutating func text(_ text: Text) -> Interpolated {
        guard !text.isLiteral, !inlinesAll else { return Interpolated(text.string) }
        var result = Interpolated("")
        var position = 0
        for origin in text.origins {
            guard let name = use(origin, of: text, numeric: false) else { continue }
            result.append(.literal(text.slice(position..<origin.span.lowerBound).string))
            result.append(.variable(name))
            position = origin.span.upperBound
        }
        result.append(.literal(text.slice(position..<text.string.utf8.count).string))
        return result
    }

    /// The number, as a reference if the whole of it came from one variable.
    mutating func number(_ value: Int, text: Text) -> NumberValue {
        guard !inlinesAll, let origin = text.origins.first, origin.span == 0..<text.string.utf8.count,
            text.string == String(value), let name = use(origin, of: text, numeric: true)
        else { return .literal(value) }
        return .variable(name)
    }

    /// The number, as a reference if the whole of it came from one variable.
    mutating func number(_ located: Located<Int>) -> NumberValue {
        number(located.value, text: located.text)
    }

    /// Records a use and gives the name of the job variable; `nil` if it is to be written out here.
    private mutating func use(_ origin: Origin, of text: Text, numeric: Bool) -> String? {
        var name = name(of: origin.variable)
        guard !ambiguities.inlined.contains(name), HCL.isIdentifier(name) else { return nil }
        let value = text.slice(origin.span).string
        let isScoped = isScoped(origin.variable, StoredSecrets.identifier(origin.variable))
        if isScoped {
            // One service may know two values of one name, from its env file and from the environment.
            let base = name
            var number = 2
            while let entry = entries[name], entry.value != value {
                name = "\(base)_\(number)"
                number += 1
            }
        }
        if var entry = entries[name] {
            if entry.value != value {
                conflicts.insert(isScoped ? name : origin.variable)
            }
            if entry.fallback == nil { entry.fallback = origin.fallback }
            entry.isNumeric = entry.isNumeric && numeric
            entries[name] = entry
        } else {
            entries[name] = Entry(
                name: name,
                value: value,
                fallback: origin.fallback,
                isNumeric: numeric,
                range: text.range
            )
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

    /// The variables in use as values of the job.
    var jobValues: [String: Jobspec.Variable.Value] { entries.mapValues(\.jobValue) }

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

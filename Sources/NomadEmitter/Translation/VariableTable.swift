internal import HCL
internal import ComposeParser

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

        /// Whether it stands for the same, whatever the value is elsewhere: two defaults are two meanings, so that the
        /// job does not tell whether there is a value.
        func means(_ value: String, _ fallback: String?) -> Bool { self.value == value && self.fallback == fallback }
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
    mutating func text(_ text: Compose.Text, _ scope: String) -> Interpolated {
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
    mutating func number(_ value: Int, text: Compose.Text, _ scope: String) -> NumberValue {
        guard !names.inlinesAll, let origin = text.origins.first, origin.span == 0..<text.string.utf8.count,
            text.string == String(value), let name = use(origin, of: text, scope, numeric: true)
        else { return .literal(value) }
        return .variable(name)
    }

    /// The span of time, as a reference if the whole of it came from one variable in a spelling that Nomad reads alike.
    mutating func duration(_ nanoseconds: Int64, text: Compose.Text, _ scope: String) -> DurationValue {
        let span = NomadDuration(nanoseconds: nanoseconds)
        guard !names.inlinesAll, let origin = text.origins.first, origin.span == 0..<text.string.utf8.count,
            NomadDuration(origin.value ?? text.string) == span,
            origin.fallback.map({ NomadDuration($0) != nil }) != false,
            let name = use(origin, of: text, scope, numeric: false)
        else { return .literal(span) }
        return .variable(name)
    }

    /// Records a use and gives the name of the job variable; `nil` if it is to be written out here.
    private mutating func use(_ origin: Compose.Origin, of text: Compose.Text, _ scope: String, numeric: Bool)
        -> String?
    {
        let use = VariableUse(
            scope: scope,
            variable: origin.variable,
            value: origin.value ?? text.slice(origin.span).string,
            fallback: origin.fallback,
            isNumeric: numeric
        )
        uses.append(use)
        return enter(use)
    }

    /// Enters what a use stands for and gives the name of the job variable; `nil` if it is to be written out.
    @discardableResult
    mutating func enter(_ use: VariableUse) -> String? {
        guard var name = names.name(of: use.variable, in: use.scope) else { return nil }
        let isScoped = names.isScoped(use.variable)
        if isScoped {
            // One service may know two values of one name, from its env file and from the environment, or two defaults.
            let base = name
            var number = 2
            while let entry = entries[name], !entry.means(use.value, use.fallback) {
                name = "\(base)_\(number)"
                number += 1
            }
        }
        if var entry = entries[name] {
            if !entry.means(use.value, use.fallback) { conflicts.insert(isScoped ? name : use.variable) }
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
                if !mine.means(entry.value, entry.fallback) { merged.conflicts.insert(name) }
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
    /// The declaration in the job, with the default that the file gives: a value from outside leaves no trace.
    var declaration: Jobspec.Variable {
        if isNumeric {
            return Jobspec.Variable(
                name: name,
                type: .number,
                default: fallback.flatMap { Int($0) }.map { .number($0) }
            )
        }
        return Jobspec.Variable(
            name: name,
            type: .string,
            default: fallback.map { .string($0) },
            isEscapedForDriver: SecondReading.isAffected(by: value)
                || fallback.map(SecondReading.isAffected) ?? false
        )
    }

    /// The value, as a variables file or the job API takes it.
    var jobValue: Jobspec.Variable.Value {
        if isNumeric, let number = Int(value) { return .number(number) }
        return .string(value)
    }
}

package import ComposeParser

/// What becomes of an attribute.
package enum Fate: Sendable, Hashable {
    /// It is in the job or its companion files, nothing lost.
    case mapped(to: [String])
    /// It is there, but not in every respect.
    case approximated(to: [String], loses: String)
    /// It is there, and works once the operator has done something.
    case operatorAction(to: [String], action: String)
    /// It is dropped.
    case unsupported(because: String, instead: String)
    /// It has done its work before the conversion starts.
    case loading(as: String)
    /// It is dropped, and nobody needs to hear of it.
    case ignored(because: String)

    /// One word for tables and JSON.
    package var word: String {
        switch self {
        case .mapped: "mapped"
        case .approximated: "approximated"
        case .operatorAction: "operator-action"
        case .unsupported: "unsupported"
        case .loading: "loading"
        case .ignored: "ignored"
        }
    }

    /// Where it goes: jobspec paths, client configuration and companion files.
    package var targets: [String] {
        switch self {
        case .mapped(let to), .approximated(let to, _), .operatorAction(let to, _): to
        case .unsupported, .loading, .ignored: []
        }
    }
}

/// One row of the coverage table: an attribute, or one form of its value, and how it fares.
package struct CoverageRow: Sendable {
    /// The attribute.
    package internal(set) var attribute: Attribute
    /// Which values the row is about, `nil` for all that no row before it is about.
    package internal(set) var variant: String?
    /// How it fares.
    package internal(set) var fate: Fate
    /// What to do, where the fate does not say it.
    package internal(set) var hint: String?
    /// How grave the diagnostic is, `nil` where none is due.
    package internal(set) var severity: Severity?
    /// The first Nomad version that has what it goes to, `nil` where it goes nowhere.
    package internal(set) var since: NomadVersion?
    /// The attribute whose diagnostic speaks for this one as well.
    package internal(set) var reportedWith: Attribute?
    /// The diagnostics that the translation gives itself, as their truth depends on more than the value: which ports
    /// clash, which files are there to embed, which checks can be understood.
    package internal(set) var reportedAs: [ConversionIssue] = []
    /// Whether it is about a short form, whose parts have rows of their own.
    package internal(set) var isShortForm = false
    var matches: @Sendable (CoverageSubject) -> Bool = { _ in true }

    init(_ fate: Fate, _ severity: Severity? = nil, hint: String? = nil) {
        attribute = .version
        self.fate = fate
        self.severity = severity
        self.hint = hint
        since = fate.targets.isEmpty ? nil : .oldest
    }

    /// The path with its variant, the key of the row.
    package var key: String { variant.map { "\(attribute.rawValue) (\($0))" } ?? attribute.rawValue }
}

// The words in which the rows are written.
extension CoverageRow {
    @inline(never)
    static func mapped(_ targets: String...) -> CoverageRow { CoverageRow(.mapped(to: targets)) }

    /// A collection whose attributes have rows of their own.
    @inline(never)
    static func parts(_ targets: String...) -> CoverageRow { CoverageRow(.mapped(to: targets)) }

    @inline(never)
    static func approximated(
        _ targets: String...,
        loses: String,
        hint: String? = nil,
        as severity: Severity = .note
    ) -> CoverageRow {
        CoverageRow(.approximated(to: targets, loses: loses), severity, hint: hint)
    }

    @inline(never)
    static func operatorAction(_ targets: String..., action: String, as severity: Severity = .note) -> CoverageRow {
        CoverageRow(.operatorAction(to: targets, action: action), severity)
    }

    @inline(never)
    static func unsupported(_ because: String, instead: String) -> CoverageRow {
        CoverageRow(.unsupported(because: because, instead: instead), .warning)
    }

    @inline(never)
    static func loading(_ how: String) -> CoverageRow { CoverageRow(.loading(as: how)) }

    @inline(never)
    static func ignored(_ because: String) -> CoverageRow { CoverageRow(.ignored(because: because)) }

    /// Values that say what Nomad does anyway.
    @inline(never)
    static func standard(_ values: String...) -> CoverageRow {
        CoverageRow.ignored("what happens anyway")
            .when(values.map { "`\($0)`" }.joined(separator: ", ")) { subject in
                values.contains { $0 == "false" ? subject.isFalse : subject.value == $0 }
            }
    }

    /// The row holds for the values that `matches` says yes to.
    @inline(never)
    func when(_ variant: String, _ matches: @escaping @Sendable (CoverageSubject) -> Bool) -> CoverageRow {
        var row = self
        row.variant = variant
        row.matches = matches
        return row
    }

    /// The row holds for these values.
    @inline(never)
    func when(_ values: String...) -> CoverageRow {
        when(values.map { "`\($0)`" }.joined(separator: ", ")) { subject in values.contains { subject.value == $0 } }
    }

    /// The row is about a short form of the attribute. It is there for readers: the presence pass takes short forms
    /// apart, and the rows of their parts speak.
    @inline(never)
    func short(_ form: String) -> CoverageRow {
        var row = when("`\(form)`") { _ in false }
        row.isShortForm = true
        return row
    }

    /// The row needs a Nomad that has an attribute, or a block, of a type of block.
    @inline(never)
    func since(_ name: String, of type: BlockName) -> CoverageRow {
        var row = self
        row.since = AttributeFact.since(name, of: type) ?? .oldest
        return row
    }

    /// The row as it holds for a version of Nomad: what that lacks is dropped. What waits for the operator stays.
    func holds(for version: NomadVersion) -> CoverageRow {
        guard let since, !version.has(since) else { return self }
        if case .operatorAction = fate { return self }
        var row = CoverageRow.unsupported(
            "it needs Nomad \(since)",
            instead: "say --nomad-version \(since), if you have it"
        )
        row.attribute = attribute
        row.variant = variant
        return row
    }

    /// The translation reports what is lost, with all that it knows, and only where it is lost.
    @inline(never)
    func reported(as issues: ConversionIssue...) -> CoverageRow {
        var row = self
        row.severity = nil
        row.reportedAs = issues
        return row
    }

    /// The diagnostic of `other` speaks for this row.
    @inline(never)
    func reported(with other: Attribute) -> CoverageRow {
        var row = self
        row.severity = nil
        row.reportedWith = other
        return row
    }
}

/// How grave a diagnostic is.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Something the reader may want to know; the output is complete.
    case note
    /// Something is lost, approximated, or needs the operator.
    case warning
    /// The input cannot be converted.
    case error

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }

    /// Orders from `note` to `error`.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A kind of diagnostic: its raw value is the stable, documented id.
package protocol DiagnosticKind: RawRepresentable<String>, CaseIterable, Sendable {
    /// What is known of it, for the documentation and `explain`.
    var facts: DiagnosticFacts { get }
}

/// One finding about the input, as a value.
public struct Diagnostic: Sendable, Hashable, Error {
    /// A further place that explains the first one.
    public struct Related: Sendable, Hashable {
        /// What stands there.
        public var message: String
        /// Where.
        public var range: SourceRange

        /// Makes a pointer to `range`.
        package init(_ message: String, at range: SourceRange) {
            self.message = message
            self.range = range
        }
    }

    /// The stable id, for example `undefined-volume`.
    public var id: String
    /// How grave it is.
    public var severity: Severity
    /// What is the matter, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// The place, `.none` when there is none.
    public var range: SourceRange
    /// The path of the file that the place is in, as far as loading knew it.
    public internal(set) var file: String?
    /// The service it concerns, if it is about one.
    public var service: String?
    /// The attribute it concerns, as a path such as `services.web.ports[0]`, if it is about one.
    public var path: String?
    /// Further places.
    public var related: [Related]
    /// Whether somebody has to do something on the nodes or to the output before the jobs work.
    public private(set) var asksOperator: Bool

    /// Makes a diagnostic of a documented kind.
    package init<Kind: DiagnosticKind>(
        _ kind: Kind,
        _ severity: Severity,
        _ message: String,
        at range: SourceRange = .none,
        hint: String? = nil,
        service: String? = nil,
        path: String? = nil,
        related: [Related] = []
    ) {
        self.init(id: kind.rawValue, severity, message, at: range, hint: hint)
        self.service = service
        self.path = path
        self.related = related
        asksOperator = kind.facts.asksOperator
    }

    /// Makes a finding of a rule of your own, to be shown beside those of the libraries.
    ///
    /// - Parameters:
    ///   - id: what the rule is called; a prefix such as `team/` keeps it apart from the ids of the libraries.
    ///   - severity: how grave it is.
    ///   - message: what is the matter, in one sentence without a full stop.
    ///   - range: the place, such as the `range` of a value of the Compose model.
    ///   - hint: what to do about it.
    public init(
        id: String,
        _ severity: Severity,
        _ message: String,
        at range: SourceRange = .none,
        hint: String? = nil
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.hint = hint
        self.range = range
        related = []
        asksOperator = false
    }
}

extension Diagnostic: CustomStringConvertible {
    /// One line: `file:line:column: severity: message [id]`, as much of the place as is known.
    public var description: String {
        var place = file.map { [$0] } ?? []
        if range.start.line > 0 { place += ["\(range.start.line)", "\(range.start.column)"] }
        let line = (place + [" \(severity.rawValue)", " \(message) [\(id)]"]).joined(separator: ":")
        return String(line.drop { $0 == " " }).visible
    }

    /// The diagnostic with the path of its file.
    func located(in sources: SourceTable) -> Diagnostic {
        var located = self
        located.file = sources[range.file]?.path
        return located
    }
}

/// What the stages have found so far, in the order in which they found it.
public struct Diagnostics: Sendable {
    /// The findings.
    public private(set) var all: [Diagnostic] = []

    /// Makes an empty collection.
    public init() {}

    /// Adds one finding.
    package mutating func add(_ diagnostic: Diagnostic) {
        all.append(diagnostic)
    }

    /// Adds the findings of another stage.
    package mutating func add(contentsOf other: Diagnostics) {
        all.append(contentsOf: other.all)
    }

    /// The findings with the paths of their files.
    package func located(in sources: SourceTable) -> Diagnostics {
        var located = self
        located.all = all.map { $0.file == nil ? $0.located(in: sources) : $0 }
        return located
    }

    /// Whether there is an error among them.
    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// Throws the first error, if there is one: for stages that collect several before they stop.
    package func throwFirstError() throws(Diagnostic) {
        if let first = all.first(where: { $0.severity == .error }) { throw first }
    }
}

/// What a finding asks of its reader. Findings are told in this order.
package enum Concern: Int, Sendable, Hashable {
    /// It stops the conversion.
    case stops
    /// The application behaves differently, or something is lost.
    case behavior
    /// The operator has something to do before the jobs work.
    case operation
    /// Good to know.
    case note
}

extension Diagnostic {
    /// What it asks of the reader.
    package var concern: Concern {
        switch severity {
        case .error: .stops
        case _ where asksOperator: .operation
        case .warning: .behavior
        case .note: .note
        }
    }
}

/// Findings as a reader at a terminal wants them: ordered by what they ask of him, one entry a cause, notes only
/// counted. Programs get each of them, see `DiagnosticJSON`.
package struct DiagnosticReport: Sendable, Hashable {
    /// How much is told.
    package enum Detail: Sendable, Hashable {
        /// Only what decides the exit code.
        case decisive
        /// One entry a cause, without notes.
        case causes
        /// Every finding with the line that it is about; what is said alike of one line is said once.
        case all
    }

    /// One cause, or one finding where each is told.
    package struct Entry: Sendable, Hashable {
        /// The first finding of the cause.
        package var first: Diagnostic
        /// Its further findings.
        package var others: [Diagnostic] = []
        /// Whether the line of the first finding is shown.
        package var showsLine: Bool
        /// Where what to do stands: on a line of its own, behind the message, or nowhere.
        package var hint = HintPlace.below
    }

    /// Where the hint of an entry stands.
    package enum HintPlace: Sendable, Hashable {
        case below, behind, nowhere
    }

    /// The lines for causes that do not stop the conversion: with those of the summary and the count a screen has room
    /// for the next command.
    private static let mostLines = 11

    /// What is told, in order.
    package let entries: [Entry]
    /// How many findings there are of each severity, told or not.
    package let counts: [Severity: Int]
    /// Whether some findings are not told one by one.
    package let isShortened: Bool

    /// Orders and condenses findings.
    ///
    /// - Parameters:
    ///   - diagnostics: the findings, in the order in which they were found.
    ///   - detail: how much is told.
    ///   - strict: whether warnings decide the exit code as errors do.
    package init(_ diagnostics: [Diagnostic], detail: Detail = .causes, strict: Bool = false) {
        let told = diagnostics.filter { diagnostic in
            switch detail {
            case .decisive: diagnostic.severity == .error || strict && diagnostic.severity == .warning
            case .causes: diagnostic.concern != .note
            case .all: true
            }
        }
        let keys = told.map { (concern: $0.concern.rawValue, file: $0.fileOrder, start: $0.range.start) }
        let order = told.indices.sorted { a, b in
            (keys[a].concern, keys[a].file, keys[a].start, a) < (keys[b].concern, keys[b].file, keys[b].start, b)
        }
        let ordered = order.map { told[$0] }
        entries = detail == .all ? Self.causes(ordered, isExact: true) : Self.shortened(Self.causes(ordered))
        counts = diagnostics.reduce(into: [:]) { $0[$1.severity, default: 0] += 1 }
        isShortened =
            detail == .causes
            && (told.count < diagnostics.count || entries.count < told.count
                || entries.contains { $0.hint == .nowhere })
    }

    /// How many findings of each severity there are, in words; `nil` if there are none.
    package var tally: String? {
        let parts = Severity.allCases.reversed().compactMap { severity in
            counts[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
        }
        return parts.isEmpty ? nil : parts.listed()
    }

    /// What the operator has to do stands on one line with the reason; how to keep what changes is told as far as all
    /// fits a screen.
    private static func shortened(_ entries: [Entry]) -> [Entry] {
        let lines = entries.reduce(0) { lines, entry in
            switch entry.first.concern {
            case .stops: lines
            case .behavior, .note: lines + (entry.first.hint == nil ? 1 : 2)
            case .operation: lines + 1
            }
        }
        return entries.map { entry in
            var entry = entry
            switch entry.first.concern {
            case .operation: entry.hint = .behind
            case .behavior where lines > mostLines: entry.hint = .nowhere
            case .stops, .behavior, .note: break
            }
            return entry
        }
    }

    /// One entry for the findings that differ only in what they quote. Errors are one only at one place, as those of
    /// an anchor that is used many times; where all is told exactly, so is everything, and it has to be said alike.
    private static func causes(_ diagnostics: [Diagnostic], isExact: Bool = false) -> [Entry] {
        struct Cause: Hashable {
            var id: String
            var severity: Severity
            var words: [String]
            var place: SourceRange?
        }
        var positions: [Cause: Int] = [:]
        var entries: [Entry] = []
        for diagnostic in diagnostics {
            let isOfPlace = isExact || diagnostic.severity == .error
            let texts = [diagnostic.message, diagnostic.hint ?? ""]
            let cause = Cause(
                id: diagnostic.id,
                severity: diagnostic.severity,
                words: isExact ? texts : texts.map(QuotedText.fixed),
                place: isOfPlace ? diagnostic.range : nil
            )
            if let position = positions[cause], !isOfPlace || diagnostic.range.isKnown {
                entries[position].others.append(diagnostic)
            } else {
                positions[cause] = entries.count
                entries.append(Entry(first: diagnostic, showsLine: isOfPlace))
            }
        }
        return entries
    }
}

extension Diagnostic {
    /// The number of its file; what has no place comes last.
    fileprivate var fileOrder: Int32 { range.isKnown ? range.file.index : .max }
}

/// A message as its own words and what it quotes from the input, in backticks.
enum QuotedText {
    /// What it quotes, in order.
    static func quoted(in text: String) -> [Substring] {
        text.split(at: "`", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
            index.isMultiple(of: 2) ? nil : part
        }
    }

    /// The message with nothing in its quotes.
    static func fixed(_ text: String) -> String {
        var isQuoted = false
        let bytes = text.utf8.filter { byte in
            let isMark = byte == UInt8(ascii: "`")
            if isMark { isQuoted.toggle() }
            return isMark || !isQuoted
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Puts values in the place of `$X` and `${X…}`: the interpolation chapter of the Compose Specification.
///
/// The result remembers which parts came from which variable (`Text.origins`), so that a job can keep them variable.
package struct Interpolator: Sendable {
    /// The value of a variable, `nil` if it is not set.
    package var lookup: @Sendable (String) -> String?
    /// The variables of which a warning has said that they are not set: each is reported once.
    package var reported: Set<String>

    /// How deep `${A:-${B:-…}}` may nest.
    private static let deepest = 64
    /// The bytes of all texts so far in which variables were replaced.
    private var written = 0

    /// Makes an interpolator.
    /// - Parameters:
    ///   - reported: Variables of which no warning is wanted any more.
    ///   - lookup: Gives the value of a variable, `nil` if it is not set.
    package init(reported: Set<String> = [], lookup: @escaping @Sendable (String) -> String?) {
        self.lookup = lookup
        self.reported = reported
    }

    /// Makes an interpolator for a set of values.
    package init(values: [String: String]) {
        self.init { values[$0] }
    }

    // MARK: - Trees

    /// Interpolates all strings of a tree but not its keys.
    ///
    /// What has an interpolated part stays a string: casting it to the type of its field is done where the fields are
    /// known.
    /// - Throws: `invalid-interpolation`, `required-variable-missing`, with the path of the first value; `diagnostics`
    ///   receives all of them.
    package mutating func interpolate(_ node: Compose.Node, diagnostics: inout Diagnostics) throws(Diagnostic)
        -> Compose.Node
    {
        var errors: [Diagnostic] = []
        let result = changed(node, &diagnostics, &errors) ?? node
        for error in errors { diagnostics.add(error) }
        if let first = errors.first { throw first }
        return result
    }

    /// The interpolated node, `nil` if nothing in it changes: most of a tree has no variables and is shared.
    private mutating func changed(
        _ node: Compose.Node,
        _ diagnostics: inout Diagnostics,
        _ errors: inout [Diagnostic]
    ) -> Compose.Node? {
        switch node.content {
        case .string:
            do throws(Diagnostic) {
                guard let text = try changed(node.text, &diagnostics) else { return nil }
                var node = node
                node.text = text
                return node
            } catch {
                errors.append(error)
                return nil
            }
        case .sequence(let items):
            var result: [Compose.Node]?
            for (position, item) in items.enumerated() {
                let before = errors.count
                let new = changed(item, &diagnostics, &errors)
                for index in before..<errors.count { errors[index] = errors[index].inside("[\(position)]") }
                guard let new else { continue }
                if result == nil { result = items }
                result?[position] = new
            }
            guard let result else { return nil }
            var node = node
            node.content = .sequence(result)
            return node
        case .mapping(let mapping):
            var result: [Compose.Mapping.Entry]?
            for (position, entry) in mapping.entries.enumerated() {
                let before = errors.count
                let new = changed(entry.value, &diagnostics, &errors)
                for index in before..<errors.count { errors[index] = errors[index].inside(entry.key) }
                guard let new else { continue }
                if result == nil { result = mapping.entries }
                result?[position].value = new
            }
            guard let result else { return nil }
            var node = node
            node.content = .mapping(Compose.Mapping(result))
            return node
        case .null, .bool, .int, .float, .timestamp:
            return nil
        }
    }

    // MARK: - Texts

    /// Interpolates one text.
    /// - Throws: `invalid-interpolation`, `required-variable-missing`.
    package mutating func interpolate(_ text: Compose.Text, diagnostics: inout Diagnostics) throws(Diagnostic)
        -> Compose.Text
    {
        try changed(text, &diagnostics) ?? text
    }

    private mutating func changed(_ text: Compose.Text, _ diagnostics: inout Diagnostics) throws(Diagnostic) -> Compose
        .Text?
    {
        guard text.string.withBytes({ $0.contains(UInt8(ascii: "$")) }) else { return nil }
        let bytes = Array(text.string.utf8)
        var out = Expansion()
        try expand(bytes, 0..<bytes.count, of: text, depth: 0, into: &out, &diagnostics)
        written += out.bytes.count
        guard written <= YAMLLimits().fileBytes else { throw Self.tooLong(YAMLLimits().fileBytes, text.range) }
        return Compose.Text(String(decoding: out.bytes, as: UTF8.self), origins: out.origins, range: text.range)
    }

    private struct Expansion {
        var bytes: [UInt8] = []
        var origins: [Compose.Origin] = []

        mutating func append(_ value: String, from variable: String, fallback: String?) {
            let start = bytes.count
            bytes.append(contentsOf: value.utf8)
            origins.append(Compose.Origin(span: start..<bytes.count, variable: variable, fallback: fallback))
        }

        mutating func append(_ other: Expansion) {
            let shift = bytes.count
            bytes.append(contentsOf: other.bytes)
            for origin in other.origins {
                var origin = origin
                origin.span = (origin.span.lowerBound + shift)..<(origin.span.upperBound + shift)
                origins.append(origin)
            }
        }

        var string: String { String(decoding: bytes, as: UTF8.self) }
    }

    private mutating func expand(
        _ bytes: [UInt8],
        _ span: Range<Int>,
        of text: Compose.Text,
        depth: Int,
        into out: inout Expansion,
        _ diagnostics: inout Diagnostics
    ) throws(Diagnostic) {
        var position = span.lowerBound
        while position < span.upperBound {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "$") else {
                out.bytes.append(byte)
                position += 1
                continue
            }
            switch Template.element(at: position, before: span.upperBound, in: bytes) {
            case .escape:
                out.bytes.append(byte)
                position += 2
            case .literal:
                out.bytes.append(byte)
                position += 1
            case .substitution(let substitution):
                guard depth < Self.deepest else { throw Self.invalid(substitution.span, bytes, text) }
                try expand(substitution, bytes, of: text, depth: depth, into: &out, &diagnostics)
                position = substitution.span.upperBound
                guard out.bytes.count <= YAMLLimits().elementBytes else {
                    throw Self.tooLong(YAMLLimits().elementBytes, text.place(substitution.span))
                }
            case .invalid(let span):
                throw Self.invalid(span, bytes, text)
            }
        }
    }

    private mutating func expand(
        _ substitution: Substitution,
        _ bytes: [UInt8],
        of text: Compose.Text,
        depth: Int,
        into out: inout Expansion,
        _ diagnostics: inout Diagnostics
    ) throws(Diagnostic) {
        let name = substitution.name
        let value = lookup(name)
        let isSet = value.map { !(substitution.treatsEmptyAsUnset && $0.isEmpty) } ?? false
        guard let operation = substitution.operation else {
            if value == nil { report(name, at: text.place(substitution.span), &diagnostics) }
            out.append(value ?? "", from: name, fallback: nil)
            return
        }
        // Compose evaluates the operand even where it is not used: an error in it is an error. Its warnings are not kept.
        var operand = Expansion()
        let isUsed = operation == .alternative ? isSet : !isSet
        if isUsed {
            try expand(bytes, substitution.operand, of: text, depth: depth + 1, into: &operand, &diagnostics)
        } else {
            var unwanted = Diagnostics()
            var trial = Interpolator(lookup: lookup)
            try trial.expand(bytes, substitution.operand, of: text, depth: depth + 1, into: &operand, &unwanted)
        }
        switch operation {
        case .fallback:
            // A default that holds variables itself is no default that a job could state.
            let fallback = operand.origins.isEmpty ? operand.string : nil
            if isSet {
                out.append(value ?? "", from: name, fallback: fallback)
            } else if let fallback {
                out.append(fallback, from: name, fallback: fallback)
            } else {
                out.append(operand)
            }
        case .alternative:
            // The text is not the value of the variable: only what is inside of it may have origins.
            if isSet { out.append(operand) }
        case .required:
            guard isSet else {
                let message = operand.string
                throw Diagnostic(
                    LoadingIssue.requiredVariableMissing,
                    .error,
                    "required variable `\(name)` is missing a value" + (message.isEmpty ? "" : ": \(message)"),
                    at: text.place(substitution.span),
                    hint: "set \(name) in the environment or in the .env file"
                )
            }
            out.append(value ?? "", from: name, fallback: nil)
        }
    }

    private mutating func report(_ name: String, at range: SourceRange, _ diagnostics: inout Diagnostics) {
        guard reported.insert(name).inserted else { return }
        diagnostics.add(
            Diagnostic(
                LoadingIssue.variableNotSet,
                .warning,
                "the variable `\(name)` is not set; it counts as empty",
                at: range,
                hint: "set it in the environment or in the .env file, or give it a default: `${\(name):-…}`"
            )
        )
    }

    /// A few variables of variables could stand for gigabytes.
    private static func tooLong(_ limit: Int, _ range: SourceRange) -> Diagnostic {
        Diagnostic(
            LoadingIssue.limitExceeded,
            .error,
            "with its variables replaced this is larger than \(limit >> 20) MiB",
            at: range,
            hint: "keep large data in a file of its own and mount it"
        )
    }

    private static func invalid(_ span: Range<Int>, _ bytes: [UInt8], _ text: Compose.Text) -> Diagnostic {
        var shown = Template.string(bytes, span)
        if shown.unicodeScalars.count > 80 { shown = String(shown.unicodeScalars.prefix(80)) + "…" }
        return Diagnostic(
            LoadingIssue.invalidInterpolation,
            .error,
            "invalid interpolation format: \(shown)",
            at: text.place(span),
            hint: "write $$ for a dollar sign that is meant literally"
        )
    }
}

extension Diagnostic {
    /// The same, with a path that begins one level higher.
    fileprivate func inside(_ component: String) -> Diagnostic {
        var outer = self
        switch path {
        case nil: outer.path = component
        case let inner? where inner.hasPrefix("["): outer.path = component + inner
        case let inner?: outer.path = "\(component).\(inner)"
        }
        return outer
    }
}

extension Compose.Text {
    /// The place of a part of the text in its file, as far as it can be told: scalars with escapes, and those of
    /// several lines, give the place of the whole.
    func place(_ span: Range<Int>) -> SourceRange {
        guard range.isKnown, range.start.line == range.end.line else { return range }
        let utf8 = string.utf8
        // To count through a long text for each of its variables would take long.
        guard span.upperBound <= utf8.count, utf8.count <= 4096 else { return range }
        let width = Int(range.end.column) - Int(range.start.column)
        let length = string.unicodeScalars.count
        let quote: Int
        switch width {
        case length: quote = 0
        case length + 2: quote = 1
        default: return range
        }
        let start = utf8.index(utf8.startIndex, offsetBy: span.lowerBound)
        let end = utf8.index(utf8.startIndex, offsetBy: span.upperBound)
        let before = Substring(utf8[..<start]).unicodeScalars.count + quote
        let inside = Substring(utf8[start..<end]).unicodeScalars.count
        let column = range.start.column + UInt32(before)
        return SourceRange(
            file: range.file,
            start: Mark(line: range.start.line, column: column),
            end: Mark(line: range.start.line, column: column + UInt32(inside))
        )
    }
}

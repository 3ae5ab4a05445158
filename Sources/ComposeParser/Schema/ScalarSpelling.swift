extension Speller {
    /// Gives a scalar the form that its place asks for.
    mutating func spellScalar(_ node: inout Compose.Node, _ scalar: Shape.Scalar, _ shape: Shape) throws(Diagnostic) {
        switch scalar {
        case .string: try spellString(&node, shape)
        case .bool: try spellBool(&node)
        case .integer(let range): try spellInteger(&node, range, shape)
        case .float(let isSingle): try spellFloat(&node, isSingle: isSingle)
        case .duration: try spellDuration(&node)
        case .bytes: try spellBytes(&node)
        case .fileMode: try spellFileMode(&node)
        case .deviceCount: try spellCount(&node)
        }
    }

    private func spellString(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        if case .float = node.content, !shape.scalars.contains(.number) {
            throw path.error(
                .wrongType,
                "`\(path.description)` must be \(shape.expectation), not a float",
                at: node.range,
                hint: "put it in quotes"
            )
        }
        guard let text = GoFormat.text(of: node) else { return }
        node = Compose.Node(.string, text: text, mergeTag: node.mergeTag)
        if let synonym = shape.synonym { node.replace(synonym) }
    }

    private mutating func spellBool(_ node: inout Compose.Node) throws(Diagnostic) {
        guard node.content == .string else { return }
        guard let value = BoolWord.value(of: node.text.string) else {
            throw path.error(
                .invalidBoolean,
                "`\(path.description)` must be true or false, not `\(node.text.string)`",
                at: node.range
            )
        }
        if BoolWord.isLegacy(node.text.string) { diagnostics.add(path.legacyBoolean(node)) }
        node.content = .bool(value)
    }

    private func spellInteger(_ node: inout Compose.Node, _ range: ClosedRange<Int>, _ shape: Shape)
        throws(Diagnostic)
    {
        let value: Int?
        switch node.content {
        case .string where shape.scalars.contains(.strayString):
            throw path.error(
                .wrongType,
                "`\(path.description)` must be \(shape.expectation), not a string",
                at: node.range
            )
        case .int(let int): value = int
        case .float(let float): value = Int(exactly: float.rounded(.towardZero))
        case .string: value = GoFormat.integer(node.text.string)
        default: return
        }
        guard let value, range.contains(value) else {
            throw path.error(
                .invalidNumber,
                "`\(path.description)` must be an integer\(range.lowerBound == 0 ? " from 0 on" : ""), "
                    + "not `\(node.text.string)`",
                at: node.range
            )
        }
        node = Compose.Node(.int(value), text: node.text.replacing(with: "\(value)"))
    }

    private func spellFloat(_ node: inout Compose.Node, isSingle: Bool) throws(Diagnostic) {
        if node.content == .string {
            guard let value = GoFormat.float(node.text.string) else {
                throw path.error(
                    .invalidNumber,
                    "`\(path.description)` must be a number, not `\(node.text.string)`",
                    at: node.range
                )
            }
            node.content = .float(value)
        }
        guard isSingle, case .float(let value) = node.content else { return }
        node.content = .float(Double("\(Float(value))") ?? value)
    }

    private func spellDuration(_ node: inout Compose.Node) throws(Diagnostic) {
        guard node.content == .string else { return }
        guard let duration = ComposeDuration(node.text.string) else {
            let isNumber = GoFormat.float(node.text.string) != nil
            throw path.error(
                .invalidDuration,
                "`\(path.description)` must be a duration, not `\(node.text.string)`",
                at: node.range,
                hint: isNumber ? "add a unit: \(node.text.string)s" : "write it with units, as in 1m30s"
            )
        }
        node.text = node.text.respelled(as: duration.description)
    }

    private func spellBytes(_ node: inout Compose.Node) throws(Diagnostic) {
        switch node.content {
        case .int(let value):
            // A negative number stays one: as a string it would be refused.
            if value >= 0 { node = Compose.Node(string: node.text.replacing(with: "\(value)")) }
        case .float:
            // Compose does not take floats for sizes: 1.5 or 1e9 is no limit at all.
            node = Compose.Node(string: node.text.replacing(with: "0"))
        case .string:
            guard let bytes = ByteSize.bytes(node.text.string) else {
                throw path.error(
                    .invalidSize,
                    "`\(path.description)` must be a size in bytes, not `\(node.text.string)`",
                    at: node.range,
                    hint: "write a number with a unit, as in 512m or 2gb"
                )
            }
            node.text = node.text.replacing(with: "\(bytes)")
        default: break
        }
    }

    private func spellFileMode(_ node: inout Compose.Node) throws(Diagnostic) {
        let value: Int?
        switch node.content {
        case .int(let int): value = int
        case .string: value = GoFormat.integer(node.text.string, radix: 8)
        default: value = nil
        }
        guard let value else {
            throw path.error(
                .invalidFileMode,
                "`\(path.description)` must be an octal number, not `\(node.text.string)`",
                at: node.range,
                hint: "write it as in 0440"
            )
        }
        node = Compose.Node(string: node.text.replacing(with: "0" + String(value, radix: 8)))
    }

    private func spellCount(_ node: inout Compose.Node) throws(Diagnostic) {
        if case .int = node.content { return }
        if node.text.string == "all" {
            node = Compose.Node(.int(-1), text: Compose.Text("-1", range: node.range))
            return
        }
        guard let value = GoFormat.integer(node.text.string) else {
            throw path.error(
                .invalidNumber,
                "`\(path.description)` must be `all` or a number, not `\(node.text.string)`",
                at: node.range
            )
        }
        node.content = .int(value)
    }
}

extension Compose.Text {
    /// The text in another spelling. One that is all of a variable still tells which one it is.
    fileprivate func respelled(as spelling: String) -> Compose.Text {
        var text = replacing(with: spelling)
        if spelling != string, origins.count == 1, var origin = origins.first, origin.span == 0..<string.utf8.count {
            origin.value = string
            origin.span = 0..<spelling.utf8.count
            text.origins = [origin]
        }
        return text
    }
}

extension Compose.Node {
    /// Puts the meaning of `synonym` in place of the word.
    mutating func replace(_ synonym: Shape.Synonym) {
        if stringValue == synonym.word { text = text.replacing(with: synonym.meaning) }
    }
}

internal import HCL

/// Escapes variables for the docker driver, which reads its configuration a second time.
///
/// Literal text is escaped by the printer. The value of a variable is not known there, and `${` may also arise where a
/// value that ends in `$` meets a literal that starts with `{`. So the whole text is escaped by the job itself:
/// `regex_replace("${var.NAME}…", "([$%]){", "$1$1{")`.
struct SecondReading {
    /// The variables whose values may hold such signs.
    var variables: Set<String>

    /// Whether a value can make `${` or `%{`, alone or together with its neighbours.
    static func isAffected(by value: String) -> Bool {
        var last: UInt8 = 0
        for (index, byte) in value.utf8.enumerated() {
            if byte == UInt8(ascii: "{"), index == 0 || isSign(last) { return true }
            last = byte
        }
        return isSign(last)
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%")
    }

    /// The block with the docker configurations in it escaped.
    func escaping(_ block: HCL.Block) -> HCL.Block {
        var block = block
        let escaped = block.body.changed(of: block.type) { value, isInDriver in
            isInDriver && needsEscape(value) ? escaping(value) : nil
        }
        if let escaped { block.body = escaped }
        return block
    }

    /// Whether something in a value could be escaped.
    private func needsEscape(_ value: HCL.Expression) -> Bool {
        switch value {
        case .reference(let name): isEscaped(name)
        case .template(let parts, .twice), .heredoc(let parts, .twice): parts.count > 1 || !value.isSettled
        case .list(let items): items.contains(where: needsEscape)
        case .object(let entries): entries.contains { needsEscape($0.value) }
        default: false
        }
    }

    private func escaping(_ value: HCL.Expression) -> HCL.Expression {
        switch value {
        case .reference(let name) where isEscaped(name):
            return Self.call(value)
        case .template(let parts, .twice), .heredoc(let parts, .twice):
            let references = parts.compactMap { if case .reference(let name) = $0 { name } else { nil } }
            guard references.contains(where: isEscaped) || Self.meets(parts) else { return value }
            if references.allSatisfy({ $0.hasPrefix("var.") }) { return Self.call(.template(parts, .once)) }
            // References for the driver stay as they are; only the variables are escaped.
            return .template(
                parts.map { part in
                    if case .reference(let name) = part, isEscaped(name) {
                        .reference("regex_replace(\(name), \"([$%]){\", \"$1$1{\")")
                    } else {
                        part
                    }
                },
                .twice
            )
        case .list(let items):
            return .list(items.map(escaping))
        case .object(let entries):
            return .object(entries.map { HCL.ObjectEntry($0.key, escaping($0.value), escaping: $0.escaping) })
        default:
            return value
        }
    }

    /// Whether literal text would make `${` or `%{` where the values between it are empty.
    private static func meets(_ parts: [HCL.TemplatePart]) -> Bool {
        var last: UInt8 = 0
        var isBehindReference = false
        for part in parts {
            switch part {
            case .reference(let name): isBehindReference = name.hasPrefix("var.")
            case .text(let text):
                if isBehindReference, isSign(last), text.utf8.first == UInt8(ascii: "{") { return true }
                last = text.utf8.last ?? last
                isBehindReference = false
            }
        }
        return false
    }

    private func isEscaped(_ reference: String) -> Bool {
        reference.hasPrefix("var.") && variables.contains(String(reference.dropFirst(4)))
    }

    private static func call(_ text: HCL.Expression) -> HCL.Expression {
        .call("regex_replace", [text, .string("([$%]){", .never), .string("$1$1{", .never)])
    }
}

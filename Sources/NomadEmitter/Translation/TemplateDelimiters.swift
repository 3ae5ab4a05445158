internal import HCL

/// Delimiters for a template whose content holds the usual ones.
enum TemplateDelimiters {
    /// A pair that does not occur in `text`; `nil` where the usual `{{ }}` will do.
    static func avoiding(_ text: String) -> (left: String, right: String)? {
        guard text.utf8.count > 1, contains(text, "{{") else { return nil }
        let candidates = [("[[", "]]"), ("<<%", "%>>"), ("[[%", "%]]"), ("((%", "%))")]
        if let pair = candidates.first(where: { !contains(text, $0.0) && !contains(text, $0.1) }) { return pair }
        var number = 0
        while contains(text, "[[\(number)") || contains(text, "\(number)]]") { number += 1 }
        return ("[[\(number)", "\(number)]]")
    }

    /// What lets a text of several lines stand as a heredoc, which always ends in a newline, although the text does
    /// not: a comment of the template engine that takes the newline with it.
    static func ending(_ text: String, left: String?, right: String?) -> String {
        let left = left ?? "{{"
        guard text.utf8.contains(UInt8(ascii: "\n")), let last = text.utf8.last, last != UInt8(ascii: "\n"),
            last != left.utf8.first
        else { return "" }
        return "\(left)/* no newline here */ -\(right ?? "}}")\n"
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        let needle = Array(part.utf8)
        guard let first = needle.first, bytes.count >= needle.count else { return false }
        var index = 0
        while index <= bytes.count - needle.count {
            if bytes[index] == first, bytes[index..<(index + needle.count)].elementsEqual(needle) { return true }
            index += 1
        }
        return false
    }
}

extension Jobspec.Template {
    /// A template that renders exactly these bytes.
    init(rendering contents: [UInt8], at destination: String, perms: UInt16? = nil) {
        guard !contents.contains(0), let text = String(validating: contents, as: UTF8.self), HCL.keeps(text) else {
            self.init(
                destination: Interpolated(destination),
                perms: perms,
                content: .data(Interpolated("{{ base64Decode \"\(Base64.encode(contents))\" }}"))
            )
            return
        }
        let delimiters = TemplateDelimiters.avoiding(text)
        self.init(
            destination: Interpolated(destination),
            perms: perms,
            leftDelimiter: delimiters?.left,
            rightDelimiter: delimiters?.right,
            content: .data(
                Interpolated(text + TemplateDelimiters.ending(text, left: delimiters?.left, right: delimiters?.right))
            )
        )
    }
}

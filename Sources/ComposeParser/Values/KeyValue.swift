/// Splits `KEY=VALUE`.
package enum KeyValue {
    /// The parts before and after the first `=`; the value is `nil` where there is none.
    package static func split(_ text: Compose.Text) -> (key: Compose.Text, value: Compose.Text?) {
        let utf8 = text.string.utf8
        guard let index = utf8.firstIndex(of: UInt8(ascii: "=")) else { return (text, nil) }
        let offset = utf8.distance(from: utf8.startIndex, to: index)
        return (text.slice(0..<offset), text.slice((offset + 1)..<utf8.count))
    }
}

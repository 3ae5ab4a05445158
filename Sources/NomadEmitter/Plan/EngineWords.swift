/// Forms that the Docker Engine asks for.
enum EngineWords {
    /// Whether a text is a hardware address of 6, 8 or 20 bytes. Source: Go, net, ParseMAC.
    static func isHardwareAddress(_ text: String) -> Bool {
        for (separator, digits) in [(":", 2), ("-", 2), (".", 4)] as [(Character, Int)] where text.contains(separator) {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            return [6, 8, 20].contains(parts.count * digits / 2)
                && parts.allSatisfy { $0.utf8.count == digits && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
        }
        return false
    }
}

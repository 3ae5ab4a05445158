/// Tells whether a string is an IP address.
package enum IPAddress {
    /// Whether `string` is an IPv4 address of four decimal numbers or an IPv6 address, without brackets and zone.
    package static func isValid(_ string: String) -> Bool {
        isIPv4(string.utf8[...]) || isIPv6(Array(string.utf8))
    }

    private static func isIPv4<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return false }
        return parts.allSatisfy { part in
            guard (1...3).contains(part.count), part.allSatisfy(ASCII.isDigit) else { return false }
            if part.count > 1, part.first == UInt8(ascii: "0") { return false }
            return part.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
        }
    }

    private static func isIPv6(_ bytes: [UInt8]) -> Bool {
        let colon = UInt8(ascii: ":")
        let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap else { return groups(in: bytes[...]) == 8 }
        guard !bytes[..<gap].contains(UInt8(ascii: ".")), let before = groups(in: bytes[..<gap]),
            let after = groups(in: bytes[(gap + 2)...])
        else { return false }
        return before + after < 8
    }

    /// How many groups of 16 bits stand between colons, none if nothing stands there; an IPv4 address at the end is two.
    private static func groups(in bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        var count = 0
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, isIPv4(part) {
                count += 2
            } else {
                guard (1...4).contains(part.count), part.allSatisfy(isHex) else { return nil }
                count += 1
            }
        }
        return count
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}

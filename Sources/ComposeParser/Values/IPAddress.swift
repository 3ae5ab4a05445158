/// Tells whether a string is an IP address.
public enum IPAddress {
    /// Whether `string` is an IPv4 address of four decimal numbers or an IPv6 address, without brackets and zone.
    public static func isValid(_ string: String) -> Bool {
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
        guard bytes.contains(UInt8(ascii: ":")) else { return false }
        var groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var count = 0
        if let last = groups.last, last.contains(UInt8(ascii: ".")) {
            guard isIPv4(last) else { return false }
            count = 2
            groups.removeLast()
            groups.append([])
            // What stands before the address ends in a colon that is no empty group of its own.
            guard groups.count > 1 else { return false }
            groups.removeLast()
        }
        var gaps = 0
        var index = 0
        while index < groups.count {
            if groups[index].isEmpty {
                let isEdge = index == 0 || (index == groups.count - 1 && count == 0)
                if isEdge {
                    guard index == 0 ? groups.count > 1 && groups[1].isEmpty : groups[index - 1].isEmpty else {
                        return false
                    }
                } else {
                    gaps += 1
                }
            } else {
                guard groups[index].count <= 4, groups[index].allSatisfy(isHex) else { return false }
                count += 1
            }
            index += 1
        }
        return gaps == 0 ? count == 8 : gaps == 1 && count < 8
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}

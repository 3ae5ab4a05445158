/// A size in bytes as Compose writes it: `512m`, `1.5 GiB`, `2048`.
package enum ByteSize {
    /// The bytes that `string` stands for: units `b`, `k`, `m`, `g`, `t`, `p` with `b` or `ib` after them, powers of
    /// 1024, in either case, after one space at most.
    ///
    /// See the chapter "Specifying byte values" of the Compose Specification. `nil` where the text is no size;
    /// negative sizes are none.
    package static func bytes(_ string: String) -> Int? {
        let bytes = Array(string.utf8)
        let separator = bytes.lastIndex { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }
        guard let separator else { return nil }
        let numberEnd = bytes[separator] == UInt8(ascii: " ") ? separator : separator + 1
        guard let number = GoFormat.float(String(decoding: bytes[..<numberEnd], as: UTF8.self)), number >= 0,
            let factor = factor(ofSuffix: bytes[(separator + 1)...].map { $0 | 0x20 })
        else { return nil }
        return Int(exactly: (number * factor).rounded(.towardZero))
    }

    private static func factor(ofSuffix suffix: [UInt8]) -> Double? {
        let suffix = String(decoding: suffix, as: UTF8.self)
        switch suffix {
        case "", "b": return 1
        case "k", "kb", "kib": return 1024
        case "m", "mb", "mib": return 1_048_576
        case "g", "gb", "gib": return 1_073_741_824
        case "t", "tb", "tib": return 1_099_511_627_776
        case "p", "pb", "pib": return 1_125_899_906_842_624
        default: return nil
        }
    }
}

internal import ComposeParser

/// What the environment or the command of a service says of the memory that its process takes.
struct StatedMemory: Sendable, Hashable {
    /// The setting, as its documentation spells it.
    var setting: String
    /// MiB.
    var mebibytes: Int
    /// Whether the process takes more beside it in any case: a cache of a database is a part of its memory only.
    var isPart: Bool

    /// MiB that a node has to have for the process.
    ///
    /// - Parameter usual: MiB of a process that says nothing.
    func reservation(usual: Int) -> Int { max(isPart ? usual : 10, mebibytes * 2) }

    /// The largest that a service states.
    static func find(in service: Compose.Service) -> StatedMemory? {
        let texts =
            service.environment.compactMap { $0.value?.string } + [service.programWords.joined(separator: " ")]
        return texts.flatMap { text in rows.compactMap { $0.find(in: Array(text.utf8)) } }
            .max { $0.mebibytes < $1.mebibytes }
    }

    /// A setting and how its figure is written.
    private struct Row {
        var setting: String
        /// What stands between the setting and its figure; nothing with `-Xmx512m`.
        var separators = " ="
        /// Bytes of a figure without a unit.
        var unit = 1
        var isPart = false

        func find(in text: [UInt8]) -> StatedMemory? {
            let name = Array(setting.utf8)
            let separators = Array(separators.utf8)
            var start = 0
            while start + name.count < text.count {
                defer { start += 1 }
                guard text[start] == name[0],
                    zip(name, text[start...]).allSatisfy({ $0 == ($1 == UInt8(ascii: "_") ? hyphen : $1) }),
                    start == 0 || !Self.isWord(text[start - 1])
                else { continue }
                var end = start + name.count
                guard separators.isEmpty || separators.contains(text[end]) else { continue }
                while end < text.count, separators.contains(text[end]) { end += 1 }
                let figure = text[end...].prefix { Self.isWord($0) }
                if let bytes = bytes(figure), bytes > 0 {
                    return StatedMemory(setting: setting, mebibytes: max(1, bytes >> 20), isPart: isPart)
                }
            }
            return nil
        }

        /// `max-old-space-size` is also read as `max_old_space_size`.
        private var hyphen: UInt8 { setting.utf8.contains(UInt8(ascii: "_")) ? UInt8(ascii: "_") : UInt8(ascii: "-") }

        private func bytes(_ figure: ArraySlice<UInt8>) -> Int? {
            let digits = figure.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)), number < 1 << 30 else { return nil }
            switch String(decoding: figure.dropFirst(digits.count), as: UTF8.self).lowercased() {
            case "": return number < 1 << 30 ? number * unit : nil
            case "k", "kb": return number << 10
            case "m", "mb": return number << 20
            case "g", "gb": return number << 30
            default: return nil
            }
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// Sources: the options of `java` and `node`, the configuration of Redis, PostgreSQL and MySQL.
    private static let rows: [Row] = [
        Row(setting: "-Xmx", separators: ""),
        Row(setting: "max-old-space-size", unit: 1 << 20),
        Row(setting: "maxmemory"),
        Row(setting: "shared_buffers", unit: 8 << 10, isPart: true),
        Row(setting: "innodb-buffer-pool-size", isPart: true),
    ]
}

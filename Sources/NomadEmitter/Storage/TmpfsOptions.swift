internal import ComposeParser

/// What a text says of a tmpfs: the short form of a mount, `/run:size=64m,mode=1777`, or the options of a volume.
struct TmpfsOptions: Sendable, Hashable {
    /// The path in the container.
    var target: Compose.Text
    /// Bytes.
    var size: Int?
    /// The number that the octal text stands for.
    var mode: Int?
    /// Options that Nomad has no place for.
    var lost: [String] = []

    init(_ text: Compose.Text) {
        let bytes = Array(text.string.utf8)
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        target = colon.map { text.slice(0..<$0) } ?? text
        if let colon { read(text.slice((colon + 1)..<bytes.count).string) }
    }

    /// The options of a volume that is a tmpfs, as `mount -o` takes them.
    init(target: Compose.Text, options: String) {
        self.target = target
        read(options)
    }

    private mutating func read(_ options: String) {
        for option in options.split(at: ",") {
            if option.hasPrefix("size="), let size = TmpfsOptions.bytes(String(option.dropFirst("size=".count))) {
                self.size = size
            } else if option.hasPrefix("mode="), let mode = Int(option.dropFirst("mode=".count), radix: 8) {
                self.mode = mode
            } else if option != "rw" {
                lost.append(String(option))
            }
        }
    }

    /// The options of a short form that Docker or the kernel refuses. Sources: moby/sys/mount, MergeTmpfsOptions and its
    /// flags; tmpfs(5).
    static func refused(of text: Compose.Text) -> [String] {
        guard let colon = text.string.firstIndex(of: ":") else { return [] }
        let options = text.string[text.string.index(after: colon)...]
        return options.isEmpty
            ? []
            : options.split(at: ",", omittingEmptySubsequences: false).map(String.init)
                .filter { !isTaken($0) }
    }

    private static func isTaken(_ option: String) -> Bool {
        guard let sign = option.firstIndex(of: "=") else { return flags.contains(option) }
        let value = option[option.index(after: sign)...]
        switch option[..<sign] {
        case "size", "nr_blocks", "nr_inodes":
            let figure = value.last.map { "kmgtpeKMGTPE%".contains($0) } == true ? value.dropLast() : value
            return EngineWords.isDigits(figure)
        case "mode": return UInt32(value, radix: 8) != nil
        case "uid", "gid": return EngineWords.isDigits(value)
        case "mpol": return true
        default: return false
        }
    }

    private static let flags: Set<String> = [
        "async", "atime", "bind", "defaults", "dev", "diratime", "dirsync", "exec", "mand", "noatime", "nodev",
        "nodiratime", "noexec", "nomand", "norelatime", "nostrictatime", "nosuid", "private", "rbind", "relatime",
        "remount", "ro", "rprivate", "rshared", "rslave", "runbindable", "rw", "shared", "slave", "strictatime", "suid",
        "sync", "unbindable",
    ]

    /// Bytes of `64m`, `1g`, `1048576`.
    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isNumber }
        guard let number = Int(digits) else { return nil }
        let factor: Int
        switch text.dropFirst(digits.count).lowercased() {
        case "", "b": factor = 1
        case "k", "kb": factor = 1 << 10
        case "m", "mb": factor = 1 << 20
        case "g", "gb": factor = 1 << 30
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}

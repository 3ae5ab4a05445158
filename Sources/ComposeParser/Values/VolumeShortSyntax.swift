/// Reads the short syntax of volumes: `[SOURCE:]TARGET[:OPTIONS]`.
///
/// See the attribute `volumes` in the chapter "services" of the Compose Specification.
struct VolumeShortSyntax: Sendable, Hashable {
    /// The name of a volume, or a host path.
    var source: Compose.Text?
    /// The path in the container as written.
    var target: Compose.Text
    /// Whether the source is a path and not a name.
    var isBind: Bool
    /// The option `ro`.
    var readOnly: Compose.Text?
    /// The option `nocopy`.
    var nocopy: Compose.Text?
    /// The option `z` or `Z`.
    var selinux: Compose.Text?
    /// The option `rprivate`, `private`, `rshared`, `shared`, `rslave` or `slave`.
    var propagation: Compose.Text?
    /// Whether the text is one or two characters long, which Compose takes for a target without further look.
    var isTiny = false

    /// Reads `text`; a letter before the first colon of a part is a Windows drive. Unknown options are ignored, as
    /// Compose does. Throws `invalid-volume` for an empty part or too many of them.
    init(_ text: Compose.Text) throws(Diagnostic) {
        let length = text.string.utf8.count
        guard length > 2 else {
            guard length > 0 else { throw Self.invalid("is empty", text) }
            self.init(source: nil, target: text, isBind: false)
            isTiny = true
            return
        }
        let parts = Self.parts(of: text)
        for part in parts where part.string.isEmpty { throw Self.invalid("has an empty part", text) }
        guard parts.count <= 3 else { throw Self.invalid("has too many colons", text) }
        if parts.count == 1 {
            self.init(source: nil, target: parts[0], isBind: false)
            return
        }
        self.init(source: parts[0], target: parts[1], isBind: Self.isPath(parts[0].string))
        guard parts.count == 3 else { return }
        for option in parts[2].split(at: UInt8(ascii: ",")) {
            switch option.string {
            case "ro": readOnly = option
            case "rw": readOnly = nil
            case "nocopy": nocopy = option
            case "z", "Z": selinux = option
            case "rprivate", "private", "rshared", "shared", "rslave", "slave": propagation = option
            default: break
            }
        }
    }

    private init(source: Compose.Text?, target: Compose.Text, isBind: Bool) {
        self.source = source
        self.target = target
        self.isBind = isBind
    }

    /// The parts between colons, where the colon of a Windows drive is part of a path.
    private static func parts(of text: Compose.Text) -> [Compose.Text] {
        var parts: [Compose.Text] = []
        var start = 0
        var letters = 0
        var isOneLetter = false
        var offset = 0
        for scalar in text.string.unicodeScalars {
            let width = UTF8.width(scalar)
            if scalar == ":", !(letters == 1 && isOneLetter) {
                parts.append(text.slice(start..<offset))
                start = offset + 1
                letters = 0
            } else {
                letters += 1
                isOneLetter = ASCII.isAlphabetic(scalar)
            }
            offset += width
        }
        parts.append(text.slice(start..<offset))
        return parts
    }

    /// Whether a source is a path: `./x`, `/x`, `~/x`, a Windows drive or a named pipe.
    static func isPath(_ source: String) -> Bool {
        switch source.utf8.first {
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~"): return true
        default: break
        }
        if source.utf8.starts(with: #"\\"#.utf8) { return true }
        let scalars = source.unicodeScalars
        guard let first = scalars.first, ASCII.isAlphabetic(first) else { return false }
        return scalars.dropFirst().first == ":"
    }

    private static func invalid(_ what: String, _ text: Compose.Text) -> Diagnostic {
        Diagnostic(
            SchemaIssue.invalidVolume,
            .error,
            "the volume `\(text.string)` \(what)",
            at: text.range,
            hint: "write [SOURCE:]TARGET[:OPTIONS], or use the long syntax"
        )
    }
}

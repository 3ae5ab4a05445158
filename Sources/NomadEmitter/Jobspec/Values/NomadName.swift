/// A name that Nomad accepts for one kind of thing.
public protocol NomadName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name.
    var rawValue: String { get }

    /// Takes `name` as it is; `nil` if Nomad or Consul would not accept it.
    init?(_ name: String)

    /// Makes a valid name of any text, always the same one; two texts may give one name.
    init(sanitizing text: String)
}

extension NomadName {
    /// The name.
    public var description: String { rawValue }

    /// Orders by bytes.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}

/// The name of a job: letters, digits and dashes, so that it can stand in URLs and paths of variables.
public struct JobName: NomadName {
    /// The name.
    public let rawValue: String

    /// Takes a name of `[a-zA-Z0-9-]`.
    public init?(_ name: String) {
        guard NameRule.isDashed(name) else { return nil }
        rawValue = name
    }

    /// Puts a dash for each other character; `job` for an empty text.
    public init(sanitizing text: String) { rawValue = NameRule.dashed(text, orElse: "job") }
}

/// The name of a task group.
public struct GroupName: NomadName {
    /// The name.
    public let rawValue: String

    /// Takes a name of `[a-zA-Z0-9-]`.
    public init?(_ name: String) {
        guard NameRule.isDashed(name) else { return nil }
        rawValue = name
    }

    /// Puts a dash for each other character; `group` for an empty text.
    public init(sanitizing text: String) { rawValue = NameRule.dashed(text, orElse: "group") }
}

/// The name of a task; never `alloc`, which is the name of the directory that the tasks share.
public struct TaskName: NomadName {
    /// The name.
    public let rawValue: String

    /// Takes a name of `[a-zA-Z0-9-]` other than `alloc`.
    public init?(_ name: String) {
        guard NameRule.isDashed(name), name != "alloc" else { return nil }
        rawValue = name
    }

    /// Puts a dash for each other character; `task` for an empty text, `alloc-task` for `alloc`.
    public init(sanitizing text: String) {
        let name = NameRule.dashed(text, orElse: "task")
        rawValue = name == "alloc" ? "alloc-task" : name
    }
}

/// The label of a port: a letter, then letters, digits and underscores, so that it can be part of `NOMAD_PORT_label`
/// and is never read as a number.
public struct PortLabel: NomadName {
    /// The label.
    public let rawValue: String

    /// Takes a label of `[a-zA-Z][a-zA-Z0-9_]*`.
    public init?(_ name: String) {
        guard let first = name.utf8.first, NameRule.isLetter(first),
            name.utf8.allSatisfy({ NameRule.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") })
        else { return nil }
        rawValue = name
    }

    /// Puts an underscore for each other character, and a `p` in front where a label would not start with a letter.
    public init(sanitizing text: String) {
        let name = NameRule.replacing(text, with: "_") { NameRule.isLetterOrDigit($0) }
        rawValue = name.utf8.first.map(NameRule.isLetter) == true ? name : "p" + name
    }
}

/// The name of a service in Consul or Nomad: a DNS label of at most 63 characters, `[a-z0-9-]` in any case.
public struct ServiceName: NomadName {
    /// The name.
    public let rawValue: String

    /// Takes a DNS label.
    public init?(_ name: String) {
        let dash = UInt8(ascii: "-")
        guard NameRule.isDashed(name), name.utf8.count <= 63, name.utf8.first != dash, name.utf8.last != dash
        else { return nil }
        rawValue = name
    }

    /// Lowercases, puts a dash for each other character, cuts after 63 and drops dashes at the ends; `service` if
    /// nothing is left.
    public init(sanitizing text: String) {
        let dash = UInt8(ascii: "-")
        var bytes = NameRule.dashed(text, orElse: "service").lowercased().utf8.drop { $0 == dash }.prefix(63)
        while bytes.last == dash { bytes.removeLast() }
        rawValue = bytes.isEmpty ? "service" : String(decoding: bytes, as: UTF8.self)
    }
}

/// Checks on bytes that the names share.
private enum NameRule {
    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func isDashed(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    static func dashed(_ text: String, orElse fallback: String) -> String {
        let name = replacing(text, with: "-", keeping: isLetterOrDigit)
        return name.isEmpty ? fallback : name
    }

    /// `text` with `replacement` for each character whose bytes are not all kept.
    static func replacing(_ text: String, with replacement: String, keeping: (UInt8) -> Bool) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII, keeping(UInt8(scalar.value)) {
                name.unicodeScalars.append(scalar)
            } else {
                name += replacement
            }
        }
        return name
    }
}

/// A version of Nomad. Source of what each version has: Nomad, CHANGELOG.md.
public struct NomadVersion: Sendable, Hashable, CustomStringConvertible {
    /// The line: `1` and `10` of `1.10.3`.
    let major, minor: Int
    /// The release of the line; without it the newest of the line is meant, or, of something that a version has, the
    /// first.
    let patch: Int?

    /// The oldest line that jobs are made for.
    public static let oldest = NomadVersion(1, 8)

    /// The newest line that is known.
    package static let newest = NomadVersion(2, 0)

    /// The first with dynamic host volumes.
    static let dynamicVolumes = NomadVersion(1, 10)

    /// The lines that are known, oldest first.
    static let lines = [oldest, NomadVersion(1, 9), NomadVersion(1, 10), NomadVersion(1, 11), newest]

    /// The lines that are known, for readers.
    package static let known = "1.8 to 1.11 or 2.0, with a release if it matters, such as 2.0.5"

    init(_ major: Int, _ minor: Int, _ patch: Int? = nil) {
        (self.major, self.minor, self.patch) = (major, minor, patch)
    }

    /// Reads `1.10` or `1.10.3`; `nil` if it is no version, or one of a line that is not known.
    public init?(_ text: String) {
        let parts = text.split(at: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { EngineWords.isDigits($0) ? Int($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count else { return nil }
        self.init(numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : nil)
        guard Self.lines.contains(where: { $0.major == major && $0.minor == minor }) else { return nil }
    }

    /// As it is written.
    public var description: String { "\(major).\(minor)" + (patch.map { ".\($0)" } ?? "") }

    /// Whether it has what came with `first`.
    func has(_ first: NomadVersion) -> Bool {
        (major, minor, patch ?? .max) >= (first.major, first.minor, first.patch ?? 0)
    }
}

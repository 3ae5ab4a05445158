/// The name of a device in the Container Device Interface: `nvidia.com/gpu=0`. Source: Compose Specification, devices.
public struct CDIName: Sendable, Hashable {
    /// `nvidia.com`.
    public var vendor: String
    /// `gpu`.
    public var deviceClass: String
    /// `0`, `all`, or a UUID.
    public var device: String

    /// `nil` if the text is none: a path, a number, a UUID.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard !text.hasPrefix("/"), parts.count == 2 else { return nil }
        let kind = parts[0].split(separator: "/", maxSplits: 1)
        guard kind.count == 2 else { return nil }
        vendor = String(kind[0])
        deviceClass = String(kind[1])
        device = String(parts[1])
    }
}

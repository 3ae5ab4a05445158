/// The name of a device in the Container Device Interface: `nvidia.com/gpu=0`. Source: Compose Specification, devices.
package struct CDIName: Sendable, Hashable {
    /// `nvidia.com`.
    package var vendor: String
    /// `gpu`.
    package var deviceClass: String
    /// `0`, `all`, or a UUID.
    package var device: String

    /// `nil` if the text is none: a path, a number, a UUID.
    package init?(_ text: String) {
        let parts = text.split(at: "=", maxSplits: 1)
        guard !text.hasPrefix("/"), parts.count == 2 else { return nil }
        let kind = parts[0].split(at: "/", maxSplits: 1)
        guard kind.count == 2 else { return nil }
        vendor = String(kind[0])
        deviceClass = String(kind[1])
        device = String(parts[1])
    }
}

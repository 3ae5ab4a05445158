/// The name of a device in the Container Device Interface: `nvidia.com/gpu=0`.
struct CDIName: Sendable, Hashable {
    /// `nvidia.com`.
    var vendor: String
    /// `gpu`.
    var deviceClass: String
    /// `0`, `all`, or a UUID.
    var device: String

    /// `nil` if the text is none: a path, a number, a UUID.
    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard !text.hasPrefix("/"), parts.count == 2 else { return nil }
        let kind = parts[0].split(separator: "/", maxSplits: 1)
        guard kind.count == 2 else { return nil }
        vendor = String(kind[0])
        deviceClass = String(kind[1])
        device = String(parts[1])
    }

    /// The name in Nomad's device plugins: `nvidia/gpu`.
    var nomadName: String { "\(vendor.split(separator: ".").first ?? "")/\(deviceClass)" }
}

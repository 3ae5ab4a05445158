/// A device of the host.
public struct DeviceMapping: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `source`: host path or CDI name.
    public var source: Text
    /// `target`: container path.
    public var target: Text?
    /// `permissions`: r, w, m.
    public var permissions: Text?
}

extension DeviceMapping {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            source: node.text("source") ?? Text("", range: node.range),
            target: node.text("target"),
            permissions: node.text("permissions")
        )
    }
}

/// A request for GPUs and the like.
public struct DeviceRequest: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `capabilities`: gpu, tpu, driver-specific.
    public var capabilities: [Text] = []
    /// `driver`: device driver.
    public var driver: Text?
    /// `-1` stands for all.
    public var count: Located<Int>?
    /// `device_ids`: explicit devices.
    public var deviceIDs: [Text] = []
    /// `options`: driver options.
    public var options: [Pair] = []
}

extension DeviceRequest {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            capabilities: node.texts("capabilities"),
            driver: node.text("driver"),
            count: node.int("count"),
            deviceIDs: node.texts("device_ids"),
            options: node.pairs("options")
        )
    }
}

extension Compose {
    /// A device of the host.
    public struct DeviceMapping: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `source`: host path or CDI name.
        public var source: Compose.Text
        /// `target`: container path.
        public var target: Compose.Text?
        /// `permissions`: r, w, m.
        public var permissions: Compose.Text?
    }
}

extension Compose.DeviceMapping {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            source: node.text("source") ?? Compose.Text("", range: node.range),
            target: node.text("target"),
            permissions: node.text("permissions")
        )
    }
}

extension Compose {
    /// A request for GPUs and the like.
    public struct DeviceRequest: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `capabilities`: gpu, tpu, driver-specific.
        public var capabilities: [Compose.Text] = []
        /// `driver`: device driver.
        public var driver: Compose.Text?
        /// `-1` stands for all.
        public var count: Compose.Located<Int>?
        /// `device_ids`: explicit devices.
        public var deviceIDs: [Compose.Text] = []
        /// `options`: driver options.
        public var options: [Compose.Pair] = []
    }
}

extension Compose.DeviceRequest {
    init(decoding node: Compose.Node) {
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

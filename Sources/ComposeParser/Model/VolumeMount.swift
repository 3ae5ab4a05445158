extension Compose {
    /// A mount of a service.
    public struct VolumeMount: Sendable, Hashable {
        /// What is mounted.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case volume, bind, tmpfs, npipe, cluster, image
        }

        /// Where it stands.
        public var range: SourceRange
        /// What is mounted.
        public var kind: Kind
        /// Volume key, absolute host path or image; `nil` for anonymous volumes and tmpfs.
        public var source: Compose.Text?
        /// The path in the container.
        public var target: Compose.Text
        /// Whether it is read-only.
        public var readOnly: Compose.Located<Bool>?
        /// A hint that Compose ignores as well.
        public var consistency: Compose.Text?
        /// `bind.propagation`.
        public var propagation: Compose.Text?
        /// `bind.create_host_path`: `nil` when the long form does not say.
        public var createHostPath: Compose.Located<Bool>?
        /// `bind.recursive`.
        public var recursive: Compose.Text?
        /// `bind.selinux`: `z` or `Z`.
        public var selinux: Compose.Text?
        /// `volume.nocopy`.
        public var nocopy: Compose.Located<Bool>?
        /// `volume.subpath`.
        public var subpath: Compose.Text?
        /// `volume.labels`.
        public var labels: [Compose.Pair] = []
        /// `tmpfs.size` in bytes.
        public var tmpfsSize: Compose.Located<Int>?
        /// `tmpfs.mode` as the number that the octal text stands for.
        public var tmpfsMode: Compose.Located<Int>?
        /// `image.subpath`.
        public var imageSubpath: Compose.Text?
    }
}

extension Compose.VolumeMount {
    init?(decoding node: Compose.Node) {
        guard let type = node.text("type"), let kind = Kind(rawValue: type.string) else { return nil }
        self.init(
            range: node.range,
            kind: kind,
            source: node.text("source"),
            target: node.text("target") ?? Compose.Text("", range: node.range)
        )
        readOnly = node.bool("read_only")
        consistency = node.text("consistency")
        if let bind = node["bind"] {
            propagation = bind.text("propagation")
            createHostPath = bind.bool("create_host_path")
            recursive = bind.text("recursive")
            selinux = bind.text("selinux")
        }
        if let volume = node["volume"] {
            nocopy = volume.bool("nocopy")
            subpath = volume.text("subpath")
            labels = volume.pairs("labels")
        }
        if let tmpfs = node["tmpfs"] {
            tmpfsSize = tmpfs.int("size")
            tmpfsMode = tmpfs.int("mode")
        }
        imageSubpath = node["image"]?.text("subpath")
    }
}

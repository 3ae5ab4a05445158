internal import ComposeParser

/// Reads images out of JSON: those of `docker image inspect` and OCI image configurations.
enum ImageReader {
    /// An image with the names that it goes by.
    typealias Named = (names: [String], facts: ImageFacts)

    private static let hint =
        "the file holds what docker image inspect prints, or an object from image names to OCI configurations"

    /// The images of a file.
    static func images(in root: Compose.Node) throws(Diagnostic) -> [Named] {
        switch root.content {
        case .sequence(let items):
            return try items.map { (item) throws(Diagnostic) in try image(item, at: item.range, called: "an image") }
        case .mapping where isImage(root):
            return [try image(root, at: root.range, called: "an image")]
        case .mapping(let mapping):
            return try mapping.entries.map { (entry) throws(Diagnostic) in
                try image(entry.value, at: entry.keyRange, called: "`\(entry.key)`", name: entry.key)
            }
        default:
            throw invalid("the file of images must be an array or an object, not \(kind(of: root))", at: root.range)
        }
    }

    private static func isImage(_ node: Compose.Node) -> Bool { node["Config"] != nil || node["config"] != nil }

    private static func image(
        _ node: Compose.Node,
        at range: SourceRange,
        called: String,
        name: String? = nil
    ) throws(Diagnostic) -> Named {
        guard isImage(node) else {
            throw invalid(
                node.mapping == nil
                    ? "\(called) must be an object, not \(kind(of: node))"
                    : "\(called) must have a `Config` or `config`",
                at: node.range
            )
        }
        let object = Object(node: node)
        let tags = try object.strings("RepoTags") + object.strings("RepoDigests")
        guard name != nil || node["RepoTags"] != nil || node["RepoDigests"] != nil else {
            throw invalid(
                "the image has no name: neither RepoTags nor RepoDigests",
                at: node.range,
                hint: "put it into an object under the name of the image: `{\"nginx:1.27\": …}`"
            )
        }
        let id = try object.string("Id")
        let names = [name].compactMap(\.self) + tags + [id].compactMap(\.self)
        return (names, try facts(object, at: range))
    }

    private static func facts(_ image: Object, at range: SourceRange) throws(Diagnostic) -> ImageFacts {
        var facts = ImageFacts(range: range)
        let system = try image.string("Os", "os")
        let architecture = try image.string("Architecture", "architecture")
        if let system { facts.platform = ([system] + [architecture].compactMap(\.self)).joined(separator: "/") }
        guard let config = try image.object("Config", "config") else { return facts }
        facts.ports = try ports(config)
        var check = try config.object("Healthcheck")
        // Podman keeps it beside the configuration.
        if check == nil { check = try image.object("Healthcheck") }
        facts.health = try health(check)
        facts.user = try config.string("User")
        facts.volumes = try config.entries("Volumes").map(\.key).sorted()
        facts.stopSignal = try config.string("StopSignal")
        facts.entrypoint = try config.strings("Entrypoint")
        facts.command = try config.strings("Cmd")
        facts.environment = try config.strings("Env").map {
            let (key, value) = KeyValue.split(Compose.Text($0))
            return Compose.Pair(key: key.string, value: value)
        }
        return facts
    }

    private static func ports(_ config: Object) throws(Diagnostic) -> [ImageFacts.Port] {
        var ports: Set<ImageFacts.Port> = []
        for entry in try config.entries("ExposedPorts") {
            let (range, transport) = PortPlanner.exposed(ASCIIBytes.lowercased(entry.key))
            guard let range, let transport = ImageFacts.Transport(rawValue: transport) else {
                throw invalid(
                    "`\(entry.key)` is no port",
                    at: entry.keyRange,
                    hint: "a port is written as `80/tcp`"
                )
            }
            for number in range { ports.insert(ImageFacts.Port(number: number, transport: transport)) }
        }
        let order = ImageFacts.Transport.allCases
        return ports.sorted {
            ($0.number, order.firstIndex(of: $0.transport) ?? 0) < ($1.number, order.firstIndex(of: $1.transport) ?? 0)
        }
    }

    private static func health(_ node: Object?) throws(Diagnostic) -> ImageFacts.Health? {
        guard let node else { return nil }
        let test = try node.strings("Test")
        guard let first = test.first, first != "NONE" else { return nil }
        guard first == "CMD" || first == "CMD-SHELL" else {
            throw invalid(
                "the test of a healthcheck starts with CMD, CMD-SHELL or NONE, not `\(first)`",
                at: node.node["Test"]?.sequence?.first?.range ?? node.node.range
            )
        }
        return ImageFacts.Health(
            test: test,
            interval: try node.figure("Interval").map { Int64($0) },
            timeout: try node.figure("Timeout").map { Int64($0) },
            startPeriod: try node.figure("StartPeriod").map { Int64($0) },
            startInterval: try node.figure("StartInterval").map { Int64($0) },
            retries: try node.figure("Retries"),
            range: node.node.range
        )
    }

    // MARK: - Members

    /// An object of the file; null stands for what is not there, as do empty texts and zeros, in the way of Go.
    private struct Object {
        let node: Compose.Node

        /// The first of these members that is there.
        private func member(_ keys: [String]) -> (key: String, value: Compose.Node)? {
            for key in keys {
                if let value = node[key], !value.isNull { return (key, value) }
            }
            return nil
        }

        func object(_ keys: String...) throws(Diagnostic) -> Object? {
            guard let (key, value) = member(keys) else { return nil }
            guard value.mapping != nil else { throw wrong(key, value, "an object") }
            return Object(node: value)
        }

        func entries(_ key: String) throws(Diagnostic) -> [Compose.Mapping.Entry] {
            try object(key)?.node.mapping?.entries ?? []
        }

        func string(_ keys: String...) throws(Diagnostic) -> String? {
            guard let (key, value) = member(keys) else { return nil }
            guard case .string = value.content else { throw wrong(key, value, "a string") }
            return value.text.string.isEmpty ? nil : value.text.string
        }

        func strings(_ key: String) throws(Diagnostic) -> [String] {
            guard let (key, value) = member([key]) else { return [] }
            guard let items = value.sequence else { throw wrong(key, value, "an array") }
            return try items.map { (item) throws(Diagnostic) in
                guard case .string = item.content else { throw wrong(key, item, "an array of strings") }
                return item.text.string
            }
        }

        func figure(_ key: String) throws(Diagnostic) -> Int? {
            guard let (key, value) = member([key]) else { return nil }
            guard case .int(let figure) = value.content, figure >= 0 else {
                throw wrong(key, value, "a whole number from 0")
            }
            return figure == 0 ? nil : figure
        }

        private func wrong(_ key: String, _ member: Compose.Node, _ expected: String) -> Diagnostic {
            var found = kind(of: member)
            if case .int = member.content { found = member.text.string }
            if case .float = member.content { found = member.text.string }
            return invalid("`\(key)` must be \(expected), not \(found)", at: member.range)
        }
    }

    private static func kind(of node: Compose.Node) -> String {
        switch node.content {
        case .null: "null"
        case .bool: node.text.string
        case .int, .float: "a number"
        case .timestamp, .string: "a string"
        case .sequence: "an array"
        case .mapping: "an object"
        }
    }

    private static func invalid(_ message: String, at range: SourceRange, hint: String = hint) -> Diagnostic {
        Diagnostic(ConversionIssue.invalidImages, .error, message, at: range, hint: hint)
    }
}

internal import HCL
internal import ComposeParser

/// What the nodes need, as a part of the Nomad client's configuration. Source: Nomad docs, client block.
struct ClientConfiguration {
    private let client: ClientRequirements
    private let project: String

    /// - Parameter project: the name of the project in Nomad.
    init(_ client: ClientRequirements, project: String) {
        self.client = client
        self.project = project
    }

    /// The file, if the nodes need anything.
    var contents: [UInt8]? {
        var body = HCL.Body()
        var clientBlock = HCL.Body()
        if client.killTimeout > 30_000_000_000 {
            clientBlock.attribute(
                "max_kill_timeout",
                .string(NomadDuration(nanoseconds: client.killTimeout).description),
                comment: ["The longest stop_grace_period; the default of 30 s would cut it short."]
            )
        }
        for volume in client.hostVolumes.sorted(by: { $0.name < $1.name }) {
            clientBlock.block(
                HCL.Block("host_volume", volume.name, comment: comment(of: volume)) { body in
                    body.attribute("path", .string(volume.path))
                }
            )
        }
        for network in client.hostNetworks.sorted(by: { $0.name < $1.name }) {
            clientBlock.block(
                HCL.Block("host_network", network.name) { body in
                    body.attribute(
                        "cidr",
                        .string(network.cidr ?? "10.0.0.0/8"),
                        comment: network.cidr == nil
                            ? ["Fill in the private network of the nodes, or name its interface: interface = \"eth1\"."]
                            : []
                    )
                }
            )
        }
        if !client.watched.isEmpty { clientBlock.block(retries) }
        let plugin = dockerPlugin()
        guard !clientBlock.items.isEmpty || !plugin.items.isEmpty else { return nil }
        let place = clientBlock.items.isEmpty ? "" : ": merge into /etc/nomad.d"
        body.items.append(.comment("What the Nomad clients need for \(project)\(place) on every node"))
        body.items.append(.comment("that may run it, then restart the agent."))
        if client.hostVolumes.contains(where: \.isState) {
            body.items.append(
                .comment("Let one node alone have the host volumes: it keeps the data, and what uses them runs there.")
            )
        }
        if client.hostVolumes.contains(where: { !$0.isExisting }) {
            body.items.append(
                .comment("The agent starts only if the paths exist: run ./deploy.sh node-setup there first.")
            )
        }
        if !clientBlock.items.isEmpty {
            body.block(HCL.Block("client") { $0 = clientBlock })
        }
        if !plugin.items.isEmpty {
            // A plugin block does not merge with that of another file: it would take its settings away.
            var settings = HCL.Body()
            body.items.append(.blankLine)
            settings.block(HCL.Block("plugin", "docker") { $0.block(HCL.Block("config") { $0 = plugin }) })
            body.items.append(.comment("Add this to the docker plugin's block of the node's own configuration, which"))
            body.items.append(.comment("a second block would replace:"))
            body.items.append(.comment(""))
            for line in String(decoding: HCLPrinter.bytes(settings), as: UTF8.self).split(separator: "\n") {
                body.items.append(.comment(String(line)))
            }
        }
        return HCLPrinter.bytes(body)
    }

    /// Templates retry for ever; by default Nomad gives up after five minutes and kills the group.
    private var retries: HCL.Block {
        let comment = [
            "Templates watch what they wait for as long as their tasks run. Without this, five minutes without",
            "an answer end every group that has one (\"Template failed\"); 0 asks again for ever.",
        ]
        return HCL.Block("template", comment: comment) { body in
            for store in client.watched.sorted() {
                body.block(HCL.Block("\(store.rawValue)_retry") { $0.attribute("attempts", .number(0)) })
            }
        }
    }

    private func comment(of volume: ClientRequirements.HostVolume) -> [String] {
        var lines: [String] = []
        if !volume.services.isEmpty { lines.append("For \(volume.services.elements.joined(separator: ", ")).") }
        if case .project(let parts) = volume.content {
            for part in parts {
                let source = part.source == "." ? "the project directory" : part.source
                lines.append(
                    part.isState
                        ? "Keeps what is written to \(source)." : "Holds a copy of \(source); bring each change."
                )
            }
        }
        if volume.isExisting { lines.append("The path must exist before the agent starts.") }
        return lines
    }

    private func dockerPlugin() -> HCL.Body {
        var body = HCL.Body()
        if !client.privilegedServices.isEmpty {
            body.attribute(
                "allow_privileged",
                .bool(true),
                comment: ["\(client.privilegedServices.elements.joined(separator: ", ")): privileged"]
            )
        }
        if !client.capabilities.isEmpty {
            let all = client.capabilities.contains("all")
            let names = all ? ["all"] : (Capabilities.allowedByDefault.union(client.capabilities)).sorted()
            body.attribute(
                "allow_caps",
                .strings(names),
                comment: [
                    "Nomad's own list, and what the services add: \(client.capabilities.sorted().joined(separator: ", "))."
                ]
            )
        }
        if !client.runtimes.isEmpty {
            body.attribute(
                "allow_runtimes",
                .strings((client.runtimes.union(["runc", "nvidia"])).sorted()),
                comment: ["Nomad's own list, and the runtimes of the services."]
            )
        }
        if !client.dockerVolumeReasons.isEmpty {
            body.block(
                HCL.Block("volumes", comment: client.dockerVolumeReasons.elements) {
                    $0.attribute("enabled", .bool(true))
                }
            )
        }
        if !client.namespaceModes.isEmpty {
            body.block(
                HCL.Block("allowed_modes", comment: ["Nomad 2.0.4 and later."]) { body in
                    for kind in client.namespaceModes.keys.sorted() {
                        body.attribute(kind, .strings((client.namespaceModes[kind] ?? []).sorted()))
                    }
                }
            )
        }
        return body
    }
}

internal import ComposeParser

/// Volumes that several groups or instances mount: Nomad may place them on different nodes.
enum SharedVolumes {
    /// A volume and the services that mount it.
    struct Use: Sendable {
        var name: String
        var mount: Compose.VolumeMount
        var services: [Compose.Service]
        var isDocker: Bool
        /// Whether the client configuration says on which node it is.
        var isOfClient: Bool
    }

    /// The volumes of a project that are on one node, and who mounts them.
    static func uses(
        _ project: Compose.Project,
        mounts: [String: [PlannedMount]],
        client: ClientRequirements
    ) -> [Use] {
        var users: [Use] = []
        var positions: [String: Int] = [:]
        let ofClient = Set(client.hostVolumes.map(\.name))
        for service in project.services {
            for planned in mounts[service.name] ?? [] {
                let name: String
                var isDocker = false
                switch planned.kind {
                case .volume(let volume), .volumeFile(let volume, _):
                    if case .csi = volume.kind { continue }
                    name = volume.source
                case .dockerVolume(let volume?, let driver, let options, _)
                where driver == nil || options["type"]?.string == "tmpfs":
                    name = volume.description
                    isDocker = true
                default: continue
                }
                if let index = positions[name] {
                    users[index].services.append(service)
                } else {
                    positions[name] = users.count
                    users.append(
                        Use(
                            name: name,
                            mount: planned.mount,
                            services: [service],
                            isDocker: isDocker,
                            isOfClient: ofClient.contains(name)
                        )
                    )
                }
            }
        }
        return users
    }

    /// One note for each volume whose content depends on where its users run.
    static func check(
        _ users: [Use],
        topology: Topology,
        options: ConversionOptions,
        to diagnostics: inout Diagnostics
    ) {
        for use in users {
            let places = Set(use.services.map { topology[$0.name].map { "\($0.job) \($0.group)" } ?? "" })
            let names = use.services.map(\.name).quoted
            let message: String
            if places.count > 1 {
                message =
                    use.isOfClient
                    ? "\(names.listed()) share the host volume `\(use.name)`: they run on the node that has it"
                    : "\(names.listed()) share the volume `\(use.name)`: they must run on one node, or it must be shared storage"
            } else if let service = use.services.first(where: { ($0.deploy?.replicas ?? $0.scale)?.value ?? 1 > 1 }) {
                message = "each instance of `\(service.name)` sees the volume `\(use.name)` of its own node"
            } else {
                continue
            }
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.sharedVolume,
                    .note,
                    message,
                    at: use.mount.range,
                    hint: hint(of: use, options: options),
                    service: use.services.first?.name
                )
            )
        }
    }

    private static func hint(of use: Use, options: ConversionOptions) -> String {
        // A socket has its two ends on one node, whatever the storage.
        let isOfSockets = ["/run", "/var/run"].contains { ProjectFiles.contains($0, use.mount.target.string) }
        if isOfSockets { return "let one node have it: a socket has both ends there" }
        if use.isDocker { return "constrain them to one node, or use driver_opts of type nfs or --volumes csi" }
        return options.volumes == .dynamic
            ? "the dynamic volume is on one node, and Nomad places them there; --volumes csi lifts that"
            : "let one node have it (client.hcl), or mount shared storage at its path of several; or use --volumes csi"
    }
}

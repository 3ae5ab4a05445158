internal import ComposeParser
internal import OrderedCollections

extension Translation {
    /// The docker driver's config, but for mounts, ports and names. Source: Nomad docs, docker driver.
    mutating func config(of planned: PlannedTask, group: PlannedGroup, job: PlannedJob) -> DockerConfig {
        let service = planned.service
        var config = DockerConfig()
        config.image = image(of: service)
        config.forcePull = forcesPull(service) ? true : nil
        config.entrypoint = service.entrypoint.map { $0.isEmpty ? [""] : texts($0) }
        // Without a command key the driver passes args as the image's CMD.
        if let command = service.command, !command.isEmpty { config.args = texts(command) }
        if service.command?.isEmpty == true, service.entrypoint == nil {
            report(
                .emptyCommand,
                .warning,
                "\"\(service.name)\" clears the command of its image; Nomad cannot, so the image's own runs",
                at: service.range,
                hint: "state an entrypoint: it drops the image's command",
                service: service
            )
        }
        config.workDir = service.workingDir.map { text($0) }
        config.initProcess = service.initProcess?.value == true ? true : nil
        config.interactive = service.stdinOpen?.value == true ? true : nil
        config.tty = service.tty?.value == true ? true : nil
        config.readonlyRootfs = service.readOnly?.value == true ? true : nil
        config.macAddress = service.macAddress.map { text($0) }
        applyPrivileges(of: service, to: &config)
        applyNamespaces(of: service, to: &config)
        config.shmSize = service.shmSize.flatMap { $0.value > 0 ? .literal($0.value) : nil }
        config.oomScoreAdj = service.oomScoreAdj.map { variables.number($0) }
        config.labels = map(service.labels.withoutNomadLabels.map(Self.withValue))
        config.sysctl = map(service.sysctls)
        for limit in service.ulimits {
            config.ulimit[limit.name] = Interpolated(
                limit.soft.value == limit.hard.value
                    ? "\(limit.soft.value)" : "\(limit.soft.value):\(limit.hard.value)"
            )
        }
        config.storageOpt = map(service.storageOpt)
        if let logging = service.logging, logging.driver != nil || !logging.options.isEmpty {
            config.logging = DockerConfig.Logging(
                type: logging.driver.map { text($0) } ?? "json-file",
                config: map(logging.options)
            )
        }
        if let isolation = service.isolation, ["hyperv", "process"].contains(isolation.string) {
            config.extra.attribute("isolation", text(isolation).expression(.twice))
        }
        if service.healthcheck?.isDisabled == true { config.healthcheckDisabled = true }
        config.devices = service.devices.filter { CDIName($0.source.string) == nil }.map { device in
            DockerConfig.Device(
                hostPath: text(device.source),
                containerPath: device.target.map { text($0) },
                permissions: permissions(of: device, service)
            )
        }
        return config
    }

    private mutating func permissions(of device: DeviceMapping, _ service: Service) -> Interpolated? {
        guard let letters = device.permissions, !letters.string.isEmpty else { return nil }
        if letters.string.utf8.allSatisfy({ "rwm".utf8.contains($0) }) { return text(letters) }
        reportRefused("\"\(letters.string)\" of a device of \"\(service.name)\"", letters.range, service)
        return nil
    }

    /// A label without a value is an empty one.
    private static func withValue(_ pair: Pair) -> Pair {
        Pair(key: pair.key, keyRange: pair.keyRange, value: pair.value ?? Text(""))
    }

    /// The image: the file's own, or the one that deploy.sh builds and pushes.
    private mutating func image(of service: Service) -> Interpolated? {
        if let build = service.build {
            var reference = service.image.map { text($0) }
            let tagged = build.tags.first { WellKnownImage.namesRegistry($0.string) }
            if reference == nil { reference = tagged.map { text($0) } }
            if reference == nil {
                ownVariables.insert(.registry)
                let name = service.name.lowercased()
                reference =
                    Interpolated.variable("registry") + Interpolated("/\(names.project.lowercased())-\(name):latest")
            }
            if let reference, !builds.contains(where: { $0.service == service.name }) {
                builds.append(ImageBuild(service: service.name, image: reference, build: build))
            }
            return reference
        }
        return service.image.map { text($0) }
    }

    private func forcesPull(_ service: Service) -> Bool {
        if service.pullRefreshAfter != nil { return true }
        guard let policy = service.pullPolicy?.string else { return false }
        return policy == "always" || policy == "daily" || policy == "weekly" || policy.hasPrefix("every_")
    }

    private mutating func applyPrivileges(of service: Service, to config: inout DockerConfig) {
        if service.privileged?.value == true {
            config.privileged = true
            client.requirePrivileged(for: service.name)
        }
        config.capAdd = service.capAdd.map { capability in
            let name = Capabilities.name(capability.string)
            if !Capabilities.allowedByDefault.contains(name) { client.require(capability: name) }
            return capability.isLiteral ? Interpolated(name) : text(capability)
        }
        config.capDrop = service.capDrop.map { capability in
            capability.isLiteral ? Interpolated(Capabilities.name(capability.string)) : text(capability)
        }
        config.securityOpt = texts(service.securityOpt)
        if let spec = service.credentialSpec {
            if let file = spec.file { config.securityOpt.append("credentialspec=file://" + text(file)) }
            if let value = spec.registry { config.securityOpt.append("credentialspec=registry://" + text(value)) }
        }
        config.groupAdd = texts(service.groupAdd)
    }

    private mutating func applyNamespaces(of service: Service, to config: inout DockerConfig) {
        func joinsAnother(_ mode: Text) -> Bool {
            mode.string.hasPrefix("service:") || mode.string.hasPrefix("container:")
        }
        if let mode = service.ipc, !joinsAnother(mode) {
            config.ipcMode = text(mode)
            client.require(mode: mode.string, of: "ipc")
        }
        if let mode = service.pid, !joinsAnother(mode) {
            config.pidMode = text(mode)
            client.require(mode: mode.string, of: "pid")
        }
        if let mode = service.usernsMode {
            config.usernsMode = text(mode)
            client.require(mode: mode.string, of: "userns")
        }
        if let mode = service.uts {
            config.utsMode = text(mode)
            client.require(mode: mode.string, of: "uts")
        }
        config.cgroupns = service.cgroup.map { text($0) }
        if let runtime = service.runtime, runtime.string != "runc" {
            config.runtime = text(runtime)
            if runtime.string != "nvidia" { client.require(runtime: runtime.string) }
        }
    }
}

/// An image that deploy.sh builds and pushes.
struct ImageBuild: Sendable {
    var service: String
    var image: Interpolated
    var build: Build
}

/// Linux capabilities as Nomad spells them.
enum Capabilities {
    /// What the docker plugin allows without being told.
    static let allowedByDefault: Set<String> = [
        "audit_write", "chown", "dac_override", "fowner", "fsetid", "kill", "mknod", "net_bind_service", "setfcap",
        "setgid", "setpcap", "setuid", "sys_chroot",
    ]

    /// `CAP_NET_ADMIN` → `net_admin`.
    static func name(_ text: String) -> String {
        let lower = text.lowercased()
        return lower.hasPrefix("cap_") ? String(lower.dropFirst(4)) : lower
    }
}

extension WellKnownImage {
    /// Whether a reference names the registry that it comes from.
    static func namesRegistry(_ reference: String) -> Bool {
        guard let slash = reference.firstIndex(of: "/") else { return false }
        let host = reference[..<slash]
        return host.contains(".") || host.contains(":") || host == "localhost"
    }
}

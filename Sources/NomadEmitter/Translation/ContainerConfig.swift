internal import ComposeParser
internal import OrderedCollections

/// The docker driver's config, but for mounts, ports and names. Source: Nomad docs, docker driver.
struct ContainerConfig {
    /// The name of the project in Nomad.
    let project: String
    /// The Nomad that the job is for.
    let version: NomadVersion

    /// The config of a service's container.
    func config(of service: Compose.Service, _ found: inout JobFindings) -> DockerConfig {
        let scope = service.name
        var config = DockerConfig()
        config.image = image(of: service, &found)
        config.forcePull = forcesPull(service) ? true : nil
        config.entrypoint = service.entrypoint.map { $0.isEmpty ? [""] : found.texts($0, scope) }
        // Without a command key the driver passes args as the image's CMD.
        if let command = service.command, !command.isEmpty { config.args = found.texts(command, scope) }
        if service.command?.isEmpty == true, service.entrypoint == nil {
            found.report(
                .emptyCommand,
                .warning,
                "`\(service.name)` clears the command of its image; Nomad cannot, so the image's own runs",
                at: service.range,
                hint: "state an entrypoint: it drops the image's command",
                service: service
            )
        }
        config.workDir = service.workingDir.map { found.text($0, scope) }
        config.initProcess = service.initProcess?.value == true ? true : nil
        config.interactive = service.stdinOpen?.value == true ? true : nil
        config.tty = service.tty?.value == true ? true : nil
        config.readonlyRootfs = service.readOnly?.value == true ? true : nil
        config.macAddress = service.macAddress.map { found.text($0, scope) }
        applyPrivileges(of: service, to: &config, &found)
        applyNamespaces(of: service, to: &config, &found)
        config.shmSize = service.shmSize.flatMap { $0.value > 0 ? .literal($0.value) : nil }
        if version.knows("oom_score_adj", in: .dockerConfig) {
            config.oomScoreAdj = service.oomScoreAdj.map { found.number($0, scope) }
        }
        config.labels = found.map(service.labels.withoutNomadLabels.map(Self.withValue), scope)
        config.sysctl = found.map(service.sysctls, scope)
        for limit in service.ulimits {
            config.ulimit[limit.name] = Interpolated(
                limit.soft.value == limit.hard.value
                    ? "\(limit.soft.value)" : "\(limit.soft.value):\(limit.hard.value)"
            )
        }
        config.storageOpt = found.map(service.storageOpt, scope)
        if let logging = service.logging, logging.driver != nil || !logging.options.isEmpty {
            config.logging = DockerConfig.Logging(
                type: logging.driver.map { found.text($0, scope) } ?? "json-file",
                config: found.map(logging.options, scope)
            )
        }
        if let isolation = service.isolation, ["hyperv", "process"].contains(isolation.string) {
            config.extra.attribute("isolation", found.text(isolation, scope).expression(.twice))
        }
        if service.healthcheck?.isDisabled == true { config.healthcheckDisabled = true }
        config.devices = service.devices.filter { CDIName($0.source.string) == nil }.map { device in
            DockerConfig.Device(
                hostPath: found.text(device.source, scope),
                containerPath: device.target.map { found.text($0, scope) },
                permissions: permissions(of: device, service, &found)
            )
        }
        return config
    }

    private func permissions(
        of device: Compose.DeviceMapping,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) -> Interpolated? {
        let scope = service.name
        guard let letters = device.permissions, !letters.string.isEmpty else { return nil }
        if letters.string.utf8.allSatisfy({ "rwm".utf8.contains($0) }) { return found.text(letters, scope) }
        found.reportRefused("`\(letters.string)` of a device of `\(service.name)`", letters.range, service)
        return nil
    }

    /// A label without a value is an empty one.
    private static func withValue(_ pair: Compose.Pair) -> Compose.Pair {
        Compose.Pair(key: pair.key, keyRange: pair.keyRange, value: pair.value ?? Compose.Text(""))
    }

    /// The image: the file's own, or the one that deploy.sh builds and pushes.
    private func image(of service: Compose.Service, _ found: inout JobFindings) -> Interpolated? {
        let scope = service.name
        if let build = service.build {
            let reference: Interpolated
            if let stated = service.imageInRegistry {
                reference = found.text(stated, scope)
            } else {
                found.ownVariables.formUnion([.registry, .tag])
                let name =
                    service.image.map { found.text(Self.withoutTag($0), scope) }
                    ?? Interpolated("\(project)-\(service.name)".lowercased())
                reference = .variable("registry") + "/" + name + ":" + .variable("tag")
            }
            if found.builds[service.name] == nil {
                found.builds[service.name] = ImageBuild(service: service.name, image: reference, build: build)
            }
            return reference
        }
        return service.image.map { found.text($0, scope) }
    }

    /// The name of an image: each build has a tag of its own.
    private static func withoutTag(_ reference: Compose.Text) -> Compose.Text {
        let bytes = Array(reference.string.utf8)
        var end = bytes.firstIndex(of: UInt8(ascii: "@")) ?? bytes.count
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) ?? 0
        end = bytes[start..<end].lastIndex(of: UInt8(ascii: ":")) ?? end
        return reference.slice(0..<end)
    }

    private func forcesPull(_ service: Compose.Service) -> Bool {
        if service.hasTagOfBuild { return false }
        if service.pullRefreshAfter != nil { return true }
        guard let policy = service.pullPolicy?.string else { return false }
        return policy == "always" || policy == "daily" || policy == "weekly" || policy.hasPrefix("every_")
    }

    private func applyPrivileges(
        of service: Compose.Service,
        to config: inout DockerConfig,
        _ found: inout JobFindings
    ) {
        let scope = service.name
        if service.privileged?.value == true {
            config.privileged = true
            found.client.requirePrivileged(for: service.name)
        }
        config.capAdd = service.capAdd.map { capability in
            let name = Capabilities.name(capability.string)
            if !Capabilities.allowedByDefault.contains(name) { found.client.require(capability: name) }
            return capability.isLiteral ? Interpolated(name) : found.text(capability, scope)
        }
        config.capDrop = service.capDrop.map { capability in
            capability.isLiteral ? Interpolated(Capabilities.name(capability.string)) : found.text(capability, scope)
        }
        config.securityOpt = found.texts(service.securityOpt, scope)
        if let spec = service.credentialSpec {
            if let file = spec.file { config.securityOpt.append("credentialspec=file://" + found.text(file, scope)) }
            if let value = spec.registry {
                config.securityOpt.append("credentialspec=registry://" + found.text(value, scope))
            }
        }
        config.groupAdd = found.texts(service.groupAdd, scope)
    }

    private func applyNamespaces(
        of service: Compose.Service,
        to config: inout DockerConfig,
        _ found: inout JobFindings
    ) {
        let scope = service.name
        func joinsAnother(_ mode: Compose.Text) -> Bool {
            mode.string.hasPrefix("service:") || mode.string.hasPrefix("container:")
        }
        if let mode = service.ipc, !joinsAnother(mode) {
            config.ipcMode = found.text(mode, scope)
            found.client.require(mode: mode.string, of: "ipc")
        }
        if let mode = service.pid, !joinsAnother(mode) {
            config.pidMode = found.text(mode, scope)
            found.client.require(mode: mode.string, of: "pid")
        }
        if let mode = service.usernsMode {
            config.usernsMode = found.text(mode, scope)
            found.client.require(mode: mode.string, of: "userns")
        }
        if let mode = service.uts {
            config.utsMode = found.text(mode, scope)
            found.client.require(mode: mode.string, of: "uts")
        }
        if version.knows("cgroupns", in: .dockerConfig) {
            config.cgroupns = service.cgroup.map { found.text($0, scope) }
        }
        if let runtime = service.runtime, runtime.string != "runc" {
            config.runtime = found.text(runtime, scope)
            if runtime.string != "nvidia" { found.client.require(runtime: runtime.string) }
        }
    }
}

/// An image that deploy.sh builds and pushes.
struct ImageBuild: Sendable {
    var service: String
    var image: Interpolated
    var build: Compose.Build
}

extension Compose.Service {
    /// The image as the file names it with its registry.
    var imageInRegistry: Compose.Text? {
        let stated = self.image ?? self.build?.tags.first { WellKnownImage.namesRegistry($0.string) }
        return stated.flatMap { WellKnownImage.namesRegistry($0.string) ? $0 : nil }
    }

    /// Whether its image is built here and has a tag of its own each time: there is never a newer one to pull.
    var hasTagOfBuild: Bool { self.build != nil && imageInRegistry == nil }
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

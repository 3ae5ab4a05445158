internal import ComposeParser

/// What Docker Compose passes on and the Docker Engine refuses, so that a container never starts.
///
/// Each rule has been tried with an Engine; where it stands in moby is said beside it.
struct EngineRefusals {
    private let service: Compose.Service
    private var diagnostics = Diagnostics()

    /// Says what the Engine refuses of each service.
    static func check(_ project: Compose.Project, to diagnostics: inout Diagnostics) {
        for service in project.services where service.provider == nil {
            var refusals = EngineRefusals(service: service)
            refusals.checkContainer()
            refusals.checkPaths()
            refusals.checkLimits()
            refusals.checkResources()
            refusals.checkNetwork()
            if let logging = service.logging { refusals.check(logging) }
            diagnostics.add(contentsOf: refusals.diagnostics)
        }
        checkVolumes(of: project, to: &diagnostics)
    }

    private mutating func refuse(
        _ message: String,
        at range: SourceRange,
        as severity: Severity = .warning,
        hint: String? = nil
    ) {
        diagnostics.add(
            Diagnostic(ConversionIssue.refusedByDocker, severity, message, at: range, hint: hint, service: service.name)
        )
    }

    /// A word that is none of those which Docker knows.
    private mutating func refuse(
        _ kind: String,
        _ word: String,
        at range: SourceRange,
        among known: [String],
        hint: String? = nil
    ) {
        refuse(
            "Docker knows no \(kind) \(word), which `\(service.name)` asks for",
            at: range,
            hint: Spelling.nearest(to: word, among: known).map { "did you mean \($0)?" } ?? hint
        )
    }

    /// Sources: api/types/container, ValidateRestartPolicy and IpcMode.Valid; oci/caps, NormalizeLegacyCapabilities;
    /// daemon/daemon_unix.go, parseSecurityOpt; runc, libcontainer/configs/validate, sysctl; distribution/reference.
    private mutating func checkContainer() {
        if let image = service.image, !image.string.isEmpty, !EngineWords.isImage(image.string) {
            refuse(
                "`\(image.string)` of `\(service.name)` is no image reference",
                at: image.range,
                as: image.isLiteral ? .error : .warning,
                hint: image.isLiteral
                    ? "write [REGISTRY/]NAME[:TAG][@DIGEST], with a name in lower case"
                    : "give the variables in it other values"
            )
        }
        if let restart = service.restart, !EngineWords.isRestartPolicy(restart.string) {
            refuse("restart policy", restart.string, at: restart.range, among: EngineWords.restartPolicies)
        }
        for capability in service.capAdd + service.capDrop where !EngineWords.isCapability(capability.string) {
            refuse("capability", capability.string, at: capability.range, among: EngineWords.capabilities)
        }
        if let ipc = service.ipc, !EngineWords.isIPCMode(ipc.string) {
            refuse("ipc mode", ipc.string, at: ipc.range, among: EngineWords.ipcModes)
        }
        for option in service.securityOpt where !EngineWords.isSecurityOption(option.string) {
            refuse("security option", option.string, at: option.range, among: EngineWords.securityOptions)
        }
        for hook in service.postStart where hook.command.first?.string.isEmpty == true {
            refuse(
                "a post_start hook of `\(service.name)` names no program",
                at: hook.range,
                as: .error,
                hint: "start its command with a program"
            )
        }
        for sysctl in service.sysctls where !EngineWords.isSysctl(sysctl.key) {
            refuse(
                "\(sysctl.key) of `\(service.name)` is no setting of a container: Docker refuses it",
                at: sysctl.keyRange,
                hint: "set it on the nodes"
            )
        }
    }

    /// Sources: volume/mounts/linux_parser.go, linuxValidateAbsolute; daemon/container.go, verifyContainerSettings.
    private mutating func checkPaths() {
        for path in service.volumes.map(\.target) + [service.workingDir].compactMap(\.self)
        where !path.string.isEmpty && !EngineWords.isAbsolute(path.string) {
            refuse(
                "the path \(path.string) in the container of `\(service.name)` is relative",
                at: path.range,
                hint: "Docker takes absolute paths only: write /\(path.string)"
            )
        }
        for device in service.devices where device.source.string.isEmpty {
            refuse(
                "a device of `\(service.name)` has no path",
                at: device.range,
                as: .error,
                hint: "write HOST_PATH:CONTAINER_PATH"
            )
        }
        for mount in service.tmpfs where mount.string.hasPrefix("/") {
            for option in TmpfsOptions.refused(of: mount) {
                refuse(
                    "Docker refuses the tmpfs option `\(option)` of `\(service.name)`",
                    at: mount.range,
                    hint: "size takes bytes, with k, m, g or %; mode an octal number"
                )
            }
        }
    }

    /// Sources: runc, libcontainer/configs, the names of rlimits, and setrlimit(2); pkg/parsers, ParseUintList.
    private mutating func checkLimits() {
        for limit in service.ulimits {
            if !EngineWords.ulimits.contains(limit.name.lowercased()) {
                refuse("ulimit", limit.name, at: limit.range, among: EngineWords.ulimits)
            } else if EngineWords.isAbove(limit.soft.value, limit.hard.value) {
                refuse(
                    "the soft limit \(limit.name) of `\(service.name)` is above the hard one: Docker refuses it",
                    at: limit.soft.range,
                    hint: "give both, soft no larger than hard"
                )
            }
        }
        if let cpuset = service.cpuset, !cpuset.string.isEmpty, !EngineWords.isList(cpuset.string) {
            refuse(
                "cpuset `\(cpuset.string)` of `\(service.name)` is no list of CPUs: Docker refuses it",
                at: cpuset.range,
                hint: "write it as 0-2,4"
            )
        }
    }

    /// Sources: daemon/daemon_unix.go, verifyPlatformContainerResources and verifyPlatformContainerSettings.
    private mutating func checkResources() {
        for figure in [service.cpus, service.deploy?.limits.cpus, service.deploy?.reservations.cpus].compactMap(\.self)
        where !figure.value.isFinite {
            refuse("Docker refuses the cpus \(figure.text.string) of `\(service.name)`", at: figure.range)
        }
        if let period = service.cpuPeriod, period.value != 0, !(1000...1_000_000).contains(period.value) {
            refuse(
                "Docker refuses the cpu_period \(period.text.string) of `\(service.name)`",
                at: period.range,
                hint: "give microseconds from 1000 to 1000000"
            )
        }
        if let quota = service.cpuQuota, quota.value > 0, quota.value < 1000 {
            refuse(
                "Docker refuses the cpu_quota \(quota.text.string) of `\(service.name)`",
                at: quota.range,
                hint: "give microseconds from 1000 on"
            )
        }
        let limit = service.deploy?.limits.memory ?? service.memLimit
        let reservation = service.deploy?.reservations.memory ?? service.memReservation
        for figure in [limit, reservation].compactMap(\.self)
        where figure.value != 0 && figure.value < EngineWords.leastMemory {
            refuse(
                "Docker refuses the memory \(figure.text.string) of `\(service.name)`",
                at: figure.range,
                hint: "6m is the least that it takes"
            )
        }
        if let limit, let reservation, limit.value > 0, reservation.value > limit.value {
            refuse(
                "the memory that `\(service.name)` reserves is above its limit: Docker refuses it",
                at: reservation.range,
                hint: "raise the limit or lower the reservation"
            )
        }
        if let size = service.shmSize, size.value < 0 {
            refuse("Docker refuses the shm_size \(size.text.string) of `\(service.name)`", at: size.range)
        }
    }

    /// Sources: go-connections, nat.ParsePort; api/types/container, HostConfig.DNS; opts/hosts.go, ValidateExtraHost; Go, net, ParseMAC.
    private mutating func checkNetwork() {
        for port in service.ports where !(1...65535).contains(port.target.value) {
            refuse(
                "the port \(port.target.value) of `\(service.name)` is not between 1 and 65535",
                at: port.target.range,
                as: .error,
                hint: "give the port that the container listens on"
            )
        }
        for resolver in service.dns where !IPAddress.isValid(resolver.string) {
            refuse(
                "the resolver \(resolver.string) of `\(service.name)` is no IP address",
                at: resolver.range,
                hint: "give its address, without a port"
            )
        }
        for host in service.extraHosts {
            guard let value = host.value, !HostAddress.isGateway(value.string), !IPAddress.isValid(value.string)
            else { continue }
            refuse(
                "the address \(value.string) of \(host.key) in extra_hosts of `\(service.name)` is none",
                at: value.range,
                hint: "give an IP address, or host-gateway"
            )
        }
        if let address = service.macAddress, !address.string.isEmpty, !EngineWords.isHardwareAddress(address.string) {
            refuse(
                "`\(address.string)` of `\(service.name)` is no MAC address: Docker refuses it",
                at: address.range,
                hint: "write it as 02:42:ac:11:00:02"
            )
        }
    }

    /// Sources: daemon/logger, ValidateLogOpts, and New and ValidateLogOpt of each driver.
    private mutating func check(_ logging: Compose.Logging) {
        let driver = logging.driver?.string ?? "json-file"
        if let stated = logging.driver, !driver.isEmpty, !EngineLogging.drivers.contains(driver) {
            return refuse(
                "log driver",
                driver,
                at: stated.range,
                among: EngineLogging.drivers,
                hint: "install its plugin on the nodes"
            )
        }
        let options = EngineLogging(driver: driver, options: logging.options)
        for pair in logging.options where !options.knows(pair.key) {
            refuse("\(driver) log option", pair.key, at: pair.keyRange, among: options.known)
        }
        for wrong in options.wrong {
            refuse(
                "Docker refuses \(wrong.option) of the log driver of `\(service.name)`",
                at: logging.options.first { $0.key == wrong.option }?.value?.range ?? logging.range,
                hint: wrong.hint
            )
        }
    }
}

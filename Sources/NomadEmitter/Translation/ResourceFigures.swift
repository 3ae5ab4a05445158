internal import ComposeParser

/// What a task asks of a node.
struct ResourceFigures {
    /// The figures of a service that states none.
    let defaults: ConversionOptions.DefaultResources

    /// CPU, memory and devices. Source: Nomad docs, resources block.
    ///
    /// Stated figures rule. Without any, twice what the command or the environment says of memory, else the defaults of the
    /// options.
    func resources(
        of service: Compose.Service,
        config: inout DockerConfig,
        _ found: inout JobFindings
    ) -> Jobspec.Resources {
        var resources = Jobspec.Resources()
        applyCPU(of: service, to: &resources, config: &config, &found)
        applyMemory(of: service, to: &resources, config: &config, &found)
        reportRaised(service, &found)
        resources.devices = devices(of: service, &found)
        if let limit = (service.deploy?.limits.pids ?? service.pidsLimit), limit.value > 0 {
            config.pidsLimit = found.number(limit, service.name)
        }
        return resources
    }

    private func applyCPU(
        of service: Compose.Service,
        to resources: inout Jobspec.Resources,
        config: inout DockerConfig,
        _ found: inout JobFindings
    ) {
        let reserved = service.deploy?.reservations.cpus
        var limit = service.deploy?.limits.cpus ?? service.cpus
        if limit == nil, let quota = service.cpuQuota, quota.value > 0 {
            // To Docker 0 is its own period.
            let period = service.cpuPeriod.flatMap { $0.value > 0 ? $0.value : nil } ?? 100_000
            limit = Compose.Located(Double(quota.value) / Double(period), text: quota.text)
            if let period = service.cpuPeriod, (1...1_000_000).contains(period.value) {
                config.cpuCFSPeriod = .literal(period.value)
            }
        }
        if let stated = reserved ?? limit, stated.value > 0, stated.value.isFinite {
            found.ownVariables.insert(.cpuMHz)
            resources.cpu = .scaled(variable: OwnVariable.cpuMHz.rawValue, by: stated.value)
            if let limit, limit.value > 0 {
                if let reserved, reserved.value > 0, reserved.value < limit.value {
                    found.report(
                        .cpuLimitLost,
                        .warning,
                        "the CPU limit `\(limit.text.string)` of `\(service.name)` is lost beside its reservation: Nomad has one CPU figure",
                        at: limit.range,
                        hint: "drop the reservation if the limit matters more",
                        service: service
                    )
                } else {
                    config.cpuHardLimit = true
                }
            }
        } else if let shares = service.cpuShares, shares.value > 0 {
            resources.cpu = .literal(max(1, shares.value / 1024 * 1000 + shares.value % 1024 * 1000 / 1024))
        } else {
            resources.cpu = .literal(defaults.cpu)
        }
    }

    private func applyMemory(
        of service: Compose.Service,
        to resources: inout Jobspec.Resources,
        config: inout DockerConfig,
        _ found: inout JobFindings
    ) {
        let limit = (service.deploy?.limits.memory ?? service.memLimit).flatMap { $0.value > 0 ? $0.value : nil }
        let reserved = (service.deploy?.reservations.memory ?? service.memReservation)
            .flatMap { $0.value > 0 ? $0.value : nil }
        switch (reserved, limit) {
        case (let reserved?, let limit?):
            let memory = min(Self.mebibytes(reserved), Self.mebibytes(limit))
            resources.memory = .literal(memory)
            if Self.mebibytes(limit) > memory { config.memoryHardLimit = .literal(Self.mebibytes(limit)) }
        case (let reserved?, nil):
            let memory = Self.mebibytes(reserved)
            resources.memory = .literal(memory)
            config.memoryHardLimit = ceiling(over: memory, &found)
        case (nil, let limit?):
            resources.memory = .literal(Self.mebibytes(limit))
        case (nil, nil):
            var memory = defaults.memory
            if let stated = StatedMemory.find(in: service) {
                memory = stated.reservation(usual: defaults.memory)
                if memory == stated.mebibytes * 2 {
                    resources.comment = ["Twice the \(stated.mebibytes) MiB of \(stated.setting)."]
                }
            }
            resources.memory = .literal(memory)
            config.memoryHardLimit = ceiling(over: memory, &found)
        }
    }

    /// The limit of a task whose service states none: without one, Nomad takes what is reserved as the limit.
    private func ceiling(over memory: Int, _ found: inout JobFindings) -> NumberValue {
        found.ownVariables.insert(.memoryLimit)
        let name = OwnVariable.memoryLimit.rawValue
        return memory <= defaults.memory ? .variable(name) : .atLeast(memory, variable: name)
    }

    /// Says which figures are less than what Nomad takes.
    private func reportRaised(_ service: Compose.Service, _ found: inout JobFindings) {
        let memory = [
            service.deploy?.limits.memory ?? service.memLimit,
            service.deploy?.reservations.memory ?? service.memReservation,
        ]
        for case let figure? in memory where figure.value > 0 && figure.value < 10 << 20 {
            found.report(
                .figureRaised,
                .note,
                "the memory `\(figure.text.string)` of `\(service.name)` is raised to 10 MiB",
                at: figure.range,
                hint: "Nomad takes at least 10 MiB",
                service: service
            )
        }
    }

    /// Whole MiB, rounded up; Nomad wants at least 10.
    private static func mebibytes(_ bytes: Int) -> Int {
        max(10, bytes / 1_048_576 + (bytes % 1_048_576 == 0 ? 0 : 1))
    }

    /// The devices that a service asks for; several requests of one kind become one.
    private func devices(of service: Compose.Service, _ found: inout JobFindings) -> [Jobspec.Device] {
        var wanted: [(name: String, count: Int, identifiers: [String])] = []
        for request in service.gpus + (service.deploy?.reservations.devices ?? []) {
            let name = Self.deviceName(request)
            let identifiers = request.deviceIDs.map(\.string).filter { !$0.isEmpty }
            let asksForAll =
                identifiers.isEmpty
                ? request.count.map { $0.value < 0 } ?? true
                : identifiers.contains { CDIName($0)?.device == "all" }
            let count = identifiers.isEmpty ? max(1, request.count?.value ?? 1) : identifiers.count
            if asksForAll {
                found.report(
                    .allDevices,
                    .warning,
                    "`\(service.name)` asks for all devices; Nomad cannot: it gets one `\(name)`",
                    at: request.range,
                    hint: "state a count",
                    service: service
                )
            }
            // The number of a device means something on one node only, and Nomad knows no CDI names.
            let lasting = identifiers.allSatisfy { Int($0) == nil && CDIName($0) == nil } ? identifiers : []
            if let index = wanted.firstIndex(where: { $0.name == name }) {
                let (sum, isTooMany) = wanted[index].count.addingReportingOverflow(count)
                wanted[index].count = isTooMany ? .max : sum
                wanted[index].identifiers += lasting
            } else {
                wanted.append((name, count, lasting))
            }
        }
        return wanted.map { wish in
            var device = Jobspec.Device(name: wish.name)
            device.count = .literal(wish.count)
            if !wish.identifiers.isEmpty {
                device.constraints = [
                    Jobspec.Constraint(
                        attribute: .runtime("device.ids"),
                        comparison: .setContains,
                        value: Interpolated(wish.identifiers.joined(separator: ","))
                    )
                ]
            }
            return device
        }
    }

    /// `nvidia/gpu`; the words `compute` and `utility` only steer the container runtime.
    private static func deviceName(_ request: Compose.DeviceRequest) -> String {
        if let name = request.deviceIDs.lazy.compactMap({ CDIName($0.string) }).first { return name.nomadName }
        let driver = request.driver?.string ?? ""
        let capabilities = request.capabilities.map(\.string).filter { !$0.isEmpty }
        let isGPU =
            capabilities.isEmpty || capabilities.contains { ["gpu", "nvidia", "compute", "utility"].contains($0) }
        let vendor = driver.isEmpty || driver == "cdi" ? "nvidia" : driver
        return isGPU ? "\(vendor)/gpu" : capabilities.first ?? "gpu"
    }
}

extension CDIName {
    /// The name in Nomad's device plugins: `nvidia/gpu`.
    fileprivate var nomadName: String { "\(vendor.split(at: ".").first ?? "")/\(deviceClass)" }
}

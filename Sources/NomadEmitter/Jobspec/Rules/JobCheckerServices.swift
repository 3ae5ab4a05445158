internal import HCL

/// A service with its place.
struct PlacedService {
    var block: HCL.Block
    /// The task that it belongs to; `nil` for a service of the group.
    var task: HCL.Block?
    /// The group around it.
    var group: HCL.Block
    /// The labels of the ports that it can name.
    var ports: Set<String>

    var body: HCL.Body { block.body }

    /// What a message calls it.
    var name: String { body.shown("name") ?? "" }

    /// The service manager; `nil` if that cannot be known.
    var provider: String? { body.text("provider").or("consul") }

    func hasTask(_ name: String) -> Bool { group.body.inners("task").contains { $0.label == name } }
}

// Source: Nomad docs, job specification, blocks service and connect, and its rules at submit.
extension JobChecker {
    /// The services of a group and of its tasks.
    mutating func checkServices(of group: HCL.Block, tasks: [HCL.Block]) {
        let labels = portLabels(task: nil)
        var services = group.body.inners("service").map { PlacedService(block: $0, group: group, ports: labels) }
        for task in tasks {
            let own = task.body.inners("service")
            if own.isEmpty { continue }
            let labels = labels.union(portLabels(task: task))
            services += own.map { PlacedService(block: $0, task: task, group: group, ports: labels) }
        }
        let providers = Set(services.compactMap(\.provider))
        require(
            providers.count <= 1,
            .service,
            "the services use both Consul and Nomad: one provider per group",
            origin: services.reversed().lazy.compactMap { $0.body.origin(of: "provider") ?? $0.block.origin }.first
        )
        requireUnique(
            services.map { service in
                let key = "\(service.task?.label ?? "")\n\(service.name)\n\(service.body.shown("port") ?? "")"
                return (key, service.block.origin ?? service.body.origin(of: "port") ?? service.body.origin(of: "name"))
            },
            .service
        ) { key in
            let parts = key.split(separator: "\n", omittingEmptySubsequences: false)
            return "service \"\(parts[1])\" is registered twice for port \"\(parts.last ?? "")\""
        }
        for service in services {
            task = service.task
            if let task {
                within(task) { $0.within(service.block) { $0.check(service) } }
            } else {
                within(service.block) { $0.check(service) }
            }
        }
        task = nil
    }

    private mutating func check(_ service: PlacedService) {
        let body = service.body
        let owner = "service \"\(service.name)\""
        if let name = body.text("name").known {
            require(
                ServiceName(name) != nil,
                .service,
                "\"\(name)\" is no name for a service: at most 63 letters, digits and dashes, no dash at an end",
                at: "name"
            )
        }
        checkAddress(of: service, owner)
        checkPort(body, of: service, isNumberAllowed: service.task == nil, owner)
        if let name = body.text("task").known {
            if let task = service.task {
                require(
                    name == task.label,
                    .service,
                    "\(owner) of a task names another one, \"\(name)\"",
                    at: "task"
                )
            } else {
                require(
                    service.hasTask(name),
                    .service,
                    "\(owner) names task \"\(name)\", which the group does not have",
                    at: "task"
                )
            }
        }
        if let connect = body.inner("connect") { within(connect) { $0.check(connect: connect.body, of: service) } }
        if let identity = body.inner("identity") {
            within(identity) {
                $0.require(identity.body.has("aud"), .service, "\(owner): the identity has no aud")
            }
        }
        checkChecks(of: service)
    }

    private mutating func checkAddress(of service: PlacedService, _ owner: String) {
        let mode = service.body.text("address_mode").known
        switch mode {
        case "driver":
            require(
                service.task != nil,
                .service,
                "\(owner) of the group cannot use address_mode \"driver\"",
                at: "address_mode"
            )
        case "alloc", "alloc_ipv6":
            require(
                service.task == nil,
                .service,
                "\(owner) of a task cannot use address_mode \"alloc\"",
                at: "address_mode"
            )
        default: break
        }
        if let mode, mode != "auto", service.body.has("address") {
            add(.service, "\(owner) has an address, which goes with address_mode \"auto\" only", at: "address")
        }
    }

    /// The port of a service or check, a label or a number.
    mutating func checkPort(
        _ body: HCL.Body,
        of service: PlacedService,
        isNumberAllowed: Bool,
        _ owner: String
    ) {
        guard let port = body.text("port").known else { return }
        guard let number = Int(port) else {
            return require(
                service.ports.contains(port),
                .undefinedPort,
                "\(owner) uses port \"\(port)\", which the group does not have",
                at: "port"
            )
        }
        require((1...65535).contains(number), .ports, "\(owner): port \(number) is not between 1 and 65535", at: "port")
        if !isNumberAllowed, !service.ports.contains(port),
            let mode = body.text("address_mode").or("auto"), mode != "driver"
        {
            add(
                .undefinedPort,
                "\(owner) of a task takes the label of a port, or address_mode \"driver\" with a number",
                at: "port"
            )
        }
    }

    /// The service mesh of Consul.
    private mutating func check(connect body: HCL.Body, of service: PlacedService) {
        let owner = "service \"\(service.name)\""
        require(service.provider != "nomad", .service, "\(owner): connect needs provider \"consul\"")
        require(service.task == nil, .service, "\(owner): connect is for services of groups only")
        guard service.task == nil, let isNative = body.truth("native").or(false) else { return }
        let hasSidecar = body.inner("sidecar_service") != nil
        let hasGateway = body.inner("gateway") != nil
        require(
            [isNative, hasSidecar, hasGateway].filter { $0 }.count == 1,
            .service,
            "\(owner): connect is either native, or has a sidecar_service, or a gateway"
        )
        if isNative {
            let tasks = service.group.body.inners("task")
            require(
                service.body.has("task") || tasks.count == 1,
                .service,
                "\(owner): native connect must name the task of the service",
                at: "native"
            )
            require(service.body.has("port"), .service, "\(owner): native connect needs a port", at: "native")
        }
        guard hasSidecar || hasGateway else { return }
        let networks = service.group.body.inners("network")
        guard let network = networks.first, networks.count == 1 else {
            return add(.service, "\(owner): connect needs a network block in the group")
        }
        if let mode = network.body.text("mode").or("host") {
            let isFit = mode == "bridge" || mode.hasPrefix("cni/") || !hasSidecar && mode == "host"
            require(isFit, .service, "\(owner): connect needs a network in bridge mode, not \"\(mode)\"")
        }
        if hasSidecar {
            for name in [service.name, service.group.label] where name != name.lowercased() {
                add(.service, "\(owner): connect takes no capital letters, as in \"\(name)\"")
            }
        }
    }
}

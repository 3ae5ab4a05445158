internal import HCL

/// A service with its place.
struct PlacedService {
    var block: HCL.Block
    /// The task that it belongs to; `nil` for a service of the group.
    var task: HCL.Block?
    /// The group around it, without its tasks and services.
    var group: HCL.Block
    /// The tasks of the group.
    var tasks: Set<String>
    /// The labels of the ports that it can name.
    var ports: Set<String>

    var body: HCL.Body { block.body }

    /// What a message calls it.
    var name: String { body.shown("name") ?? "" }

    /// The service manager; `nil` if that cannot be known.
    var provider: String? { body.text("provider").or("consul") }
}

// Source: Nomad, nomad/structs/services.go, and validateServices in nomad/structs/structs.go.
extension JobChecker {
    /// The services of a group and of its tasks.
    mutating func checkServices(of group: HCL.Block, beside: HCL.Block, tasks: [HCL.Block]) {
        let names = Set(tasks.lazy.map(\.label))
        var services = group.body.inners("service").map {
            PlacedService(block: $0, group: beside, tasks: names, ports: groupPorts)
        }
        for task in tasks {
            let own = task.body.inners("service")
            if own.isEmpty { continue }
            let labels = portLabels(of: task)
            services += own.map {
                PlacedService(block: $0, task: task, group: beside, tasks: names, ports: labels)
            }
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
            return "service `\(parts[1])` is registered twice for port `\(parts.last ?? "")`"
        }
        checkMesh(of: group, services.filter { $0.task == nil })
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
        let owner = "service `\(service.name)`"
        checkName(of: service)
        checkAddress(of: service, owner)
        checkPort(body, of: service, isDriver: body.text("address_mode").or("auto").map { $0 == "driver" }, owner)
        if let name = body.text("task").known {
            if let task = service.task {
                require(
                    name == task.label,
                    .service,
                    "\(owner) of a task names another one, `\(name)`",
                    at: "task"
                )
            } else {
                require(
                    service.tasks.contains(name),
                    .service,
                    "\(owner) names task `\(name)`, which the group does not have",
                    at: "task",
                    severity: .failure
                )
            }
        }
        if let connect = body.inner("connect") { within(connect) { $0.check(connect: connect.body, of: service) } }
        if service.provider != "nomad" { checkCluster(of: body) }
        checkKind(of: service, owner)
        checkIdentity(of: service, owner)
        checkChecks(of: service)
    }

    /// Source: Nomad, nomad/structs/services.go, Service.Validate and ValidateName; Canonicalize for the name that a
    /// service has without one.
    private mutating func checkName(of service: PlacedService) {
        let body = service.body
        guard body.value("name")?.isSettled != false else { return }
        let own = ([job.label, service.group.label] + (service.task.map { [$0.label] } ?? [])).joined(separator: "-")
        let stated = body.shown("name") ?? ""
        var name = ""
        var rest = (stated.isEmpty ? own : stated)[...]
        while let dollar = rest.firstIndex(of: "$") {
            name += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
                name += "$"
                continue
            }
            switch rest[..<end].dropFirst() {
            case "JOB": name += job.label
            case "TASKGROUP": name += service.group.label
            case "TASK": name += service.task?.label ?? "group"
            case "BASE": name += own
            default: name += "ENV-VAR"
            }
            rest = rest[end...].dropFirst()
        }
        name += rest
        require(
            ServiceName(name) != nil,
            .service,
            "`\(stated.isEmpty ? own : stated)` is no name for a service: at most 63 letters, digits and dashes, no dash at an end",
            at: "name"
        )
    }

    /// Source: Nomad, nomad/structs/services.go, Service.validateConsulService.
    private mutating func checkKind(of service: PlacedService, _ owner: String) {
        guard let kind = service.body.text("kind").known else { return }
        let kinds = ["api-gateway", "ingress-gateway", "mesh-gateway", "terminating-gateway"]
        if service.provider == "nomad" {
            add(.service, "\(owner): kind is for provider `consul` only", at: "kind", severity: .warning)
        } else {
            require(
                kinds.contains(kind),
                .service,
                "\(owner): kind is \(kinds.listed(by: "or")), not `\(kind)`",
                at: "kind"
            )
        }
    }

    /// Source: Nomad, nomad/structs/services.go, Service.validateIdentity.
    private mutating func checkIdentity(of service: PlacedService, _ owner: String) {
        guard let identity = service.body.inner("identity") else { return }
        let isNomad = service.provider == "nomad"
        within(identity) { checker in
            checker.require(
                identity.body.value("aud").map { $0 != .list([]) } == true,
                .service,
                "\(owner): the identity has no aud"
            )
            checker.require(
                !isNomad || !identity.body.text("name").isAbsent,
                .service,
                "\(owner): the identity has no name",
                at: "name"
            )
        }
    }

    private mutating func checkAddress(of service: PlacedService, _ owner: String) {
        let mode = service.body.text("address_mode").known
        switch mode {
        case "driver":
            require(
                service.task != nil,
                .service,
                "\(owner) of the group cannot use address_mode `driver`",
                at: "address_mode"
            )
        case "alloc", "alloc_ipv6":
            require(
                service.task == nil,
                .service,
                "\(owner) of a task cannot use address_mode `\(mode ?? "")`",
                at: "address_mode"
            )
        default: break
        }
        if let mode, mode != "auto", service.body.has("address") {
            add(.service, "\(owner) has an address, which goes with address_mode `auto` only", at: "address")
        }
    }

    /// The port of a service or check, a label or a number. Of a group Nomad does not look at it. Source: Nomad,
    /// nomad/structs/structs.go, TaskGroup.validateServices and Task.validateServices.
    mutating func checkPort(_ body: HCL.Body, of service: PlacedService, isDriver: Bool?, _ owner: String) {
        guard let port = body.text("port").known, !service.ports.contains(port) else { return }
        let severity: JobspecValidator.Severity = service.task == nil ? .failure : .error
        guard let number = Int(port) else {
            return add(
                .undefinedPort,
                "\(owner) uses port `\(port)`, which the group does not have",
                at: "port",
                severity: severity
            )
        }
        require(
            (1...65535).contains(number),
            .ports,
            "\(owner): port \(number) is not between 1 and 65535",
            at: "port",
            severity: number > 65535 ? .failure : severity
        )
        if service.task != nil, isDriver == false {
            add(
                .undefinedPort,
                "\(owner) of a task takes the label of a port, or address_mode `driver` with a number",
                at: "port"
            )
        }
    }
}

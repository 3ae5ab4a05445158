extension JobChecker {
    mutating func check(_ network: Jobspec.Network?) {
        guard let network else { return }
        requireUnique(network.ports.map(\.label.rawValue), .ports) { "two ports are labelled \"\($0)\"" }
        var taken: [String: PortLabel] = [:]
        for port in network.ports {
            if let number = port.staticPort?.literal {
                require((1...65535).contains(number), .ports, "static port \(number) is not between 1 and 65535")
            }
            if let number = port.to?.literal {
                require((-1...65535).contains(number), .ports, "port \(number) is not between -1 and 65535")
            }
            if let number = port.staticPort, port.ignoreCollision != true {
                let key = "\(number.expression) \(port.hostNetwork ?? "default")"
                if let other = taken[key] {
                    add(
                        .ports,
                        "ports \"\(other)\" and \"\(port.label)\" both take port "
                            + "\(HCLPrinter.print(number.expression)) of the node"
                    )
                }
                taken[key] = port.label
            }
        }
        if let hostname = network.hostname?.literal {
            require(JobChecker.isDNSName(hostname), .hostname, "\"\(hostname)\" is no DNS name")
        }
    }

    /// Whether `name` is made of DNS labels.
    static func isDNSName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last, label.utf8.count <= 63 else { return false }
            let dash = UInt8(ascii: "-")
            return first != dash && last != dash
                && label.utf8.allSatisfy { byte in
                    byte == dash || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                }
        }
    }

    /// The services of a group and of its tasks.
    mutating func checkServices(of group: Jobspec.Group) {
        let all: [(task: Jobspec.Task?, service: Jobspec.Service)] =
            group.services.map { (nil, $0) } + group.tasks.flatMap { task in task.services.map { (task, $0) } }

        let providers = Set(all.map { $0.service.provider ?? .consul })
        require(providers.count <= 1, .service, "the services use both Consul and Nomad: one provider per group")
        requireUnique(
            all.map { "\($0.task?.name.rawValue ?? "") \($0.service.name) \($0.service.port?.text ?? "")" },
            .service
        ) { key in
            let parts = key.split(separator: " ", omittingEmptySubsequences: false)
            return "service \"\(parts[1])\" is registered twice for port \"\(parts[2])\""
        }
        for (task, service) in all {
            self.task = task
            check(service, of: group, isOfTask: task != nil)
        }
        self.task = nil
    }

    private mutating func check(_ service: Jobspec.Service, of group: Jobspec.Group, isOfTask: Bool) {
        let isNomad = service.provider == .nomad
        checkPort(service.port, of: group, "service \"\(service.name)\"")
        switch service.addressMode {
        case .driver:
            require(isOfTask, .service, "service \"\(service.name)\" of the group cannot use address_mode \"driver\"")
        case .alloc, .allocIPv6:
            require(!isOfTask, .service, "service \"\(service.name)\" of a task cannot use address_mode \"alloc\"")
        case .auto, .host, nil:
            break
        }
        if let task = service.task {
            require(
                group.tasks.contains { $0.name == task },
                .service,
                "service \"\(service.name)\" names task \"\(task)\", which the group does not have"
            )
        }
        if service.connect != nil {
            require(!isNomad, .service, "service \"\(service.name)\": connect needs provider \"consul\"")
            require(!isOfTask, .service, "service \"\(service.name)\": connect is for services of groups only")
            require(
                group.network != nil,
                .service,
                "service \"\(service.name)\": connect needs a network block in the group"
            )
        }
        requireUnique(service.checks.compactMap { $0.name?.literal }, .check) {
            "service \"\(service.name)\" has two checks named \"\($0)\""
        }
        for check in service.checks { self.check(check, of: service, in: group, isOfTask: isOfTask) }
    }

    private mutating func checkPort(_ port: Jobspec.ServicePort?, of group: Jobspec.Group, _ owner: String) {
        switch port {
        case .label(let label)?:
            require(
                group.network?.ports.contains { $0.label == label } == true,
                .undefinedPort,
                "\(owner) uses port \"\(label)\", which the group does not have"
            )
        case .number(let number)?:
            require((1...65535).contains(number), .ports, "\(owner): port \(number) is not between 1 and 65535")
        case nil:
            break
        }
    }

    private mutating func check(
        _ check: Jobspec.Check,
        of service: Jobspec.Service,
        in group: Jobspec.Group,
        isOfTask: Bool
    ) {
        let owner = "a check of service \"\(service.name)\""
        checkPort(check.port, of: group, owner)
        require(check.interval >= .seconds(1), .check, "\(owner) has an interval of less than 1s")
        require(check.timeout >= .seconds(1), .check, "\(owner) has a timeout of less than 1s")
        if let status = check.initialStatus {
            require(
                ["passing", "warning", "critical", ""].contains(status),
                .check,
                "\(owner) starts with \"\(status)\", which is no status"
            )
        }
        switch check.kind {
        case .http(let http):
            require(!http.path.isEmpty, .check, "\(owner) has no path")
            if let path = http.path.literal {
                require(
                    !path.hasPrefix("http://") && !path.hasPrefix("https://"),
                    .check,
                    "\(owner) asks for \"\(path)\": the path must be relative"
                )
            }
            require(check.port != nil || service.port != nil, .check, "\(owner) has no port, and its service has none")
        case .tcp, .grpc:
            require(check.port != nil || service.port != nil, .check, "\(owner) has no port, and its service has none")
        case .script(let command, _, let task):
            require(!command.isEmpty, .check, "\(owner) has no command")
            let named = task ?? service.task
            if let named {
                require(
                    group.tasks.contains { $0.name == named },
                    .check,
                    "\(owner) runs in task \"\(named)\", which the group does not have"
                )
            } else {
                require(isOfTask, .check, "\(owner) of the group runs a script and must name its task")
            }
        }
        if case .sidecar? = service.connect, case .tcp = check.kind {
            add(.check, "\(owner) asks over tcp, which a service with a sidecar takes for healthy at all times")
        }
        guard service.provider == .nomad else { return }
        switch check.kind {
        case .http(let http):
            require(http.serverName == nil, .check, "\(owner): tls_server_name needs provider \"consul\"")
        case .tcp: break
        case .grpc: add(.check, "\(owner): grpc needs provider \"consul\"")
        case .script: add(.check, "\(owner): a script needs provider \"consul\"")
        }
        require(check.expose != true, .check, "\(owner): expose needs provider \"consul\"")
        require(
            check.onUpdate != .ignoreWarnings && check.checkRestart?.ignoreWarnings != true,
            .check,
            "\(owner): ignore_warnings needs provider \"consul\""
        )
        require(
            check.successBeforePassing == nil && check.failuresBeforeCritical == nil
                && check.failuresBeforeWarning == nil,
            .check,
            "\(owner): counting answers in a row needs provider \"consul\""
        )
    }
}

internal import HCL

/// The service mesh of Consul. Source: Nomad, nomad/job_endpoint_hook_connect.go and ConsulConnect.Validate in
/// nomad/structs/services.go.
extension JobChecker {
    mutating func check(connect body: HCL.Body, of service: PlacedService) {
        let owner = "service `\(service.name)`"
        require(service.provider != "nomad", .service, "\(owner): connect needs provider `consul`")
        require(service.task == nil, .service, "\(owner): connect is for services of groups only")
        guard service.task == nil, let isNative = body.truth("native").or(false) else { return }
        let sidecar = body.inner("sidecar_service")
        let gateway = body.inner("gateway")
        require(
            [isNative, sidecar != nil, gateway != nil].filter { $0 }.count == 1,
            .service,
            "\(owner): connect is either native, or has a sidecar_service, or a gateway"
        )
        if isNative { checkNative(service, owner) }
        if let task = body.inner("sidecar_task"), let resources = task.body.inner("resources") {
            within(resources) { $0.check(resources: resources.body, cpu: 250, memory: 128) }
        }
        if let gateway { within(gateway) { $0.check(gateway: gateway.body, of: service, owner) } }
        if let sidecar { within(sidecar) { $0.check(sidecar: sidecar.body, of: service, owner) } }
        guard sidecar != nil || gateway != nil else { return }
        let networks = service.group.body.inners("network")
        guard let network = networks.first, networks.count == 1 else {
            return add(.service, "\(owner): connect needs one network block in the group")
        }
        if let mode = network.body.text("mode").or("") {
            let isFit = mode == "bridge" || mode.hasPrefix("cni/") || sidecar == nil && mode == "host"
            require(isFit, .service, "\(owner): connect needs a network in bridge mode, not `\(mode)`")
        }
        if sidecar != nil {
            for name in [service.name, service.group.label] where name != name.lowercased() {
                add(.service, "\(owner): connect takes no capital letters, as in `\(name)`")
            }
        }
    }

    private mutating func checkNative(_ service: PlacedService, _ owner: String) {
        let hasNetwork = service.group.body.inner("network") != nil
        if let name = service.body.text("task").known {
            require(
                service.tasks.contains(name),
                .service,
                "\(owner): native connect names no task of the group",
                at: "native"
            )
        } else {
            require(
                service.body.has("task") || service.tasks.count == 1 && hasNetwork,
                .service,
                "\(owner): native connect must name the task of the service",
                at: "native"
            )
        }
        require(service.body.has("port"), .service, "\(owner): native connect needs a port", at: "native")
    }

    /// What the services of a group must not do twice. Source: Nomad, nomad/job_endpoint_hook_connect.go,
    /// groupConnectValidate and groupConnectUpstreamsValidate.
    mutating func checkMesh(of group: HCL.Block, _ services: [PlacedService]) {
        let connected = services.filter { $0.body.inner("connect") != nil }
        var addresses: [String: String] = [:]
        for service in connected {
            guard let proxy = service.body.inner("connect")?.body.inner("sidecar_service")?.body.inner("proxy") else {
                continue
            }
            for upstream in proxy.body.inners("upstreams") {
                within(service.block) { $0.within(upstream) { $0.checkAddress(of: upstream.body, &addresses) } }
            }
            guard let transparent = proxy.body.inner("transparent_proxy") else { continue }
            within(service.block) { checker in
                checker.within(transparent) { checker in
                    checker.require(
                        connected.count == 1,
                        .service,
                        "service `\(service.name)`: transparent_proxy goes with one connect block in a group only"
                    )
                    checker.check(transparentProxy: transparent.body, group)
                }
            }
        }
        for task in group.body.inners("task") {
            guard let kind = task.body.text("kind").known, kind.hasPrefix("connect-proxy:") else { continue }
            let name = String(kind.dropFirst("connect-proxy:".count))
            let hasSidecar = connected.contains {
                $0.name == name && $0.body.inner("connect")?.body.inner("sidecar_service") != nil
            }
            within(task) {
                $0.require(hasSidecar, .service, "kind names no service with a sidecar, `\(name)`", at: "kind")
            }
        }
    }

    private mutating func checkAddress(of upstream: HCL.Body, _ taken: inout [String: String]) {
        let name = upstream.shown("destination_name") ?? ""
        var address = upstream.shown("local_bind_socket_path") ?? ""
        var plain = address
        if address.isEmpty {
            guard let port = upstream.number("local_bind_port").known else { return }
            let host = upstream.shown("local_bind_address") ?? ""
            address = "\(host):\(port)"
            plain = "\(host.isEmpty ? "127.0.0.1" : host):\(port)"
        }
        if let other = taken[address] {
            add(.service, "the upstreams `\(other)` and `\(name)` both listen at \(address)", at: "local_bind_port")
        } else if let other = taken[plain] ?? (plain.hasPrefix("127.0.0.1") ? taken[String(plain.dropFirst(9))] : nil) {
            add(
                .service,
                "the upstreams `\(other)` and `\(name)` both listen at \(plain)",
                at: "local_bind_port",
                severity: .failure
            )
        }
        taken[address] = name
    }

    /// Source: Nomad, nomad/structs/connect.go, ConsulTransparentProxy.Validate.
    private mutating func check(transparentProxy body: HCL.Body, _ group: HCL.Block) {
        let network = group.body.inner("network")?.body
        if let dns = network?.inner("dns"), !dns.body.isEmpty, body.truth("no_dns").or(false) == false {
            add(.service, "transparent_proxy does not go with dns of the network, unless it has no_dns = true")
        }
        let users = [body.value("uid")].compactMap { $0 } + body.list("exclude_uids")
        for user in users {
            guard let text = user.text, !text.isEmpty, UInt16(text) == nil || text.hasPrefix("+") else { continue }
            add(
                .service,
                "transparent_proxy: `\(text)` is no number of a user up to 65535",
                at: "uid",
                "exclude_uids"
            )
        }
        for range in body.list("exclude_outbound_cidrs").compactMap(\.text) {
            let parts = range.split(at: "/", omittingEmptySubsequences: false)
            let isRange =
                parts.count == 2 && JobChecker.isAddress(String(parts[0]))
                && UInt8(parts[1]).map { $0 <= (parts[0].contains(":") ? 128 : 32) } == true
            require(
                isRange,
                .service,
                "transparent_proxy: `\(range)` is no range of addresses such as `10.0.0.0/8`",
                at: "exclude_outbound_cidrs"
            )
        }
        for port in body.list("exclude_inbound_ports").compactMap(\.text) where UInt16(port) == nil {
            require(
                (network?.inners("port") ?? []).contains { $0.label == port && $0.body.has("static") },
                .service,
                "transparent_proxy: `\(port)` is neither a number nor the label of a static port",
                at: "exclude_inbound_ports"
            )
        }
    }

    private mutating func check(sidecar body: HCL.Body, of service: PlacedService, _ owner: String) {
        for check in service.body.inners("check") where check.body.text("type").known == "tcp" {
            within(check) {
                $0.add(
                    .check,
                    "a check of \(owner) asks over tcp, which a service with a sidecar takes for healthy at all times",
                    at: "type"
                )
            }
        }
    }

    /// Source: Nomad, nomad/structs/services.go, ConsulGateway.Validate and what it calls.
    private mutating func check(gateway body: HCL.Body, of service: PlacedService, _ owner: String) {
        let kinds = ["ingress", "terminating", "mesh"].filter { body.inner($0) != nil }
        require(kinds.count == 1, .service, "\(owner): a gateway is one of ingress, terminating and mesh")
        if let ingress = body.inner("ingress") {
            let listeners = ingress.body.inners("listener")
            require(!listeners.isEmpty, .service, "\(owner): ingress has no listener", at: "ingress")
            for listener in listeners { within(listener) { $0.check(listener: listener.body, owner) } }
        }
        if let terminating = body.inner("terminating") {
            let services = terminating.body.inners("service")
            require(!services.isEmpty, .service, "\(owner): terminating has no service", at: "terminating")
            for linked in services { within(linked) { $0.check(linked: linked.body, owner) } }
        }
        if body.inner("mesh") != nil {
            require(service.body.has("port"), .service, "\(owner): a mesh gateway needs a port", at: "mesh")
        }
        guard let proxy = body.inner("proxy") else { return }
        for bind in proxy.body.inners("envoy_gateway_bind_addresses") {
            within(bind) { checker in
                checker.require(!bind.body.text("address").isAbsent, .service, "\(owner): a bind address is empty")
                let port = bind.body.number("port").or(0) ?? 1
                checker.require(port > 0 || port == -1, .service, "\(owner): a bind address has no port", at: "port")
            }
        }
    }

    private mutating func check(listener body: HCL.Body, _ owner: String) {
        require((body.number("port").or(0) ?? 1) > 0, .service, "\(owner): a listener has no port", at: "port")
        let services = body.inners("service")
        require(!services.isEmpty, .service, "\(owner): a listener has no service")
        let isTCP = body.text("protocol").or("tcp") == "tcp"
        for service in services {
            let name = service.body.text("name")
            let hasHosts = !service.body.list("hosts").isEmpty
            within(service) { checker in
                checker.require(!name.isAbsent, .service, "\(owner): a service of a listener has no name")
                checker.require(
                    !isTCP || name.known != "*",
                    .service,
                    "\(owner): a listener over tcp takes no service `*`",
                    at: "name"
                )
                checker.require(
                    !hasHosts || !isTCP && name.known != "*",
                    .service,
                    "\(owner): hosts do not go with tcp, nor with the service `*`",
                    at: "hosts"
                )
            }
        }
    }

    private mutating func check(linked body: HCL.Body, _ owner: String) {
        require(!body.text("name").isAbsent, .service, "\(owner): a service of terminating has no name")
        let hasAuthority = !body.text("ca_file").isAbsent
        let files = ["cert_file", "key_file"].filter { !body.text($0).isAbsent }
        require(
            files.count != 1,
            .service,
            "\(owner): cert_file and key_file go together",
            at: "cert_file",
            "key_file"
        )
        require(
            hasAuthority || files.isEmpty && body.text("sni").isAbsent,
            .service,
            "\(owner): cert_file, key_file and sni need a ca_file",
            at: "cert_file",
            "key_file",
            "sni"
        )
    }
}

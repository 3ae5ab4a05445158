import TestSupport

@testable import ComposeParser

/// Makes Compose projects at random: it walks the table of shapes, so that every attribute occurs, and knows of values
/// that mean something where a random text would only be refused.
struct ProjectGenerator {
    var random: SeededGenerator
    private(set) var serviceNames: [String] = []
    private var networks: [String] = []
    private var volumes: [String] = []
    private var configs: [String] = []
    private var secrets: [String] = []
    private var models: [String] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The files beside the compose file.
    static let files: [String: String] = [
        "/work/project/app.env": "FROM_FILE=1\nOTHER=\"two words\"\n",
        "/work/project/labels.txt": "from.file=yes\n",
        "/work/project/conf/a.conf": "upstream http://s1:8080;\n{{ not a template }}\n",
        "/work/project/conf/sub/b.conf": "x = ${y}\n",
        "/work/project/init.sql": "create table t (x int);\n",
        "/work/project/secret.txt": "hush\n",
        "/work/project/Dockerfile": "FROM scratch\n",
    ]

    /// The environment of the process.
    static let environment = [
        "TAG": "1.2", "PORT": "8081", "HARD": "a\"b\\c\n${HOME}%{x}{{y}}", "EMPTY": "", "NAME": "shop", "BRACE": "{x}",
        "DOLLAR": "cost$", "HOME": "/home/user", "REPLICAS": "2", "MEM": "64m",
    ]

    // MARK: Chance

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func one<Element>(_ items: [Element]) -> Element { items[number(0...(items.count - 1))] }

    mutating func some<Element>(_ items: [Element], atMost count: Int = 3) -> [Element] {
        guard !items.isEmpty else { return [] }
        return Array(items.shuffled(using: &random).prefix(number(1...max(1, min(count, items.count)))))
    }

    // MARK: The project

    mutating func project() -> YAML {
        let names = [
            "web", "db", "api", "s1", "worker", "cache", "Web", "my_app", "a.b", "x-y", "0day", "proxy", "job-1", "db_",
        ]
        serviceNames = Array(names.shuffled(using: &random).prefix(number(1...6)))
        networks = some(["front", "back", "net_1", "outer"])
        volumes = some(["data", "db-data", "v.1", "shared_vol"])
        configs = some(["app_conf", "c2"])
        secrets = some(["pw", "api-key", "s.x"])
        models = chance(10) ? ["llm"] : []
        var top: [(String, YAML)] = []
        if chance(20) { top.append(("version", .text("3.8"))) }
        if chance(10) { top.append(("x-common", .map([("a", .int(1))]))) }
        top.append(
            (
                "services",
                .map(serviceNames.enumerated().map { index, name in (name, service(index)) })
            )
        )
        top.append(("networks", .map(networks.map { ($0, network($0)) })))
        top.append(("volumes", .map(volumes.map { ($0, volume($0)) })))
        top.append(("configs", .map(configs.map { ($0, fileSource(isSecret: false)) })))
        top.append(("secrets", .map(secrets.map { ($0, fileSource(isSecret: true)) })))
        if !models.isEmpty { top.append(("models", .map(models.map { ($0, .map([("model", .text("ai/m"))])) }))) }
        return .map(top)
    }

    private mutating func network(_ name: String) -> YAML {
        if chance(30) { return .null }
        if chance(15) { return .map([("external", .bool(true)), ("name", .text("ext-\(name)"))]) }
        return walked(.network, path: ["networks"], without: ["external", "name"])
    }

    private mutating func volume(_ name: String) -> YAML {
        if chance(30) { return .null }
        if chance(15) { return .map([("external", .bool(true)), ("name", .text("ext-\(name)"))]) }
        return walked(.volume, path: ["volumes"], without: ["external"])
    }

    private mutating func fileSource(isSecret: Bool) -> YAML {
        switch number(0...5) {
        case 0: return .map([("file", .text(one(["./secret.txt", "./init.sql", "./missing.txt"])))])
        case 1: return .map([("environment", .text(one(["TAG", "HARD", "NOT_SET", "EMPTY"])))])
        case 2: return .map([("external", .bool(true))])
        default:
            if isSecret { return .map([("file", .text("./secret.txt"))]) }
            return .map([("content", chance(30) ? .quoted("a=${HARD:-x}\n") : hardText())])
        }
    }

    // MARK: Services

    private mutating func service(_ index: Int) -> YAML {
        guard case .object(let fields) = Shape.service.form else { return .map([]) }
        var entries: [(String, YAML)] = []
        var has: Set<String> = []
        let percent = one([6, 12, 25])
        for key in fields.rows.map(\.key).shuffled(using: &random) {
            guard let field = fields[key] else { continue }
            let usual = ["image", "ports", "environment", "volumes", "depends_on", "healthcheck", "networks", "deploy"]
            let wanted = key == "image" ? 90 : usual.contains(key) ? 35 : percent
            guard chance(wanted), !excluded(key, has) else { continue }
            guard let value = serviceValue(key, field.shape, index) else { continue }
            entries.append((key, value))
            has.insert(key)
        }
        if !has.contains("image"), !has.contains("build"), !has.contains("provider") {
            entries.append(("image", .text("busybox:1")))
        }
        return .map(entries)
    }

    /// Whether Compose takes the attribute beside those that are there already.
    private func excluded(_ key: String, _ has: Set<String>) -> Bool {
        switch key {
        case "network_mode": has.contains("networks") || has.contains("links")
        case "networks", "links": has.contains("network_mode")
        case "provider", "extends", "pre_start", "pull_refresh_after": true
        case "container_name": has.contains("scale") || has.contains("deploy")
        case "scale", "deploy":
            has.contains("container_name") || has.contains("scale") || has.contains("deploy") || has.contains("cpus")
                || has.contains("mem_limit") || has.contains("pids_limit") || has.contains("mem_reservation")
        case "cpus", "mem_limit", "pids_limit", "mem_reservation": has.contains("deploy")
        default: false
        }
    }

    private mutating func serviceValue(_ key: String, _ shape: Shape, _ index: Int) -> YAML? {
        let earlier = Array(serviceNames.prefix(index))
        switch key {
        case "image":
            return one([
                .text("nginx:1"), .text("postgres:16"), .quoted("redis:${TAG:-7}"), .text("localhost:5000/a/b:x"),
                .quoted("${NAME}/x${BRACE}"), .text("example/app@sha256:" + String(repeating: "a", count: 64)),
            ])
        case "depends_on":
            let targets = chance(4) ? serviceNames : earlier
            guard !targets.isEmpty else { return nil }
            if chance(40) { return .texts(some(targets)) }
            let conditions = ["service_started", "service_healthy", "service_completed_successfully"]
            return .map(
                some(targets).map { name in
                    var entry: [(String, YAML)] = [("condition", .text(one(conditions)))]
                    if chance(20) { entry.append(("restart", .bool(true))) }
                    if chance(20) { entry.append(("required", .bool(false))) }
                    return (name, .map(entry))
                }
            )
        case "links":
            guard !earlier.isEmpty else { return nil }
            return .texts(some(earlier).map { chance(50) ? $0 : "\($0):alias-\(number(1...3))" })
        case "volumes_from":
            guard !earlier.isEmpty else { return nil }
            return .texts(some(earlier, atMost: 1).map { chance(50) ? $0 : "\($0):ro" })
        case "network_mode":
            var modes = ["host", "none", "bridge", "container:outside"]
            modes += earlier.map { "service:\($0)" }
            return .text(one(modes))
        case "pid", "ipc":
            var modes = key == "pid" ? ["host"] : ["host", "private", "shareable", "none"]
            if chance(20) { modes += earlier.map { "service:\($0)" } }
            return .text(one(modes))
        case "networks":
            let names = some(networks + ["default"])
            if chance(50) { return .texts(names) }
            guard case .table(let element, _) = shape.form else { return nil }
            return .map(names.map { ($0, chance(30) ? .null : walked(element, path: ["networks", "*"])) })
        case "volumes": return .list((0..<number(1...3)).map { mount($0) })
        case "configs": return grants(configs, shape)
        case "secrets": return grants(secrets, shape)
        case "ports": return .list((0..<number(1...3)).map { _ in port() })
        case "models": return models.isEmpty ? nil : .texts(models)
        case "profiles": return chance(20) ? .texts(["debug"]) : nil
        case "build":
            if chance(30) { return .text(".") }
            return walked(shape, path: ["build"], always: ["context"])
        case "healthcheck":
            return walked(shape, path: ["healthcheck"], always: chance(80) ? ["test"] : [])
        default:
            return value(shape, path: [key])
        }
    }

    private mutating func grants(_ names: [String], _ shape: Shape) -> YAML? {
        guard !names.isEmpty, case .list(let item, _) = shape.form else { return nil }
        return .list(
            some(names).map { name in
                if chance(40) { return .text(name) }
                guard case .map(let entries) = walked(item, path: ["grant"], without: ["source"]) else {
                    return .text(name)
                }
                return .map([("source", .text(name))] + entries)
            }
        )
    }

    private mutating func port() -> YAML {
        if chance(70) {
            return one([
                .text("80"), .int(9000), .text("8080:80"), .quoted("${PORT}:80"), .text("127.0.0.1:5432:5432"),
                .text("53:53/udp"), .text("9000-9003:9000-9003"), .text("7000-7002"), .text("3000-3005:3000"),
                .text("[::1]:6001:6001"), .text("0:443"), .text("10.0.0.1::90"), .text("8443:443/tcp"),
                .text("1000-1400:1000-1400"), .text("9999:99/sctp"), .quoted("${PORT:-8082}:${PORT:-8082}"),
                .text("\(number(1...65535)):\(number(1...65535))"),
            ])
        }
        var entries: [(String, YAML)] = [("target", .int(number(1...65535)))]
        if chance(60) { entries.append(("published", .text(one(["8080", "0", "9100-9105", "\(number(1...65535))"])))) }
        if chance(30) { entries.append(("host_ip", .text(one(["127.0.0.1", "0.0.0.0", "192.168.1.5", "::1"])))) }
        if chance(30) { entries.append(("protocol", .text(one(["tcp", "udp", "sctp"])))) }
        if chance(30) { entries.append(("mode", .text(one(["host", "ingress"])))) }
        if chance(30) { entries.append(("name", .text(one(["web", "metrics port", "x"])))) }
        if chance(30) { entries.append(("app_protocol", .text(one(["http", "grpc"])))) }
        return .map(entries)
    }

    private mutating func mount(_ index: Int) -> YAML {
        let target =
            one(["/data", "/var/lib/x", "/etc/app.conf", "/a b", "/srv/${x}", "/cache"])
            + (index == 0 ? "" : "\(index)")
        let modes = ["", ":ro", ":rw", ":z", ":ro,Z", ":cached"]
        switch number(0...8) {
        case 0, 1: return .text("\(one(volumes)):\(target)\(one(modes))")
        case 2:
            let source = one(["./conf", "./init.sql", "./missing", "./conf/a.conf", "../out", "~/x", "./conf/sub"])
            return .text("\(source):\(target)\(one(modes))")
        case 3:
            let source = one(["/var/run/docker.sock", "/etc/localtime", "/mnt/big", "/proc"])
            return .text("\(source):\(target)\(one(modes))")
        case 4: return .text(target)
        case 5:
            return .map([
                ("type", .text("tmpfs")), ("target", .text(target)), ("tmpfs", .map([("size", .text("64m"))])),
            ])
        default:
            let type = one(["volume", "bind", "tmpfs", "bind", "volume", "image", "npipe", "cluster"])
            guard case .map(let walkedEntries) = walked(.mount, path: ["mount"], without: ["type", "source", "target"])
            else { return .text(target) }
            var entries: [(String, YAML)] = [("type", .text(type)), ("target", .text(target))]
            switch type {
            case "volume": if chance(80) { entries.append(("source", .text(one(volumes)))) }
            case "bind": entries.append(("source", .text(one(["./conf", "/mnt/x", "./missing", "./init.sql"]))))
            case "tmpfs": break
            default: entries.append(("source", .text("something")))
            }
            entries += walkedEntries.filter {
                ["bind", "volume", "tmpfs", "image"].contains($0.0) ? $0.0 == type : true
            }
            return .map(entries)
        }
    }

    // MARK: The table

    /// A value of the shape; objects take some of their fields.
    private mutating func walked(
        _ shape: Shape,
        path: [String],
        without left: Set<String> = [],
        always: Set<String> = []
    ) -> YAML {
        guard case .object(let fields) = shape.form else { return .map([]) }
        var entries: [(String, YAML)] = []
        for field in fields.rows where !left.contains(field.key) {
            let key = field.key
            guard fields.required.contains(key) || always.contains(key) || chance(40) else { continue }
            if let value = value(field.shape, path: path + [key]) { entries.append((key, value)) }
        }
        return .map(entries.shuffled(using: &random))
    }

    private mutating func value(_ shape: Shape, path: [String]) -> YAML? {
        if let known = knownValue(path) { return known }
        if let rule = shape.rule, case .oneOf(let words) = rule, shape.scalars.contains(.string) {
            return .text(one(words))
        }
        switch shape.form {
        case .scalar(let scalar): return self.scalar(scalar, shape, path)
        case .words: return command()
        case .list(let item, _):
            if shape.short == .item, chance(30), let value = value(item, path: path + ["[]"]) { return value }
            var items: [YAML] = []
            for _ in 0..<number(1...2) {
                guard let next = value(item, path: path + ["[]"]) else { continue }
                if !items.contains(where: { $0.document() == next.document() }) { items.append(next) }
            }
            return .list(path.last == "capabilities" ? [.text("gpu")] : items)
        case .object: return walked(shape, path: path)
        case .table(let element, _):
            return .map(
                some(["nofile", "one", "two"]).compactMap { name in
                    value(element, path: path + ["*"]).map { (name, $0) }
                }
            )
        case .pairs(let pairs):
            let keys = some(["KEY", "a.b", "x-y", "HOME", "k k", "traefik.enable", "PATH_", "PORT", "Ω"])
            if pairs.allowsList, chance(30) {
                return .list(keys.map { .text(chance(20) && !pairs.requiresValue ? $0 : "\($0)=\(text())") })
            }
            return .map(
                keys.map { key in
                    if pairs.values.contains(.null), chance(10) { return (key, .null) }
                    if pairs.values.contains(.integer), chance(15) { return (key, .int(number(0...99))) }
                    return (key, string())
                }
            )
        case .hosts: return .texts(some(["a=10.0.0.1", "b:192.168.0.1", "c=host-gateway", "d=::1", "e=[::2]"]))
        case .any: return .int(1)
        }
    }

    private mutating func scalar(_ scalar: Shape.Scalar, _ shape: Shape, _ path: [String]) -> YAML {
        switch scalar {
        case .string:
            if !shape.scalars.contains(.string) { return .int(number(0...99)) }
            return string()
        case .bool: return .bool(chance(50))
        case .integer(let range):
            var (low, high) = (max(range.lowerBound, -1), min(range.upperBound, 5000))
            if case .between(let least, let most) = shape.rule { (low, high) = (max(low, least), min(high, most)) }
            if chance(5) { return .int(low) }
            return .int(number(low...max(low, high)))
        case .float:
            if case .between = shape.rule { return .int(number(0...100)) }
            return .plain(one(["0.5", "1", "0.25", "2.75", "0", "0.01"]))
        case .duration: return .text(one(["10s", "1m30s", "500ms", "2h", "0s", "1us", "1d", "90s", "5m"]))
        case .bytes:
            if !shape.scalars.contains(.string) { return .int(number(0...1_000_000)) }
            return .text(one(["64m", "1g", "6m", "512k", "1048576", "128mb", "2gb", "0"]))
        case .fileMode: return one([.plain("0440"), .plain("0o777"), .text("0400"), .int(292)])
        case .deviceCount: return one([.int(1), .text("all"), .int(2)])
        }
    }

    /// Values that a random text would not do for.
    private mutating func knownValue(_ path: [String]) -> YAML? {
        let texts: [String]
        switch path.joined(separator: ".") {
        case "restart": texts = ["always", "no", "on-failure", "on-failure:3", "unless-stopped", "on-failure:0"]
        case "command", "entrypoint", "post_start.[].command", "pre_stop.[].command": return command()
        case "container_name": texts = ["my-container", "c_1", "shop.x"]
        case "hostname": texts = ["host", "host.example.org", "a_b", "-x-"]
        case "domainname": texts = ["example.org"]
        case "user": texts = ["1000", "1000:1000", "nobody", "www-data:www-data"]
        case "stop_signal": texts = ["SIGINT", "15", "TERM", "SIGRTMIN+3", "sigquit"]
        case "stop_grace_period": texts = ["1s", "30s", "5m", "2h", "0s"]
        case "mac_address", "networks.*.mac_address": texts = ["02:42:ac:11:65:43"]
        case "networks.*.ipv4_address": texts = ["172.16.238.10"]
        case "networks.*.ipv6_address": texts = ["2001:db8::10"]
        case "networks.*.aliases.[]": texts = ["db.internal", "alias", "web", "UPPER", "under_score"]
        case "networks.ipam.config.[].subnet": texts = ["172.28.0.0/16", "2001:db8::/64"]
        case "networks.ipam.config.[].gateway", "networks.ipam.config.[].ip_range": return nil
        case "networks.driver": texts = ["bridge", "overlay", "macvlan", "host"]
        case "volumes.driver": texts = ["local", "nfs", "rexray/ebs"]
        case "platform", "build.platforms.[]": texts = ["linux/amd64", "linux/arm64/v8", "windows/amd64"]
        case "pull_policy": texts = ["always", "never", "missing", "if_not_present", "build", "daily", "every_12h"]
        case "cpuset": texts = ["0-3", "0,1"]
        case "user_ns", "userns_mode", "uts", "cgroup": texts = ["host"]
        case "runtime": texts = ["runc", "nvidia", "kata"]
        case "expose.[]": texts = ["80", "8000-8005", "53/udp", "9090/tcp", "3000"]
        case "devices": texts = []; return .texts(some(["/dev/fuse", "/dev/sda:/dev/xvda:rw", "/dev/null:/dev/x"]))
        case "device_cgroup_rules.[]": texts = ["c 1:3 mr", "a *:* rwm"]
        case "dns", "dns.[]": texts = ["8.8.8.8", "1.1.1.1", "::1"]
        case "dns_search", "dns_search.[]": texts = ["example.org", "."]
        case "dns_opt.[]": texts = ["ndots:2", "use-vc"]
        case "tmpfs", "tmpfs.[]": texts = ["/run", "/tmp:size=64m,mode=1777", "/x:noexec,size=1g", "/run/a"]
        case "cap_add.[]", "cap_drop.[]": texts = ["NET_ADMIN", "ALL", "CAP_CHOWN", "sys_ptrace"]
        case "security_opt.[]": texts = ["no-new-privileges:true", "seccomp:unconfined", "label=disable"]
        case "env_file": return one([.text("app.env"), .texts(["app.env"])])
        case "label_file", "label_file.[]": texts = ["labels.txt"]
        case "logging.driver": texts = ["json-file", "syslog", "none", "local", "fluentd"]
        case "healthcheck.test": return healthTest()
        case "healthcheck.retries": return .int(number(0...10))
        case "deploy.mode": texts = ["replicated", "global", "replicated-job", "global-job"]
        case "deploy.replicas", "scale": return one([.int(number(0...4)), .quoted("${REPLICAS}"), .int(1)])
        case "deploy.endpoint_mode": texts = ["vip", "dnsrr"]
        case "deploy.restart_policy.condition": texts = ["none", "on-failure", "any"]
        case "deploy.update_config.failure_action": texts = ["continue", "rollback", "pause"]
        case "deploy.rollback_config.failure_action": texts = ["continue", "pause"]
        case "deploy.placement.constraints.[]":
            texts = [
                "node.role == manager", "node.labels.zone!=a", "node.hostname == h1", "engine.labels.x == y", "odd",
            ]
        case "deploy.placement.preferences.[].spread": texts = ["node.labels.zone", "node.hostname", "x"]
        case "deploy.placement.max_replicas_per_node": return .int(number(1...3))
        case "gpus": return one([.text("all"), .list([.map([("count", .int(1)), ("driver", .text("nvidia"))])])])
        case "deploy.resources.limits.memory", "deploy.resources.reservations.memory", "mem_limit", "mem_reservation":
            return path.first == "mem_limit" && chance(20)
                ? .quoted("${MEM}") : .text(one(["64m", "1g", "4m", "1b", "300k"]))
        case "deploy.resources.reservations.devices.[].device_ids", "deploy.resources.reservations.devices.[].count":
            return nil
        case "credential_spec":
            return .map([
                one([("file", .text("spec.json")), ("registry", .text("r")), ("config", .text(one(configs)))])
            ])
        case "storage_opt": return .map([("size", .text("1G"))])
        case "sysctls":
            return one([
                .map([("net.core.somaxconn", .int(1024))]), .texts(["kernel.msgmax=65536", "net.ipv4.ip_forward=1"]),
            ])
        case "external_links.[]": texts = ["other_db", "other:alias"]
        case "ulimits":
            return .map([
                ("nofile", one([.int(1024), .map([("soft", .int(1)), ("hard", .int(2))])])), ("nproc", .int(65535)),
            ])
        case "grant.target": texts = ["/etc/x.conf", "name", "sub/name", "/run/secrets/other"]
        case "grant.uid", "grant.gid": texts = ["0", "1000", chance(10) ? "root" : "103"]
        case "mount.consistency": texts = ["cached"]
        case "mount.bind.propagation": texts = ["rshared", "rslave", "private", "shared"]
        case "mount.volume.subpath", "mount.image.subpath": texts = ["sub/dir"]
        case "mount.tmpfs.mode": return .int(1023)
        case "build.context", "develop.watch.[].path": texts = [".", "./conf"]
        case "build.additional_contexts": return .map([("base", .text("./conf"))])
        case "build.secrets": return .texts(some(secrets))
        case "build.network": texts = ["host", "none"]
        case "build.ulimits": return .map([("nofile", .int(1024))])
        case "build.dockerfile_inline": return nil
        case "models": return nil
        default: return nil
        }
        return .text(one(texts))
    }

    private mutating func healthTest() -> YAML {
        one([
            .text("curl -f http://localhost:8080/health || exit 1"), .text("exit 0"),
            .texts(["CMD", "curl", "-f", "http://localhost"]), .texts(["CMD-SHELL", "pg_isready -U $${X} \"q\""]),
            .texts(["NONE"]), .texts(["CMD", "wget", "-qO-", "https://127.0.0.1:8443/a?b=c"]),
            .texts(["CMD-SHELL", "nc -z localhost 80"]), .texts(["CMD"]), .texts(["CMD", text(), text()]),
            .quoted("curl -fsS http://localhost:${PORT}/"), .text("NONE"), .texts(["CMD-SHELL", text()]), .list([]),
        ])
    }

    private mutating func command() -> YAML {
        one([
            .text("run --fast \"a b\""), .texts(["sh", "-c", "echo ${HOME} && exec x"]), .list([]), .text(""), .null,
            .quoted("serve --port ${PORT} --host ${NAME:-db}"), .texts([text(), text()]), .quoted("x ${TAG}"),
            .list([.quoted("${HARD}"), .quoted("${DOLLAR}${BRACE}"), .quoted("$${x}${EMPTY}")]),
            .texts(["--upstream=http://web:3000", "tcp://db:5432"]),
        ])
    }

    // MARK: Texts

    private mutating func text() -> String {
        switch number(0...5) {
        case 0: String(HardText.make(using: &random).prefix(200).filter { $0 != "\0" })
        case 1: one(["http://web:8080/x", "postgres://u:p@db:5432/x", "redis:6379", "cache"])
        case 2: one(["", " ", "x y", "true", "0", "null", "a=b", "a:b", "/path", "ü", "-"])
        default: one(["value", "1", "abc", "some-text", "10.0.0.1", "name.example.org"])
        }
    }

    private mutating func hardText() -> YAML {
        .text(String(HardText.make(using: &random).prefix(400).filter { $0 != "\0" }))
    }

    private mutating func string() -> YAML {
        if chance(15) {
            return .quoted(one(["${TAG}", "x${HARD}y", "${EMPTY:-d}", "${NOT_SET-d{}", "${BRACE}", "${NAME:?}"]))
        }
        return .text(text())
    }
}

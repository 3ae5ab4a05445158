@testable import NomadEmitter
import Testing

/// What Docker or Nomad would refuse, or mount over, is said at its place.
@Suite struct RefusalTests {
    private func convert(_ body: String) throws -> Converting {
        try Converting("name: shop\nservices: {a: {image: example/a, \(body)}}")
    }

    private func found(_ body: String, _ kind: ConversionIssue) throws -> [String] {
        try convert(body).diagnostics.filter { $0.id == kind.rawValue }.map { "\($0.message) \($0.hint ?? "")" }
    }

    @Test(arguments: [
        ("restart: allways", "always"), ("restart: 'on-failure:x'", "on-failure"), ("restart: 'always:3'", "always"),
        ("cap_add: [NET_ADMNI]", "NET_ADMIN"), ("cap_drop: [everything]", ""), ("ipc: sharable", "shareable"),
        ("security_opt: [secomp]", "seccomp"), ("ulimits: {nofiles: 4}", "nofile"),
        ("logging: {driver: jsonfile}", "json-file"),
        ("logging: {driver: local, options: {max-sise: 3m}}", "max-size"),
    ])
    func wordsThatDockerRefuses(body: String, meant: String) throws {
        let said = try found(body, .refusedByDocker)
        #expect(said.count == 1)
        #expect(said.first?.hasSuffix(meant.isEmpty ? " " : "did you mean \(meant)?") == true)
    }

    /// The Engine's answer stands beside each.
    @Test(arguments: [
        // invalid --security-opt 1, and 2
        "security_opt: [foo]", "security_opt: ['no-new-privileges:maybe']",
        // sysctl "vm.max_map_count" is not in a separate kernel namespace
        "sysctls: {vm.max_map_count: 262144}",
        // invalid mount path: mount path must be absolute
        "volumes: ['/x:rel']", "volumes: [{type: tmpfs, target: x}]",
        // the working directory 'rel' is invalid, it needs to be an absolute path
        "working_dir: ./rel",
        // invalid tmpfs option, and mount: invalid argument
        "tmpfs: ['/x:foo=1']", "tmpfs: ['/x:size']", "tmpfs: ['/x:size=64mb']", "tmpfs: ['/x:mode=999']",
        "tmpfs: ['/x:nosuid,,noexec']", "tmpfs: ['/x:uid=a']",
        // error setting rlimit type 7: invalid argument
        "ulimits: {nofile: {soft: 4, hard: 2}}", "ulimits: {nofile: {soft: -1, hard: 2}}",
        // Invalid value foo for cpuset cpus: invalid format
        "cpuset: foo", "cpuset: '0-1,'", "cpuset: '1-0'", "cpuset: '0, 1'",
        // Minimum memory limit allowed is 6MB
        "mem_limit: 6291455b", "mem_reservation: 1m", "deploy: {resources: {limits: {memory: 1m}}}",
        // Minimum memory limit can not be less than memory reservation limit
        "mem_limit: 100m, mem_reservation: 200m",
        // CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s, CPU cfs quota can not be less than 1ms
        "cpus: .inf", "cpus: 1e300", "cpu_period: 10", "cpu_period: -5", "cpu_quota: 10",
        // SHM size can not be less than 0
        "shm_size: -1",
        // HostConfig.DNS holds addresses
        "dns: [resolver]", "dns: ['1.1.1.1:53']",
        // invalid IP address in add-host
        "extra_hosts: ['db:other']",
        // invalid MAC address
        "mac_address: '02:42'",
        // max-size must be a positive number, invalid size, and strconv.Atoi
        "logging: {options: {max-size: '0'}}", "logging: {driver: local, options: {max-size: x}}",
        "logging: {driver: json-file, options: {max-file: ''}}",
        "logging: {driver: json-file, options: {max-file: '0'}}",
        // compress cannot be true when max-file is less than 2 or max-size is not set
        "logging: {driver: json-file, options: {compress: 'true'}}",
        "logging: {driver: local, options: {compress: maybe}}",
        // logging mode not supported, max-buffer-size option is only supported with 'mode=non-blocking'
        "logging: {driver: syslog, options: {mode: fast}}", "logging: {driver: local, options: {max-buffer-size: 4m}}",
        // syslog-address should be in form proto://address, gelf-address is a required parameter
        "logging: {driver: syslog, options: {syslog-address: host}}", "logging: {driver: gelf}",
        // must specify a value for log opt 'awslogs-group'
        "logging: {driver: awslogs}",
        // unknown log opt 'max-size' for journald log driver
        "logging: {driver: journald, options: {max-size: 1m}}",
        // plugin "loki" not found
        "logging: {driver: loki}",
    ])
    func whatDockerRefuses(body: String) throws {
        #expect(try found(body, .refusedByDocker).count == 1)
    }

    @Test(arguments: [
        "restart: 'no'", "restart: 'on-failure:3'", "restart: unless-stopped", "cap_add: [cap_net_raw, sys_time, ALL]",
        "ipc: shareable", "ipc: host", "security_opt: [no-new-privileges, 'seccomp:unconfined', 'label=user:x']",
        "security_opt: ['no-new-privileges:true', systempaths=unconfined, apparmor=unconfined]",
        "sysctls: {net.core.somaxconn: 1024, kernel.shmmax: 1, fs.mqueue.msg_max: 5}", "working_dir: /app",
        "volumes: ['/x:/y:ro', {type: tmpfs, target: /z}]",
        "tmpfs: ['/x', '/y:', '/z:rw,noexec,size=50%,mode=1777,uid=1000,gid=5,nr_inodes=4k']",
        "ulimits: {nofile: 4, NPROC: 3, core: {soft: 0, hard: -1}, as: -1}", "cpuset: '0-2,4'", "cpuset: ''",
        "mem_limit: 6m", "mem_limit: 0", "mem_limit: 200m, mem_reservation: 200m", "shm_size: 1k",
        "cpu_period: 0, cpu_quota: 50000", "cpu_quota: -1",
        "dns: [1.1.1.1, '2001:db8::1']", "extra_hosts: ['db:10.0.0.1', 'me:host-gateway', 'six:[::1]']",
        "mac_address: '02:42:ac:11:00:02'", "logging: {driver: none, options: {x: y}}",
        "logging: {options: {max-size: 10 MB, max-file: '3', compress: 'true', tag: x, cache-disabled: 'true'}}",
        "logging: {driver: local, options: {mode: non-blocking, max-buffer-size: 4m, compress: 'false'}}",
        "logging: {driver: syslog, options: {syslog-address: 'tcp://h:514', syslog-format: rfc5424}}",
        "logging: {driver: splunk, options: {splunk-token: x, anything: y}}", "isolation: default",
    ])
    func whatDockerTakes(body: String) throws {
        #expect(try found(body, .refusedByDocker) == [])
    }

    @Test(arguments: [
        "nginx", "nginx:1.27", "a/b/c:1", "a__b", "a---b", "a_b.c-d__e", "A.b/c", "localhost:5000/a", "[::1]:5000/a",
        "a:1@sha256:\(String(repeating: "0", count: 64))", "sha256:\(String(repeating: "f", count: 64))", "a:80",
        "a:\(String(repeating: "x", count: 128))", "foo.bar",
    ])
    func imagesThatDockerTakes(image: String) {
        #expect(EngineWords.isImage(image))
    }

    @Test(arguments: [
        "a b", "UPPER", "a/B", "a:", "a:b:c", "a:-x", "a___b", "a..b", "a-", "-a", "a//b", "/a", "a/", "http://a/b",
        "a.b:x/c", "a-.b/c", "a@sha256:abc", "a@md5:\(String(repeating: "0", count: 32))", "é", " a", "a_-b",
        "a_b:80/c",
        "a@sha256:\(String(repeating: "A", count: 64))", "a:\(String(repeating: "x", count: 129))",
        String(repeating: "x", count: 256),
    ])
    func imagesThatDockerRefuses(image: String) {
        #expect(!EngineWords.isImage(image))
        #expect(throws: (any Error).self) { try Converting("name: shop\nservices: {a: {image: '\(image)'}}") }
    }

    /// What no job can say is an error, and no fault of the conversion.
    @Test(arguments: [
        ("devices: ['']", "no path"), ("devices: [':']", "no path"),
        ("post_start: [{command: ['', x]}]", "names no program"),
        ("ports: [{target: 65536}]", "between 1 and 65535"), ("ports: [{target: 0}]", "between 1 and 65535"),
    ])
    func whatDockerRefusesAndNoJobCanSay(body: String, said: String) {
        let conversion = Conversion(of: "services: {a: {image: example/a, \(body)}}", project: "shop")
        #expect(conversion.diagnostics.all.filter { $0.severity == .error }.map(\.id) == ["refused-by-docker"])
        #expect(conversion.diagnostics.all.contains { $0.message.contains(said) && $0.range.isKnown })
    }

    /// What once ended in an `invalid-job`, or in a trap.
    @Test(arguments: [
        "volumes: ['/etc/hosts:/etc/hosts:ro']", "pre_start: [{image: '', command: x}]", "gpus: [{capabilities: ['']}]",
        "healthcheck: {test: x, timeout: 100000h, interval: 1000000h, retries: 99999999}",
        "gpus: [{count: 9223372036854775807}, {count: 9223372036854775807}]",
    ])
    func whatNomadTakesInAnotherForm(body: String) {
        for network in ConversionOptions.Network.allCases {
            var options = ConversionOptions()
            options.network = network
            let text =
                "services: {a: {image: example/a, \(body)}, b: {image: c, depends_on: {a: {condition: service_healthy}}}}"
            let conversion = Conversion(of: text, project: "shop", options: options)
            #expect(conversion.diagnostics.all.filter { $0.severity == .error } == [])
        }
    }

    /// A variable may have another value when the job runs.
    @Test func anImageWithoutItsVariable() throws {
        let said = try Converting("name: shop\nservices: {a: {image: 'nginx:${TAG}'}}").diagnostics
        #expect(said.filter { $0.id == "refused-by-docker" }.map(\.severity) == [.warning])
    }

    /// What the name of a volume is made into: a folder on a node, and a file.
    @Test(arguments: [
        ("{vol: {name: ../../etc}}", "vol:/d", "the volume name `../../etc`"),
        ("{vol: {}}", "{type: volume, source: vol, target: /d, volume: {subpath: ../x}}", "the subpath `../x`"),
        ("{vol: {name: \"a\\nb\"}}", "vol:/d", "the volume name `a\nb`"),
    ])
    func volumesThatLeaveTheirFolder(definition: String, mount: String, said: String) {
        let conversion = Conversion(
            of: "{services: {a: {image: example/a, volumes: [\(mount)]}}, volumes: \(definition)}",
            project: "shop"
        )
        #expect(conversion.deployment == nil)
        #expect(
            conversion.diagnostics.all.contains {
                $0.id == "refused-by-docker" && $0.severity == .error && $0.message == "Docker refuses \(said)"
            }
        )
    }

    @Test(arguments: ["SIGRTMIN+3", "SIGPWR", "SIGFOO", "77"])
    func signalsThatNoNodeHas(signal: String) throws {
        #expect(try convert("stop_signal: '\(signal)'").task("a").killSignal == nil)
        #expect(try found("stop_signal: '\(signal)'", .signalLost).first?.contains(signal) == true)
    }

    @Test(arguments: [("15", "SIGTERM"), ("usr1", "SIGUSR1"), ("SIGINT", "SIGINT")])
    func signalsOfNodes(signal: String, name: String) throws {
        #expect(try convert("stop_signal: '\(signal)'").task("a").killSignal == Interpolated(name))
    }

    @Test(arguments: ["/secrets", "/local/x", "/alloc/", "/etc/resolv.conf", "/etc/hosts"])
    func targetsThatAreTaken(target: String) throws {
        #expect(try found("volumes: ['data:\(target)']}}\nvolumes: {data: {}, x: {", .takenTarget).count == 1)
    }

    @Test func otherTargets() throws {
        #expect(try found("volumes: ['data:/locale']}}\nvolumes: {data: {}, x: {", .takenTarget) == [])
    }

    /// To Docker 0 is 100 milliseconds.
    @Test func aQuotaOfNoPeriod() throws {
        #expect(try convert("cpu_quota: 50000, cpu_period: 0").jobs[0].hcl().contains("floor(var.cpu_mhz * 0.5)"))
    }

    @Test(arguments: ["cpus: .inf", "cpus: 1e300", "cpu_shares: 9223372036854775807"])
    func figuresThatNoNodeHas(body: String) throws {
        #expect(try !convert(body).jobs[0].hcl().contains("inf"))
    }

    @Test(arguments: [
        ("stop_grace_period: -1s", #"kill_timeout = "30s""#), ("scale: -1", "count = 0"),
        ("deploy: {replicas: -2}", "count = 0"),
    ])
    func figuresBelowZeroAreRaised(body: String, written: String) throws {
        #expect(try found(body, .figureRaised).count == 1)
        #expect(try convert(body).jobs[0].hcl().split(separator: " ").joined(separator: " ").contains(written))
    }

    @Test func smallFiguresAreRaised() throws {
        let body = "mem_limit: 8m, cpus: 0.0001"
        #expect(try found(body, .figureRaised).count == 1)
        let conversion = try convert(body)
        #expect(conversion.jobs[0].hcl().contains("max(1, floor(var.cpu_mhz * 0.0001))"))
        #expect(conversion.jobs[0].apiJob().text().contains("\"CPU\": 1"))
    }
}

@testable import NomadEmitter
import Testing

/// One test per rule that Nomad enforces: each breaks one rule of a valid job.
@Suite struct ValidatorTests {
    private func found(_ jobspec: Jobspec) -> [String] {
        JobspecValidator.findings(in: jobspec).map { "\($0.rule.rawValue): \($0.message.afterPlace)" }
    }

    private func label(_ name: String) -> PortLabel { PortLabel(sanitizing: name) }

    @Test func validJob() {
        #expect(found(Sample.job()) == [])
        #expect(found(Sample.withService { _ in }) == [])
    }

    @Test func messageNamesThePlace() {
        let finding = JobspecValidator.findings(in: Sample.withTask { $0.resources?.cpu = 0 }).first
        #expect(finding?.message == #"job `shop`, group `web`, task `web`: cpu or cores is at least 1, not 0"#)
        #expect(finding?.group?.rawValue == "web")
        #expect(finding?.task?.rawValue == "web")
        #expect(finding?.severity == .error)
    }

    @Test func variables() {
        var jobspec = Sample.withTask { $0.user = .variable("A") }
        #expect(found(jobspec) == [#"variable: variable `A` is used but not declared"#])
        jobspec.variables = [.init(name: "A"), .init(name: "A"), .init(name: "B")]
        #expect(
            found(jobspec) == [
                #"variable: variable `A` is declared twice"#,
                #"unused-variable: variable `B` is declared but not used"#,
            ]
        )
        jobspec.variables = [.init(name: "A", type: .number, default: .string("x"))]
        #expect(found(jobspec) == [#"variable: the default of variable `A` is no number"#])
    }

    @Test func priority() {
        #expect(found(Sample.job { $0.priority = 101 }) == ["range: priority is between 0 and 100, not 101"])
    }

    @Test func groups() {
        #expect(found(Sample.job { $0.groups = [] }) == ["main-task: there is no group"])
        #expect(
            found(Sample.job { $0.groups = [Sample.group(), Sample.group()] })
                == [#"unique-name: two groups are named `web`"#]
        )
        #expect(found(Sample.withGroup { $0.count = -1 }) == ["range: count is at least 0, not -1"])
    }

    @Test func tasks() {
        #expect(
            found(Sample.withGroup { $0.tasks = [Sample.task(), Sample.task()] })
                == [#"unique-name: two tasks are named `web`"#]
        )
        #expect(
            found(Sample.withTask { $0.lifecycle = .init(hook: .prestart) })
                == ["main-task: each task has a lifecycle: no main task is left"]
        )
        #expect(
            found(
                Sample.withGroup { group in
                    group.tasks = ["a", "b"].map { Sample.task($0) { $0.leader = true } }
                }
            ) == ["main-task: more than one task is the leader"]
        )
    }

    @Test func jobTypes() {
        #expect(
            found(Sample.withGroup(type: .system) { $0.count = 2 })
                == ["job-type: a system job has a count of 1 at most"]
        )
        #expect(
            found(Sample.withGroup(type: .system) { $0.affinities = [Everything.affinity] })
                == ["job-type: a system job takes no affinity"]
        )
        #expect(
            found(Sample.withGroup(type: .system) { $0.spreads = [Everything.spread] })
                == ["job-type: a system job takes no spread"]
        )
        #expect(
            found(Sample.withGroup(type: .sysbatch) { $0.reschedule = .init(attempts: 0, unlimited: true) })
                == ["job-type: a sysbatch job takes no reschedule"]
        )
        #expect(
            found(Sample.withGroup(type: .batch) { $0.update = .init(maxParallel: 1) })
                == ["job-type: a batch job takes no update"]
        )
        #expect(
            found(Sample.withGroup(type: .system) { $0.migrate = .init(maxParallel: 1) })
                == ["job-type: a system job takes no migrate"]
        )
        #expect(
            found(Sample.withGroup { $0.maxRunDuration = .hours(1) })
                == ["job-type: max_run_duration is for batch and sysbatch jobs only"]
        )
        #expect(
            found(Sample.job { $0.periodic = .init(crons: ["* * * * *"]) })
                == ["job-type: periodic is for batch and sysbatch jobs only"]
        )
        #expect(
            found(Sample.job { $0.parameterized = .init() })
                == ["job-type: parameterized is for batch and sysbatch jobs only"]
        )
    }

    @Test func resources() {
        #expect(
            found(Sample.withTask { $0.resources?.cores = 1 }) == [
                "resources: cpu and cores cannot both be given"
            ]
        )
        #expect(
            found(Sample.withTask { $0.resources?.memory = 9 }) == ["range: resources.memory is at least 10, not 9"]
        )
        #expect(
            found(Sample.withTask { $0.resources?.memoryMax = 32 })
                == ["resources: memory_max (32) is less than memory (64)"]
        )
    }

    @Test func logs() {
        #expect(
            found(Sample.withTask { $0.logs = .init(maxFiles: 30) })
                == ["logs: 30 log files of 10 MB do not fit the ephemeral disk of 300 MB"]
        )
        // Nomad 2.0.5: log storage (300 MB) must be less than requested disk capacity (300 MB)
        #expect(
            found(Sample.withTask { $0.logs = .init(maxFiles: 30, disabled: true) })
                == ["logs: 30 log files of 10 MB do not fit the ephemeral disk of 300 MB"]
        )
    }

    @Test func ports() {
        func ports(_ ports: Jobspec.Port...) -> [String] {
            found(Sample.withGroup { $0.network = .init(ports: ports) })
        }
        #expect(
            ports(.init(label: label("a")), .init(label: label("a"))) == [
                #"ports: two ports are labelled `a`"#
            ]
        )
        #expect(
            ports(.init(label: label("a"), staticPort: 80), .init(label: label("b"), staticPort: 80))
                == [#"ports: ports `a` and `b` both take port 80 of the node"#]
        )
        #expect(
            ports(
                .init(label: label("a"), staticPort: 80),
                .init(label: label("b"), staticPort: 80, hostNetwork: "public")
            ) == []
        )
        #expect(
            ports(.init(label: label("a"), staticPort: 65536))
                == [#"range: network.port `a`.static is at most 65535, not 65536"#]
        )
        #expect(
            ports(.init(label: label("a"), to: -2)) == [#"range: network.port `a`.to is between -1 and 65535, not -2"#]
        )
    }

    @Test func hostname() {
        #expect(
            found(Sample.withGroup { $0.network = .init(mode: .bridge, hostname: "a..b") })
                == [#"hostname: `a..b` is no DNS name"#]
        )
    }

    @Test func services() {
        let service = Jobspec.Service(name: ServiceName(sanitizing: "s"), port: .label(Sample.port))
        #expect(
            found(
                Sample.withGroup { group in
                    group.services = [service]
                    group.tasks[0].services = [service]
                    group.tasks[0].services[0].provider = .nomad
                }
            ) == ["service: the services use both Consul and Nomad: one provider per group"]
        )
        #expect(
            found(Sample.withGroup { $0.services = [service, service] })
                == [#"service: service `s` is registered twice for port `http`"#]
        )
        #expect(
            found(Sample.withService { $0.addressMode = .driver })
                == [#"service: service `shop` of the group cannot use address_mode `driver`"#]
        )
        #expect(
            found(
                Sample.withTask { task in
                    task.services = [service]
                    task.services[0].addressMode = .alloc
                }
            ) == [#"service: service `s` of a task cannot use address_mode `alloc`"#]
        )
        #expect(
            found(Sample.withService { $0.port = .label(label("x")) })
                == [#"undefined-port: service `shop` uses port `x`, which the group does not have"#]
        )
        #expect(
            found(Sample.withService { $0.task = TaskName(sanitizing: "x") })
                == [#"service: service `shop` names task `x`, which the group does not have"#]
        )
    }

    @Test func serviceMesh() {
        #expect(
            found(
                Sample.withService { service in
                    service.connect = .native
                    service.provider = .nomad
                }
            ) == [#"service: service `shop`: connect needs provider `consul`"#]
        )
        #expect(
            found(
                Sample.withTask { task in
                    task.services = [
                        .init(name: ServiceName(sanitizing: "s"), port: .label(Sample.port), connect: .native)
                    ]
                }
            ) == [#"service: service `s`: connect is for services of groups only"#]
        )
        #expect(
            found(
                Sample.withGroup { group in
                    group.network?.mode = .bridge
                    group.services = [
                        .init(
                            name: ServiceName(sanitizing: "s"),
                            port: .label(Sample.port),
                            checks: [.init(kind: .tcp, interval: .seconds(1), timeout: .seconds(1))],
                            connect: .sidecar(.init())
                        )
                    ]
                }
            ) == [
                #"check: a check of service `s` asks over tcp, which a service with a sidecar takes for healthy at all times"#
            ]
        )
    }

    @Test func checks() {
        #expect(
            found(Sample.withCheck(.tcp) { $0.interval = .milliseconds(500) })
                == [#"range: service `shop`.check.interval is at least 1s, not 500ms"#]
        )
        #expect(
            found(Sample.withCheck(.tcp) { $0.timeout = .milliseconds(500) })
                == [#"range: service `shop`.check.timeout is at least 1s, not 500ms"#]
        )
        #expect(
            found(Sample.withCheck(.http(.init(path: "http://a/b"))))
                == [#"check: a check of service `shop` asks for `http://a/b`: the path must be relative"#]
        )
        #expect(
            found(Sample.withCheck(.script(command: "true")))
                == [#"check: a check of service `shop` of the group runs a script and must name its task"#]
        )
        #expect(found(Sample.withCheck(.script(command: "true", task: TaskName(sanitizing: "web")))) == [])
        #expect(
            found(
                Sample.withService { service in
                    service.port = nil
                    service.checks = [.init(kind: .tcp, interval: .seconds(1), timeout: .seconds(1))]
                }
            ) == [#"check: a check of service `shop` has no port, and its service has none"#]
        )
        #expect(
            found(Sample.withCheck(.tcp) { $0.port = .label(label("x")) })
                == [#"undefined-port: a check of service `shop` uses port `x`, which the group does not have"#]
        )
        #expect(
            found(Sample.withCheck(.tcp) { $0.initialStatus = "good" })
                == [#"range: service `shop`.check.initial_status is passing, warning or critical, not `good`"#]
        )
    }

    @Test func checksOfNomad() {
        let prefix = #"check: a check of service `shop`: "#
        func found(_ kind: Jobspec.Check.Kind, _ change: (inout Jobspec.Check) -> Void = { _ in }) -> [String] {
            self.found(Sample.withCheck(kind, provider: .nomad, change))
        }
        #expect(found(.tcp) == [])
        #expect(found(.http(.init(path: "/"))) == [])
        #expect(found(.grpc()) == [prefix + #"grpc needs provider `consul`"#])
        #expect(
            found(.script(command: "x", task: TaskName(sanitizing: "web")))
                == [prefix + #"a script needs provider `consul`"#]
        )
        #expect(found(.tcp) { $0.expose = true } == [prefix + #"expose needs provider `consul`"#])
        #expect(
            found(.tcp) { $0.successBeforePassing = 2 }
                == [prefix + #"counting answers in a row needs provider `consul`"#]
        )
        #expect(
            found(.tcp) { $0.onUpdate = .ignoreWarnings } == [prefix + #"ignore_warnings needs provider `consul`"#]
        )
        #expect(
            found(.http(.init(path: "/", serverName: "a"))) == [prefix + #"tls_server_name needs provider `consul`"#]
        )
    }

    @Test func updates() {
        func found(_ update: Jobspec.Update) -> [String] { self.found(Sample.withGroup { $0.update = update }) }
        #expect(
            found(.init(minHealthyTime: .minutes(5)))
                == ["update: min_healthy_time (5m) must be less than healthy_deadline (5m)"]
        )
        #expect(
            found(.init(healthyDeadline: .minutes(10)))
                == ["update: healthy_deadline (10m) must be less than progress_deadline (10m)"]
        )
        #expect(found(.init(healthyDeadline: .minutes(20), progressDeadline: .zero)) == [])
        #expect(found(.init(autoPromote: true)) == ["update: auto_promote needs a canary"])
        #expect(
            self.found(Sample.withTask { $0.killTimeout = .minutes(11) })
                == ["update: kill_timeout (11m) is longer than progress_deadline (10m)"]
        )
    }

    @Test func restarts() {
        func found(_ restart: Jobspec.Restart) -> [String] { self.found(Sample.withTask { $0.restart = restart }) }
        #expect(
            found(.init(attempts: 0, interval: .seconds(4)))
                == ["restart: the interval of restart is at least 5s, not 4s"]
        )
        #expect(
            found(.init(attempts: 0, mode: .delay)) == [#"restart: restart with 0 attempts goes with mode `fail` only"#]
        )
        #expect(
            found(.init(attempts: 3, interval: .minutes(1), delay: .seconds(30)))
                == ["restart: 3 restarts with a delay of 30s do not fit into the interval of 1m"]
        )
    }

    @Test func reschedules() {
        func found(_ reschedule: Jobspec.Reschedule) -> [String] {
            self.found(Sample.withGroup { $0.reschedule = reschedule })
        }
        #expect(found(.init(attempts: 3)) == ["reschedule: reschedule cannot have attempts (3) and be unlimited"])
        #expect(
            found(.init(delay: .seconds(4), unlimited: true))
                == ["reschedule: the delay of reschedule (4s) is less than 5s"]
        )
        #expect(
            found(.init(attempts: 1, interval: .seconds(14), unlimited: false))
                == ["reschedule: the interval of reschedule (14s) is less than 15s"]
        )
    }

    @Test func volumes() {
        func found(_ kind: Jobspec.VolumeRequest.Kind, source: Interpolated = "s") -> [String] {
            self.found(Sample.withGroup { $0.volumes = [.init(name: "v", kind: kind, source: source)] })
        }
        #expect(found(.host(), source: "") == [#"volume: volume `v` has no source"#])
        #expect(
            found(.csi(access: "single-node-writer", attachment: "y"))
                == [#"volume: volume `v`: no volume offers the attachment_mode `y`"#]
        )
        #expect(
            self.found(Sample.withTask { $0.volumeMounts = [.init(volume: "v", destination: "/v")] })
                == [#"volume: volume_mount names `v`, which is no volume of the group"#]
        )
        #expect(
            self.found(
                Sample.withGroup { group in
                    group.volumes = ["a", "b"].map { .init(name: $0, kind: .host(), source: "s") }
                    group.volumes[1].name = "a"
                }
            ) == [
                #"unique-name: two volumes are named `a`"#
            ]
        )
    }

    @Test func templates() {
        func found(_ templates: Jobspec.Template...) -> [String] {
            self.found(Sample.withTask { $0.templates = templates })
        }
        let good = Jobspec.Template(destination: "local/a", content: .data("x"))
        #expect(found(good, good) == [#"template: two templates have the destination `local/a`"#])
        #expect(
            found(.init(destination: "", content: .data("x"))) == ["schema: a template has no destination"]
        )
        #expect(
            found(.init(destination: "../../x", content: .data("x")))
                == [#"template: template `../../x` leaves the allocation"#]
        )
        #expect(found(.init(destination: "../alloc/x", content: .data("x"))) == [])
        #expect(
            found(.init(destination: "a", env: true, changeMode: .signal("SIGHUP"), content: .data("x")))
                == [#"template: template `a` is an environment and takes no signal"#]
        )
        #expect(
            found(.init(destination: "a", perms: 0o17777, content: .data("x")))
                == [#"range: template `a`.perms is an octal number up to 7777, such as `0644`, not `17777`"#]
        )
    }

    @Test func placement() {
        func found(_ constraint: Jobspec.Constraint) -> [String] {
            self.found(Sample.withTask { $0.constraints = [constraint] })
        }
        let name = RuntimeReference.runtime("attr.kernel.name")
        #expect(found(.init(attribute: name)) == ["constraint: a constraint with = needs a value"])
        #expect(
            found(.init(attribute: name, comparison: .isSet, value: "x"))
                == ["constraint: a constraint with is_set takes no value"]
        )
        #expect(found(.distinctHosts) == ["constraint: a constraint with distinct_hosts cannot stand in a task"])
        #expect(found(.init(value: "x")) == ["constraint: there is no attribute to compare"])
        #expect(
            found(.init(attribute: .runtime("node.address"), value: "x"))
                == ["constraint: nodes have nothing that is called ${node.address}"]
        )
        #expect(
            self.found(Sample.job { $0.affinities = [.init(attribute: name, value: "x", weight: 0)] })
                == ["range: the weight of an affinity is between -100 and 100 without 0, not 0"]
        )
        #expect(
            self.found(
                Sample.job {
                    $0.spreads = [.init(attribute: name, targets: [.init(value: "a", percent: 101)])]
                }
            ) == [#"range: spread.target `a`.percent is between 0 and 100, not 101"#]
        )
    }

    @Test func mounts() {
        func found(_ change: (inout DockerConfig) -> Void) -> [String] {
            self.found(Sample.withTask { change(&$0.config) })
        }
        #expect(
            found { config in
                config.volumes = ["/a:/data/"]
                config.mounts = [.init(.tmpfs(), target: "/data")]
            } == [#"mount: two mounts have the target `/data`"#]
        )
        #expect(found { $0.volumes = ["/a"] } == [#"mount: volume `/a` is not source:destination[:mode]"#])
        #expect(found { $0.volumes = ["${X:-a}:/b"] } == [])
        #expect(
            self.found(
                Sample.withGroup { group in
                    group.network?.mode = .bridge
                    group.tasks[0].config.volumes = ["local/hosts:/etc/hosts"]
                }
            ) == ["mount: Nomad mounts /etc/hosts itself in a group in bridge mode"]
        )
    }

    @Test func docker() {
        func found(_ change: (inout DockerConfig) -> Void) -> [String] {
            self.found(Sample.withTask { change(&$0.config) })
        }
        #expect(
            found { $0.image = nil } == ["schema: config has no image"]
        )
        #expect(found { $0.command = "a " } == [#"docker: command `a ` has a space at an end"#])
        #expect(found { $0.memoryHardLimit = 32 } == ["docker: memory_hard_limit (32) is less than memory (64)"])
        #expect(
            found { $0.ulimit = ["nofile": "a"] }
                == [#"docker: ulimit nofile is `a`, not `soft[:hard]` in numbers"#]
        )
        #expect(
            found { $0.devices = [.init(hostPath: "/d", permissions: "x")] }
                == [#"docker: device permissions `x` are not letters of `rwm`"#]
        )
        #expect(
            found { $0.ports = [label("x")] }
                == [#"undefined-port: ports names `x`, which the group does not have"#]
        )
        #expect(
            found { $0.networkAliases = ["a"] }
                == ["docker-network: network_aliases need a network_mode with a user-defined network"]
        )
        #expect(
            found { config in
                config.networkMode = "host"
                config.sysctl = ["net.core.somaxconn": "1"]
            } == ["docker-network: sysctl net.core.somaxconn does not go with the network of the node"]
        )
    }

    @Test func bridgeMode() {
        func found(_ change: (inout DockerConfig) -> Void) -> [String] {
            self.found(
                Sample.withGroup { group in
                    group.network?.mode = .bridge
                    change(&group.tasks[0].config)
                }
            )
        }
        #expect(
            found { $0.hostname = "a" }
                == ["docker-network: hostname does not go with bridge mode: put it into the network block"]
        )
        #expect(
            found { $0.dnsServers = ["1.1.1.1"] }
                == ["docker-network: dns keys do not go with bridge mode: put them into the dns block of the network"]
        )
        #expect(
            found { $0.extraHosts = ["a:host-gateway"] } == [
                #"docker-network: extra_hosts `a:host-gateway` is not name:address, with an IP address, in bridge mode"#
            ]
        )
        #expect(found { $0.extraHosts = ["a:127.0.0.1", "b:::1", "c:\(.runtime("NOMAD_IP_http"))"] } == [])
        #expect(found { $0.networkMode = "host" } == [])
        #expect(
            found { $0.ports = [Sample.port] }
                == ["docker-network: ports has no effect in a group in bridge mode"]
        )
    }
}

extension String {
    /// The message without the names of job, group and task.
    var afterPlace: String {
        guard hasPrefix("job `"), let colon = firstRange(of: "`: ") else { return self }
        return String(self[colon.upperBound...])
    }

    private func firstRange(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}

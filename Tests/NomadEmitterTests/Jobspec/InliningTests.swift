import HCL
@testable import NomadEmitter
import Testing

@Suite struct InliningTests {
    private func inlined(_ values: [String: Jobspec.Variable.Value] = [:], _ change: (inout Jobspec.Group) -> Void)
        -> String
    {
        var jobspec = Sample.withGroup(change)
        jobspec.variables = [
            Jobspec.Variable(name: "S", default: .string("a ${b}")), Jobspec.Variable(name: "N", type: .number),
            Jobspec.Variable(
                name: "L",
                type: .strings,
                default: .strings(["${attr.unique.network.ip-address}", "${x}"])
            ),
        ]
        return HCLPrinter.print(jobspec.inlined(values))
    }

    @Test func defaultsAndValues() {
        let text = inlined(["N": .number(3)]) { group in
            group.count = .variable("N")
            group.tasks[0].user = "\(.variable("S")):\(.variable("N"))"
            group.tasks[0].resources?.memory = .scaled(variable: "N", by: 100.5)
        }
        #expect(text.contains("count = 3\n"))
        #expect(text.contains(#"user   = "a $${b}:3""#))
        #expect(text.contains("memory = 301\n"))
        #expect(!text.contains("variable"))
    }

    @Test func textInTheDriverConfigurationIsEscapedTwice() {
        let text = inlined { $0.tasks[0].config.command = .variable("S") }
        #expect(text.contains(#"command = "a $$${b}""#))
    }

    /// The sign and the bracket that make a reference may come from two places.
    @Test func neighboursAreEscapedTogether() {
        let text = inlined(["S": .string("{x}")]) { $0.tasks[0].config.command = "$\(.variable("S"))" }
        #expect(text.contains(#"command = "$$${x}""#))
    }

    @Test func referencesToNomadAreKept() {
        let text = inlined { $0.network?.dns = Jobspec.DNSConfig(servers: .variable("L")) }
        #expect(text.contains(#"servers = ["${attr.unique.network.ip-address}", "$${x}"]"#))
    }

    @Test func variableWithoutValueStays() {
        #expect(inlined { $0.count = .variable("N") }.contains("count = var.N"))
    }
}

@Suite struct APITests {
    private func group(_ change: (inout Jobspec.Group) -> Void) -> JSONValue? {
        guard case .array(let groups)? = Sample.withGroup(change).apiJob()["Job"]?["TaskGroups"] else { return nil }
        return groups.first
    }

    private func task(_ change: (inout Jobspec.Task) -> Void) -> JSONValue? {
        guard case .array(let tasks)? = group({ $0.tasks = [Sample.task(change: change)] })?["Tasks"] else {
            return nil
        }
        return tasks.first
    }

    @Test func smallJob() {
        #expect(
            Sample.job().apiJob().text() == """
                {
                  "Job": {
                    "ID": "shop",
                    "Name": "shop",
                    "Type": "service",
                    "TaskGroups": [
                      {
                        "Name": "web",
                        "Networks": [
                          {
                            "DynamicPorts": [
                              {
                                "Label": "http",
                                "To": 80
                              }
                            ]
                          }
                        ],
                        "Tasks": [
                          {
                            "Name": "web",
                            "Driver": "docker",
                            "Config": {
                              "image": "nginx:1"
                            },
                            "Resources": {
                              "CPU": 100,
                              "MemoryMB": 64
                            }
                          }
                        ]
                      }
                    ]
                  }
                }
                """
        )
    }

    @Test func durationsAreNanoseconds() {
        #expect(task { $0.killTimeout = .seconds(90) }?["KillTimeout"] == .int(90_000_000_000))
    }

    @Test func driverConfigurationKeepsItsNamesAndOneEscape() {
        let config = task { task in
            task.config.args = ["${X} %{y}"]
            task.config.mounts = [.init(.tmpfs(size: 5), target: "/t")]
            task.config.labels = ["a.b": "c"]
        }?["Config"]
        #expect(config?["args"] == .array([.string("$${X} %%{y}")]))
        #expect(config?["labels"] == .array([.object([.init("a.b", .string("c"))])]))
        guard case .array(let mounts)? = config?["mount"], case .array(let options)? = mounts.first?["tmpfs_options"]
        else {
            Issue.record("no mount")
            return
        }
        #expect(options.first?["size"] == .int(5))
    }

    @Test func textsOutsideOfItHaveNoEscape() {
        let task = task { task in
            task.env = ["A": "${X}", "B": .runtime("NOMAD_IP_http")]
            task.templates = [.init(destination: "local/a", perms: 0o600, content: .data("${X}\n"))]
        }
        #expect(task?["Env"] == .object([.init("A", .string("${X}")), .init("B", .string("${NOMAD_IP_http}"))]))
        #expect(
            task?["Templates"]
                == .array([
                    .object([
                        .init("DestPath", .string("local/a")), .init("Perms", .string("0600")),
                        .init("EmbeddedTmpl", .string("${X}\n")),
                    ])
                ])
        )
    }

    @Test func placement() {
        let group = group { $0.constraints = [.distinctHosts, Everything.constraints[1]] }
        #expect(
            group?["Constraints"]
                == .array([
                    .object([.init("RTarget", .string("true")), .init("Operand", .string("distinct_hosts"))]),
                    .object([
                        .init("LTarget", .string("${attr.nomad.version}")), .init("RTarget", .string(">= 1.8")),
                        .init("Operand", .string("semver")),
                    ]),
                ])
        )
    }

    @Test func portsVolumesAndPolicies() {
        let group = group { group in
            group.network?.ports.append(Jobspec.Port(label: PortLabel(sanitizing: "s"), staticPort: 443, to: 8443))
            group.volumes = [.init(name: "data", kind: .host(), source: "shop-data")]
            group.restart = Jobspec.Restart(attempts: 0, mode: .fail)
        }
        guard case .array(let networks)? = group?["Networks"] else {
            Issue.record("no network")
            return
        }
        #expect(
            networks[0]["ReservedPorts"]
                == .array([
                    .object([.init("Label", .string("s")), .init("Value", .int(443)), .init("To", .int(8443))])
                ])
        )
        #expect(group?["Volumes"]?["data"]?["Source"] == .string("shop-data"))
        #expect(group?["Volumes"]?["data"]?["Name"] == .string("data"))
        #expect(group?["RestartPolicy"]?["Attempts"] == .int(0))
    }

    @Test func vaultIsHandedDown() {
        let jobspec = Sample.job { $0.vault = Jobspec.Vault(role: "r") }
        let job = jobspec.apiJob()["Job"]
        #expect(job?["Vault"] == nil)
        guard case .array(let groups)? = job?["TaskGroups"], case .array(let tasks)? = groups[0]["Tasks"] else {
            Issue.record("no task")
            return
        }
        #expect(tasks[0]["Vault"]?["Role"] == .string("r"))
    }

    @Test func textsAreJSON() {
        #expect(JSONValue.string("a\"\\\n\t\u{1}é").text() == #""a\"\\\n\t\u0001é""#)
        #expect(JSONValue.array([]).text() == "[]")
        #expect(JSONValue.object([]).text() == "{}")
    }
}

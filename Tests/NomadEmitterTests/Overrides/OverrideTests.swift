import ComposeParser
import Foundation
@testable import NomadEmitter
import Testing

/// `x-nomad` over finished jobs.
@Suite struct OverrideTests {
    private func service(_ lines: String, project: String = "") throws -> Converting {
        let indented = lines.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
        return try Converting(
            """
            name: shop
            \(project)
            services:
              web:
                image: nginx:1.27
                ports: ["80"]
                x-nomad:
            \(indented)
              other:
                image: busybox:1
            """
        )
    }

    private func hcl(_ result: Converting) -> String { result.jobs.map { $0.hcl() }.joined() }

    @Test func keysGoWhereNomadKnowsThem() throws {
        let result = try service(
            """
            resources: {memory: 2048}
            update: {max_parallel: 3}
            constraint: {attribute: "$${attr.cpu.arch}", value: arm64}
            env: {A: b}
            """
        )
        let text = hcl(result)
        #expect(text.contains("cpu    = 200\n        memory = 2048"))
        #expect(text.contains("update {\n      max_parallel = 3\n    }"))
        #expect(text.contains(#"attribute = "${attr.cpu.arch}""#))
        #expect(text.contains(#"A = "b""#))
        try result.expectValid()
    }

    @Test func theProjectChangesEveryJob() throws {
        let result = try service(
            "type: system",
            project: "x-nomad: {datacenters: [a, b], group: {other: {count: 2}}}"
        )
        #expect(result.jobs.count == 2)
        #expect(result.jobs.allSatisfy { $0.hcl().contains(#"datacenters = ["a", "b"]"#) })
        #expect(hcl(result).contains("group \"other\" {\n    count = 2"))
        try result.expectValid()
    }

    @Test func typeAndCountComeBeforePlanning() throws {
        let result = try service("type: batch\ncount: 2\njob: {periodic: {crons: [\"@daily\"]}}")
        let job = try #require(result.jobs.first { $0.job.name.rawValue == "shop-web" })
        #expect(job.job.type == .batch)
        #expect(job.job.groups[0].count == .literal(2))
        #expect(job.hcl().contains(#"crons = ["@daily"]"#))
    }

    @Test func portNamesTheRegistration() throws {
        let result = try service("port: 9000")
        #expect(try result.task("web").services.first?.port == .label(PortLabel(sanitizing: "p9000")))
        let labels = try result.group("web").network?.ports.map(\.label.rawValue) ?? []
        #expect(Set(labels) == ["p80", "p80_2", "p9000"])
    }

    @Test func nullTakesAway() throws {
        let result = try service(
            """
            network: {port: {p80: null, p80_2: null, web: {to: 80}}}
            service: {port: web, check: null}
            task: {kill_timeout: null, config: {ports: [web]}}
            """
        )
        let text = hcl(result)
        #expect(!text.contains("p80"))
        #expect(!text.contains("check {"))
        #expect(text.components(separatedBy: "kill_timeout").count == 2)
    }

    @Test func mapCompletesTheRegistrationAndListAdds() throws {
        let completed = try service("service: {tags: [mine]}")
        // The other service has one as well.
        #expect(hcl(completed).components(separatedBy: "service {").count == 3)
        #expect(hcl(completed).contains(#"tags = ["mine"]"#))
        let added = try service("service: [{name: second}]")
        #expect(hcl(added).components(separatedBy: "service {").count == 4)
    }

    @Test func textsCannotBreakOut() throws {
        let result = try service(
            """
            task:
              env: {A: "$${B} %{C} \\" $${node.class}"}
              config: {args: ["$${B}", "$${NOMAD_TASK_DIR}"]}
            """
        )
        let text = hcl(result)
        #expect(text.contains(#"A = "$${B} %%{C} \" ${node.class}""#))
        #expect(text.contains(#"["$$${B}", "${NOMAD_TASK_DIR}"]"#))
    }

    @Test func variablesStayVariables() throws {
        let result = try service("group: {count: \"${N:-2}\"}\nmeta: {stage: \"x-${STAGE:-test}\"}")
        #expect(hcl(result).contains("count = var.N"))
        #expect(hcl(result).contains(#"stage = "x-${var.STAGE}""#))
        #expect(hcl(result).contains("variable \"N\" {\n  type    = number\n  default = 2\n}"))
    }

    @Test func anotherDriverHasItsOwnConfig() throws {
        let result = try service(
            "task: {driver: podman, config: {image: \"docker://nginx\", logging: {driver: journald}}}"
        )
        #expect(hcl(result).contains("driver       = \"podman\""))
        #expect(hcl(result).contains("logging {\n          driver = \"journald\"\n        }"))
    }

    @Test func orderOfKeysDoesNotShow() throws {
        let one = try service("resources: {cpu: 100, memory: 100}\nmeta: {b: x, a: y}\nrestart: {attempts: 1}")
        let two = try service("restart: {attempts: 1}\nmeta: {a: y, b: x}\nresources: {memory: 100, cpu: 100}")
        #expect(hcl(one) == hcl(two))
    }

    @Test func volumeBecomesCSI() throws {
        let result = try Converting(
            """
            name: shop
            services:
              db: {image: "postgres:16", volumes: ["data:/data"]}
            volumes:
              data:
                x-nomad: {type: csi, source: shared, access_mode: multi-node-multi-writer, per_alloc: true}
            """
        )
        let volume = try #require(try result.group("db").volumes.first)
        #expect(volume.kind == .csi(access: "multi-node-multi-writer", attachment: "file-system"))
        #expect(volume.source == "shared")
        #expect(volume.perAlloc == true)
        #expect(!result.companions.contains { $0.name == "client.hcl" })
        try result.expectValid()
    }
}

extension OverrideTests {
    @Test func aVolumeOfAPluginBecomesCSI() throws {
        let result = try Converting(
            """
            services: {db: {image: "postgres:16", volumes: ["data:/data"]}}
            volumes: {data: {driver: rexray, x-nomad: {type: csi, access_mode: single-node-writer}}}
            """
        )
        #expect(try result.group("db").volumes.first?.name == "data")
        #expect(try result.task("db").config.mounts.isEmpty)
        try result.expectValid()
    }

    @Test func aRemovedPortThatIsInUseIsRefused() throws {
        let error = try #require(throws: Diagnostic.self) { try service("network: {port: {p80: null}}") }
        #expect(error.id == "refused-override")
        #expect(error.range.start.line == 8)
    }
}

/// What is wrong in `x-nomad`, and where.
@Suite struct OverrideErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var lines: String
        var id: String
        /// Line and column below `x-nomad`.
        var line: Int
        var column: Int
        var hint: String?
        var testDescription: String { lines }
    }

    static let cases: [Case] = [
        .init(lines: "resource: {cpu: 1}", id: "unknown-nomad-attribute", line: 1, column: 7, hint: "resources"),
        .init(
            lines: "task:\n  logs: {max_fils: 1}",
            id: "unknown-nomad-attribute",
            line: 2,
            column: 16,
            hint: "max_files"
        ),
        .init(lines: "resources: {cpu: many}", id: "wrong-nomad-type", line: 1, column: 24),
        .init(lines: "task: {kill_timeout: [30]}", id: "wrong-nomad-type", line: 1, column: 28),
        .init(lines: "update: [1]", id: "wrong-nomad-type", line: 1, column: 15),
        .init(lines: "task: {config: {args: ls}}", id: "wrong-nomad-type", line: 1, column: 29),
        .init(lines: "network: {port: {to: 80}}", id: "wrong-nomad-type", line: 1, column: 28),
        .init(lines: "migrate: {health_check: cheks}", id: "wrong-nomad-value", line: 1, column: 31, hint: "checks"),
        .init(lines: "resources: {memory: 4}", id: "wrong-nomad-value", line: 1, column: 27),
        .init(lines: "type: systm", id: "wrong-nomad-value", line: 1, column: 13),
        .init(lines: "count: -1", id: "wrong-nomad-value", line: 1, column: 14),
        .init(lines: "port: 70000", id: "wrong-nomad-value", line: 1, column: 13),
        .init(lines: "network: overlay", id: "wrong-nomad-value", line: 1, column: 16),
        .init(lines: "job: {region: eu}", id: "misplaced-nomad-attribute", line: 1, column: 7),
        .init(lines: "5", id: "wrong-nomad-type", line: 1, column: 7),
    ]

    @Test(arguments: cases)
    func errorHasItsPlace(_ wrong: Case) throws {
        let lines = wrong.lines.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting(
                """
                services:
                  web:
                    image: nginx:1.27
                    x-nomad:
                \(lines)
                  other: {image: "busybox:1"}
                """
            )
        }
        #expect(error.id == wrong.id)
        #expect(error.range.start.line == 4 + wrong.line)
        #expect(error.range.start.column == wrong.column)
        #expect(error.service == "web")
        if let hint = wrong.hint { #expect(error.hint == "did you mean \(hint)?") }
    }

    @Test func aProjectHasNoType() throws {
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting("x-nomad: {type: batch}\nservices: {a: {image: b}}")
        }
        #expect(error.id == "misplaced-nomad-attribute")
    }

    @Test func anUnknownGroupIsAnError() throws {
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting("x-nomad: {group: {wbe: {count: 1}}}\nservices: {web: {image: b}}")
        }
        #expect(error.id == "unknown-nomad-attribute")
        #expect(error.hint == "did you mean web?")
    }

    @Test func aBrokenRuleIsAnErrorWhereItIsBroken() throws {
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting(
                """
                services:
                  web:
                    image: nginx:1.27
                    x-nomad:
                      type: system
                      migrate: {max_parallel: 1}
                      resources: {cpu: 100, cores: 2}
                """
            )
        }
        #expect(error.id == "refused-override")
        #expect(error.range.start.line == 6)
    }

    @Test func aOneShotIsNoSystemJob() throws {
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting(
                """
                services:
                  init: {image: a, x-nomad: {type: system}}
                  web: {image: b, depends_on: {init: {condition: service_completed_successfully}}}
                """
            )
        }
        #expect(error.id == "misplaced-nomad-attribute")
    }
}

/// Labels for people who cannot use `x-`.
@Suite struct NomadLabelTests {
    @Test func labelsAreTakenAndNotCopied() throws {
        let result = try Converting(
            """
            services:
              web:
                image: nginx:1.27
                labels: {nomad.type: system, nomad.port: "8080", keep: me}
                deploy: {labels: {nomad.network: host}}
            """
        )
        #expect(result.jobs[0].job.type == .system)
        #expect(try result.task("web").config.networkMode == "host")
        #expect(try Array(result.task("web").config.labels.keys) == ["keep"])
        #expect(try result.group("web").meta.isEmpty)
        #expect(result.complaints == [])
        try result.expectValid()
    }

    @Test func unknownLabelIsAWarning() throws {
        let result = try Converting("services: {web: {image: b, labels: {nomad.cuont: \"2\"}}}")
        #expect(result.complaints == ["unknown-nomad-label"])
        #expect(result.diagnostics.first { $0.id == "unknown-nomad-label" }?.hint == "did you mean nomad.count?")
        #expect(try result.task("web").config.labels.isEmpty)
    }

    @Test func wrongValueIsAnErrorAtItsPlace() throws {
        let error = try #require(throws: Diagnostic.self) {
            _ = try Converting("services:\n  web:\n    image: b\n    labels:\n      - nomad.type=daemon\n")
        }
        #expect(error.id == "wrong-nomad-value")
        #expect(error.range.start.line == 5)
    }

    @Test func extensionWinsOverLabel() throws {
        let result = try Converting(
            "services: {web: {image: b, labels: {nomad.count: \"2\"}, x-nomad: {count: 3}}}"
        )
        #expect(try result.group("web").count == .literal(3))
    }

    @Test func routerLabelsBecomeTags() throws {
        let result = try Converting(
            """
            services:
              web:
                image: b
                ports: ["80"]
                labels: [traefik.enable=true, "urlprefix-/x", other=1]
                deploy: {labels: {traefik.http.routers.web.entrypoints: web}}
            """
        )
        #expect(try result.task("web").services.first?.tags.contains("traefik.enable=true") == false)
        let tags = try #require(try result.task("web").services.last?.tags)
        #expect(tags.contains("traefik.enable=true"))
        #expect(tags.contains("urlprefix-/x"))
        #expect(tags.contains("traefik.http.routers.web.entrypoints=web"))
        #expect(!tags.contains("other=1"))
    }
}

/// Lifecycle hooks.
@Suite struct HookTests {
    @Test func aSingleHookIsAPrestartTask() throws {
        let result = try Converting(
            """
            services:
              web:
                image: b
                user: "5"
                environment: {A: "1", B: "1"}
                pre_start: [{command: [init, "x y"], working_dir: /w, environment: {B: "2"}}]
            """
        )
        let task = try result.task("web-init-1")
        #expect(task.lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: false))
        #expect(task.config.args == ["init", "x y"])
        #expect(task.config.workDir == "/w")
        #expect(task.env == ["A": "1", "B": "2"])
        #expect(task.user == "5")
        #expect(task.services.isEmpty)
        try result.expectValid()
    }

    @Test func hooksOfOneImageAreChained() throws {
        let result = try Converting(
            "services: {web: {image: b, pre_start: [{command: [a, \"';rm\"]}, {command: [c], working_dir: /w}]}}"
        )
        let task = try result.task("web-init-1")
        #expect(task.config.entrypoint == ["/bin/sh"])
        #expect(
            task.config.args
                == ["-c", #""$1" "$2" && (cd "$3" && "$4")"#, "sh", "a", "';rm", "/w", "c"]
        )
        #expect(try result.group("web").tasks.count == 2)
    }

    @Test func hooksOfTwoImagesLoseTheirOrder() throws {
        let result = try Converting(
            "services: {web: {image: b, pre_start: [{command: [a]}, {command: [c], image: d}]}}"
        )
        #expect(result.complaints == ["hook-order-lost"])
        #expect(try result.task("web-init-2").config.image == "d")
    }

    @Test func postStartIsAChangeScript() throws {
        let result = try Converting(
            "services: {web: {image: b, post_start: [{command: [a, b], environment: {K: v}}]}}"
        ) { $0.nomadVersion = NomadVersion(2, 0) }
        let template = try #require(try result.task("web").templates.first)
        #expect(
            template.changeMode
                == .script(
                    Jobspec.ChangeScript(
                        command: "env",
                        args: ["K=v", "a", "b"],
                        failOnError: true,
                        runOnFirstRender: true
                    )
                )
        )
        try result.expectValid()
    }

    @Test func isolationAndRefreshAreCopied() throws {
        let result = try Converting(
            "services: {web: {image: b, isolation: hyperv, pull_refresh_after: 12h}, x: {image: b, isolation: default}}"
        )
        #expect(result.jobs[0].hcl().contains(#"isolation         = "hyperv""#))
        #expect(try result.task("web").config.forcePull == true)
        #expect(try result.task("x").config.extra.isEmpty)
    }
}

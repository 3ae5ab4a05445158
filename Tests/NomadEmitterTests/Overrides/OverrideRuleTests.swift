import ComposeParser
@testable import NomadEmitter
import Testing

/// What `x-nomad` may say, and what makes a job that Nomad refuses: an error at its place.
@Suite struct OverrideRuleTests {
    /// Lines of `x-nomad` and what is wrong with them.
    struct Refused: Sendable, CustomTestStringConvertible {
        var lines: String
        var id: String
        var message: String
        var line: Int
        var column: Int

        init(_ lines: String, _ id: String, _ message: String, _ line: Int, _ column: Int) {
            self.lines = lines
            self.id = id
            self.message = message
            self.line = line
            self.column = column
        }

        var testDescription: String { lines }
    }

    private func convert(_ lines: String) throws -> Converting {
        let indented = lines.split(separator: "\n").map { "      \($0)\n" }.joined()
        return try Converting(
            "name: shop\nservices:\n  web:\n    image: w:1\n    ports: [\"80:80\"]\n    x-nomad:\n" + indented
        )
    }

    @Test(arguments: refused)
    func isRefused(_ wrong: Refused) throws {
        let error =
            if wrong.id == "dead-override" {
                try #require(try convert(wrong.lines).diagnostics.first { $0.id == wrong.id })
            } else {
                try #require(throws: Diagnostic.self) { _ = try convert(wrong.lines) }
            }
        #expect(error.id == wrong.id)
        #expect(error.message.contains(wrong.message), "\(error.message)")
        #expect(error.range.start.line == 6 + wrong.line)
        #expect(error.range.start.column == wrong.column)
    }

    @Test(arguments: accepted)
    func isAccepted(_ lines: String) throws {
        let result = try convert(lines)
        for job in result.jobs {
            #expect(JobspecValidator.findings(in: job).filter { $0.severity == .error }.map(\.message) == [])
        }
    }

    @Test func newBlocksAreWrittenAsNomadReadsThem() throws {
        let result = try convert(
            """
            scaling: {max: 3, policy: {cooldown: 1m}}
            task: {artifact: {source: "https://example.com/x", options: {a: b}}}
            group: {task: {side: {driver: docker, user: null, config: {image: x, labels: {a.b: c}}}}}
            """
        )
        let text = result.jobs[0].hcl()
        #expect(text.contains("policy {\n        cooldown = \"1m\"\n      }"))
        #expect(text.contains("options {\n          a = \"b\"\n        }"))
        #expect(!text.contains("null"))
        try result.expectValid()
    }

    /// Nomad parses these short forms and throws them away: Operator "=" requires an RTarget.
    @Test(
        arguments: [
            #"{is_set: "$${meta.rack}"}"#, #"{is_not_set: "$${meta.rack}"}"#,
            #"{attribute: "$${meta.x}", set_contains_any: "a,b"}"#,
        ]
    )
    func shortFormsThatNomadDropsAreRefused(_ constraint: String) throws {
        let error = try #require(throws: Diagnostic.self) { _ = try convert("constraint: \(constraint)") }
        #expect(error.id == "refused-override")
    }

    @Test func checksOfNomadAskAddressesOfNodes() throws {
        let result = try Converting(
            """
            services:
              web: {image: a, ports: ["80:80"], healthcheck: {test: "curl -f http://localhost/"}}
              api: {image: b, expose: ["8000"], healthcheck: {test: "curl -f http://localhost:8000/"}}
            """
        ) { options in
            options.network = .docker
            options.provider = .nomad
        }
        #expect(try result.task("web").services[0].checks.count == 1)
        #expect(try result.task("api").services[0].checks == [])
        #expect(result.diagnostics.filter { $0.id == "healthcheck-lost" }.map(\.service) == ["api"])
        try result.expectValid()
    }

    @Test func theMeshTakesNoCapitals() throws {
        let result = try Converting("services: {webApp: {image: a, ports: [\"80:80\"]}}") { $0.network = .mesh }
        #expect(try result.group("webapp").tasks.first?.name.rawValue == "webapp")
        try result.expectValid()
    }

    static let refused = placement + groups + services + tasks + containers

    static let accepted = [
        #"task: {template: [{destination: /etc/x, data: x}]}"#,
        #"group: {task: {side: {driver: docker, config: {image: x}}}}"#,
        #"task: {leader: true}"#,
        #"network: {port: {"a b c": {to: 80}}}"#,
        #"network: {mode: host, hostname: x}"#,
        #"update: {canary: 5, max_parallel: 0}"#,
        #"task: {user: 5}"#,
        #"task: {dispatch_payload: {}}"#,
        #"group: {service: [{name: x, port: "80", connect: {native: true}}]}"#,
        #"meta: {"a b": x}"#,
        #"task: {env: {"A=B": x}}"#,
        #"group: {consul: {namespace: 5}}"#,
        #"job: {datacenters: []}"#,
        #"scaling: {min: 1, max: 3, policy: {cooldown: 1m}}"#,
        #"scaling: {min: 2, max: 3}"#,
        #"service: [{name: second, port: p80, check: [{name: c, type: http, path: /, interval: 5s, timeout: 2s}]}]"#,
        #"task: {service: [{name: second, port: "9000", address_mode: driver}]}"#,
        #"task: {template: [{destination: "local/${X:-a}", data: x, perms: "${P:-0644}"}]}"#,
        #"group: {scaling: {min: "${A:-1}", max: "${Bq:-2}"}}"#,
        #"task: {template: [{destination: "$${NOMAD_SECRETS_DIR}/x", data: x}]}"#,
        #"task: {config: {mount: [{type: bind, source: /a, target: /b, readonly: true}]}}"#,
        #"constraint: [{attribute: "$${attr.nomad.version}", version: ">= 1.8, < 3"}]"#,
        #"constraint: [{attribute: "$${attr.unique.hostname}", regexp: "^web[0-9]+$"}]"#,
        #"constraint: [{operator: distinct_hosts, value: "true"}]"#,
        #"constraint: [{distinct_property: "$${meta.rack}", value: "2"}]"#,
        #"constraint: [{attribute: "$${meta.rack}", operator: is_set}]"#,
        #"group: {task: {clean: {driver: docker, lifecycle: {hook: poststop}, config: {image: x}}}}"#,
        #"group: {task: {clean: {driver: raw_exec, config: {command: /bin/true, whatever: [1]}}}}"#,
        #"group: {volume: {d: {type: host, source: d}}, task: {web: {volume_mount: {volume: d, destination: /d}}}}"#,
        #"volume: {d: {type: host, source: d, access_mode: single-node-writer, attachment_mode: file-system}}"#,
        #"task: {artifact: [{source: "https://e/x.tgz", destination: local/x, options: {checksum: "md5:d41d8cd98f00b204e9800998ecf8427e"}}]}"#,
        #"reschedule: {attempts: 3, interval: 1h, delay: 30s, unlimited: false}"#,
        #"reschedule: {attempts: 0, unlimited: false}"#,
        #"update: {progress_deadline: 30m, healthy_deadline: 20m, stagger: 10s}"#,
        #"group: {disconnect: {lost_after: 6h, replace: false, reconcile: keep_original}}"#,
        #"task: {vault: {role: x, change_mode: signal, change_signal: SIGHUP}}"#,
        #"task: {identity: [{name: aws, aud: [a], file: true, ttl: 1h, change_mode: restart}]}"#,
        #"task: {secret: {db: {provider: nomad, path: nomad/jobs/shop}}}"#,
        #"network: {mode: cni/foo}"#,
        #"spread: {attribute: "$${node.datacenter}", weight: 100, target: {a: {percent: 60}, b: {percent: 40}}}"#,
        #"group: {network: {mode: bridge}, service: [{name: mesh, port: "80", connect: {sidecar_service: {}}}]}"#,
        #"resources: {device: {"nvidia/gpu": {count: 2, constraint: {attribute: "$${device.attr.memory}", operator: ">=", value: "2 GiB"}}}}"#,
        #"task: {service: {check: null}}"#,
        #"service: {port: null, check: null}"#,
        #"task: {logs: {max_files: 2, max_file_size: 20}}"#,
        #"task: {config: {ulimit: {nofile: "${U:-1024:2048}"}}}"#,
        #"task: {config: {volumes: ["${V:-/a:/b}"]}}"#,
        #"task: {driver: podman, config: {image: x, volumes: ["a"]}}"#,
        #"task: {template: [{destination: local/x, data: "", source: local/y}]}"#,
        #"service: {check: [{name: h, type: http, path: /, interval: 10s, timeout: 2s, header: {X: [a]}}]}"#,
    ]
}

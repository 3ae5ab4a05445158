import Testing

@testable import ComposeParser

@Suite("Validation")
struct SchemaValidatorTests {
    @Test(
        "What the schema refuses is reported with its path",
        arguments: [
            ("foo: 1", "unknown-attribute foo"), ("services: {a: {imgae: x}}", "unknown-attribute services.a.imgae"),
            ("services: {a: null}", "wrong-type services.a"), ("services: {a b: {}}", "invalid-name services.a b"),
            ("services: {a: {ports: {}}}", "wrong-type services.a.ports"),
            ("services: {a: {command: [a, 1]}}", "wrong-type services.a.command[1]"),
            ("services: {a: {environment: null}}", "wrong-type services.a.environment"),
            ("services: {a: {environment: {A: 2024-01-01}}}", "wrong-type services.a.environment.A"),
            ("services: {a: {depends_on: {b: {}}}}", "missing-attribute services.a.depends_on.b"),
            ("services: {a: {depends_on: {b: {condition: x}}}}", "invalid-value services.a.depends_on.b.condition"),
            ("services: {a: {group_add: [x, x]}}", "duplicate-item services.a.group_add[1]"),
            ("services: {a: {networks: [x, x]}}", "duplicate-item services.a.networks[1]"),
            ("services: {a: {volumes: [{type: bind}]}}", "missing-attribute services.a.volumes[0]"),
            ("services: {a: {volumes: [{target: /x}]}}", "missing-attribute services.a.volumes[0]"),
            ("services: {a: {ports: [{published: 1}]}}", "missing-attribute services.a.ports[0]"),
            ("services: {a: {container_name: ''}}", "invalid-value services.a.container_name"),
            ("services: {a: {pull_policy: sometimes}}", "invalid-value services.a.pull_policy"),
            ("services: {a: {oom_score_adj: 1001}}", "invalid-value services.a.oom_score_adj"),
            ("services: {a: {gpus: some}}", "invalid-value services.a.gpus"),
            ("services: {a: {ulimits: {nofile: 2.0}}}", "wrong-type services.a.ulimits.nofile"),
            ("secrets: {s: {driver_opts: {n: 1.5}}}", "wrong-type secrets.s.driver_opts.n"),
            ("services: {a: {user: 1000}}", "wrong-type services.a.user"),
            ("volumes: {v: {driver_opts: {n: null}}}", "wrong-type volumes.v.driver_opts.n"),
            ("volumes: null", "wrong-type volumes"), ("configs: {c: null}", "wrong-type configs.c"),
            ("services: {a: {env_file: {a: b}}}", "wrong-type services.a.env_file"),
            ("services: {a: {build: {context: ., foo: 1}}}", "unknown-attribute services.a.build.foo"),
        ]
    )
    func violations(yaml: String, expected: String) throws {
        let found = try SchemaFixture.violations(yaml)
        #expect(found.map { "\($0.id) \($0.path ?? "")" } == [expected])
    }

    @Test(
        "What the schema takes is taken",
        arguments: [
            "services: {}", "services: {a: {command: null, deploy: null, develop: null, x-y: [1]}}",
            "{x-a: 2024-01-01, version: '3', name: n}", "networks: {n: null, m: {external: {name: x}}}",
            "volumes: {v: null}", "services: {a: {networks: {n: null}, pull_policy: every_3d, restart: sometimes}}",
            "services: {a: {ports: [80, '80', {target: 80}], expose: [80, '81'], cap_add: [a, a]}}",
            "services: {a: {gpus: [{foo: bar}], storage_opt: {size: 1}, cpus: 1, pids_limit: 1.5}}",
            "services: {a: {healthcheck: {test: curl}, deploy: {replicas: 2.0}, ulimits: {nofile: 1}}}",
        ]
    )
    func accepted(yaml: String) throws {
        #expect(try SchemaFixture.violations(yaml).isEmpty)
    }

    @Test("An unknown attribute is reported at its key, with the nearest one")
    func unknown() throws {
        let found = try #require(try SchemaFixture.violations("services:\n  web:\n    prots: []\n").first)
        #expect(found.range.start == Mark(line: 3, column: 5))
        #expect(found.hint == "did you mean `ports`?")
        #expect(found.service == "web")
    }

    @Test("All violations are reported at once")
    func several() throws {
        let found = try SchemaFixture.violations("services: {a: {foo: 1, ports: x}, b: 5}")
        #expect(found.count == 3)
    }
}

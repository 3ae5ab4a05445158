import Testing

@testable import ComposeParser

@Suite("Canonical form")
struct CanonicalizerTests {
    @Test(
        "A service's attributes get their canonical form",
        arguments: [
            ("command: 'a \"b c\"'", #""command":["a","b c"],"entrypoint":null"#),
            ("command: ''", #""command":[],"entrypoint":null"#),
        ]
    )
    func commands(fields: String, expected: String) {
        #expect(SchemaFixture.service(fields) == "{\(expected)}")
    }

    @Test(
        "Values get the type and spelling of the output",
        arguments: [
            ("build: .", #""build":{"context":".","dockerfile":"Dockerfile"}"#),
            ("build: {dockerfile_inline: x}", #""build":{"context":".","dockerfile_inline":"x"}"#),
            (
                "build: {ssh: [default], args: [A=1, B]}",
                #""build":{"context":".","dockerfile":"Dockerfile","args":{"A":"1"},"ssh":["default"]}"#
            ),
            ("configs: [c]", #""configs":[{"source":"c"}]"#),
            ("secrets: [s]", #""secrets":[{"source":"s","target":"/run/secrets/s"}]"#),
            (
                "secrets: [{source: s, mode: 0440}]",
                #""secrets":[{"source":"s","target":"/run/secrets/s","mode":"0440"}]"#
            ),
            ("depends_on: [b]", #""depends_on":{"b":{"condition":"service_started","required":true}}"#),
            ("devices: ['/a:/b:r']", #""devices":[{"source":"/a","target":"/b","permissions":"r"}]"#),
            ("dns: ['']", ""), ("dns: 1.1.1.1", #""dns":["1.1.1.1"]"#),
            ("environment: [B=2, A, 'C=']", #""environment":{"A":null,"B":"2","C":""}"#),
            (
                "environment: {A: 1.50, B: 1e6, C: true, D: 0x1F}",
                #""environment":{"A":"1.5","B":"1e+06","C":"true","D":"31"}"#
            ),
            ("labels: {a: null, b: 1.0}", #""labels":{"a":"","b":"1"}"#),
            ("extra_hosts: ['b:1.1.1.1', 'a=[::1]']", #""extra_hosts":["a=::1","b=1.1.1.1"]"#),
            ("gpus: all", #""gpus":[{"count":-1}]"#),
            (
                "healthcheck: {test: x y, interval: 90s}",
                #""healthcheck":{"test":["CMD-SHELL","x y"],"interval":"1m30s"}"#
            ),
            ("init: 'no', tty: false, attach: false", #""attach":false,"init":false"#),
            ("mem_limit: 1g, memswap_limit: -1, shm_size: 0", #""mem_limit":"1073741824","memswap_limit":"-1""#),
            ("networks: [n]", #""networks":{"n":null}"#),
            ("ports: ['1:2']", #""ports":[{"mode":"ingress","target":2,"published":"1","protocol":"tcp"}]"#),
            (
                "ports: [{target: 2, published: 1}]",
                #""ports":[{"mode":"ingress","target":2,"published":"1","protocol":"tcp"}]"#
            ),
            ("pull_policy: if_not_present", #""pull_policy":"missing""#),
            (
                "provider: {type: t, options: {a: 1, b: [x]}}",
                #""provider":{"type":"t","options":{"a":["1"],"b":["x"]}}"#
            ),
            ("ulimits: {b: 0, a: 5, c: {soft: 1, hard: 2}}", #""ulimits":{"a":5,"b":{},"c":{"soft":1,"hard":2}}"#),
            ("volumes: ['db:/a/']", #""volumes":[{"type":"volume","source":"db","target":"/a","volume":{}}]"#),
            (
                "volumes: ['./v:/a:z']",
                #""volumes":[{"type":"bind","source":"./v","target":"/a","bind":{"selinux":"z","create_host_path":true}}]"#
            ),
            (
                "volumes: [{type: tmpfs, target: /a, tmpfs: {size: 1k, mode: 0777}}]",
                #""volumes":[{"type":"tmpfs","target":"/a","tmpfs":{"size":"1024","mode":511}}]"#
            ),
            ("deploy: null, restart: ''", ""),
            (
                "blkio_config: {device_read_bps: [{path: /d, rate: 1k}]}",
                #""blkio_config":{"device_read_bps":[{"Path":"/d","Rate":"1024"}]}"#
            ),
        ]
    )
    func values(fields: String, expected: String) {
        let output = SchemaFixture.service(fields)
        let plain = output.replacing(#""command":null,"#, with: "").replacing(#","command":null"#, with: "")
            .replacing(#""entrypoint":null,"#, with: "").replacing(#","entrypoint":null"#, with: "")
            .replacing(#""entrypoint":null"#, with: "")
        #expect(plain == "{\(expected)}")
    }

    @Test(
        "What cannot be read is refused",
        arguments: [
            ("stop_grace_period: '10'", "invalid-duration"), ("mem_limit: 1q", "invalid-size"),
            ("memswap_limit: '-1'", "invalid-size"), ("ports: ['x']", "invalid-port"),
            ("volumes: [':/x']", "invalid-volume"), ("command: \"'a\"", "invalid-command"),
            ("extra_hosts: [a]", "invalid-host"),
            ("build: {additional_contexts: [a]}", "invalid-key-value"), ("build: {ssh: [a]}", "invalid-ssh-key"),
            ("attach: 'maybe'", "invalid-boolean"), ("healthcheck: {retries: -1}", "invalid-number"),
            ("privileged: ''", "type-cast"), ("scale: 0x", "type-cast"), ("ulimits: [nproc=1]", "type-cast"),
            ("configs: [{source: a, mode: x}]", "invalid-file-mode"), ("group_add: [1.0]", "wrong-type"),
        ]
    )
    func refusals(fields: String, expected: String) {
        #expect(SchemaFixture.service(fields) == expected)
    }

    @Test("The pieces of a short syntax keep range and origins")
    func pieces() throws {
        var node = try SchemaFixture.node("services: {a: {ports: ['5601:80']}}")
        let entry = try #require(node["services"]?["a"]?["ports"]?.sequence?.first)
        var text = entry.text
        text.origins = [Compose.Origin(span: 0..<4, variable: "P")]
        node = Compose.Node(.sequence([Compose.Node(string: text)]), range: entry.range)
        var diagnostics = Diagnostics()
        let ports = try Canonicalizer.expand(node, at: .servicePorts, diagnostics: &diagnostics)
        let port = try #require(ports.sequence?.first)
        #expect(port["published"]?.text.origins == [Compose.Origin(span: 0..<4, variable: "P")])
        #expect(port["target"]?.range == entry.range)
        #expect(port["protocol"]?.range.isKnown == false)
    }

    @Test("The older form of external gives a name and a warning")
    func external() throws {
        let yaml = "networks: {n: {external: {name: x}}}"
        #expect(SchemaFixture.output(yaml) == #"{"networks":{"n":{"name":"x","ipam":{},"external":true}}}"#)
        var diagnostics = Diagnostics()
        _ = try Canonicalizer.expand(try SchemaFixture.node(yaml), diagnostics: &diagnostics)
        #expect(diagnostics.all.map(\.id) == ["external-name"])
        #expect(SchemaFixture.output("volumes: {n: {name: y, external: {name: x}}}") == "conflicting-name")
    }

    @Test("Words of YAML 1.1 are booleans with a warning")
    func legacy() throws {
        var diagnostics = Diagnostics()
        let root = TypeCaster.cast(
            try SchemaFixture.node("services: {a: {tty: yes, environment: {A: yes}}}"),
            diagnostics: &diagnostics
        )
        #expect(root["services"]?["a"]?["tty"]?.content == .bool(true))
        #expect(root["services"]?["a"]?["environment"]?["A"]?.content == .string)
        #expect(diagnostics.all.map(\.id) == ["legacy-boolean"])
        #expect(diagnostics.all.first?.path == "services.a.tty")
    }
}

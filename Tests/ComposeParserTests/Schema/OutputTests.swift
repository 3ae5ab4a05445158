import Testing

@testable import ComposeParser

@Suite("Output order and presence")
struct OutputTests {
    @Test("Objects have the order of the types, tables the order of bytes")
    func order() {
        let yaml = "{services: {b: {image: y}, B: {}, a: {}}, x-b: {d: 1, c: 2}, version: '3'}"
        #expect(
            SchemaFixture.output(yaml) == #"{"services":{"B":{"command":null,"entrypoint":null},"#
                + #""a":{"command":null,"entrypoint":null},"#
                + #""b":{"command":null,"entrypoint":null,"image":"y"}},"x-b":{"c":2,"d":1}}"#
        )
        #expect(SchemaFixture.service("image: x, x-y: 1, build: {x-z: 1, context: c}").contains("x-") == false)
    }

    @Test("What the output always shows is there")
    func always() {
        #expect(
            SchemaFixture.service("deploy: {}")
                == #"{"command":null,"deploy":{"resources":{},"placement":{}},"entrypoint":null}"#
        )
        #expect(SchemaFixture.output("networks: {n: {}}") == #"{"networks":{"n":{"ipam":{}}}}"#)
        #expect(SchemaFixture.output("services: {}") == #"{"services":{}}"#)
    }

    @Test("YAML keeps extension fields and models")
    func yaml() throws {
        let node = try SchemaFixture.node("{models: {m: {model: x}}, services: {a: {x-y: 1}}}")
        let text = SchemaFixture.json(OutputOrder.apply(node, format: .yaml))
        #expect(text.contains("x-y") && text.contains("models"))
        #expect(!SchemaFixture.json(OutputOrder.apply(node, format: .json)).contains("models"))
    }

    private func present(_ yaml: String) throws -> [String] {
        AttributePresence.record(try SchemaFixture.node(yaml)).map { "\($0.path) \($0.value?.string ?? "-")" }
    }

    @Test("Short syntaxes state the attributes of their parts")
    func short() throws {
        let found = try present("services: {a: {ports: ['8080:80'], depends_on: [b]}}")
        #expect(
            found == [
                "services -", "services.a -", "services.a.ports -", "services.a.ports[0] -",
                "services.a.ports[0].target 80", "services.a.ports[0].published 8080", "services.a.depends_on -",
                "services.a.depends_on.b -",
            ]
        )
    }

    @Test("What Compose adds is not recorded")
    func added() throws {
        let yaml = "services: {a: {ports: ['80'], volumes: ['./a:/b'], build: {target: x}, networks: [n]}}"
        var diagnostics = Diagnostics()
        let raw = try SchemaFixture.node(yaml)
        let expanded = try Canonicalizer.expand(raw, diagnostics: &diagnostics)
        #expect(AttributePresence.record(raw).map(\.path) == AttributePresence.record(expanded).map(\.path))
        #expect(!AttributePresence.record(expanded).map(\.attribute).contains(.servicePortProtocol))
    }

    @Test("A record knows its service and what a list holds")
    func records() throws {
        let found = AttributePresence.record(
            try SchemaFixture.node("{services: {web: {cap_add: [A, B], user: ''}}, x-q: 1}")
        )
        let capabilities = try #require(found.first { $0.attribute == .serviceCapAdd })
        #expect(capabilities.service == "web")
        #expect(capabilities.items.map(\.string) == ["A", "B"])
        #expect(found.first { $0.attribute == .serviceUser }?.isEmpty == true)
        #expect(found.last?.attribute == .extensionField)
        #expect(found.last?.service == nil)
    }
}

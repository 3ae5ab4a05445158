import ComposeParser
import NomadEmitter
import Testing

@Suite("Ranges of ports")
struct PortRangeTests {
    @Test func manyPortsAreNoError() throws {
        let conversion = try Converting(
            #"name: shop\#nservices: {s: {image: s, ports: ["10000-10200:10000-10200/udp"], expose: ["20000-20200"]}}"#
        )
        #expect(conversion.diagnostics.allSatisfy { $0.severity < .error })
        #expect(try conversion.group("s").network?.ports.count == 402)
    }

    @Test("More ports than a job names are refused, however they are written", arguments: ["ports", "expose"])
    func tooMany(attribute: String) {
        let ports = (1...4097).map { "\"\($0)\"" }.joined(separator: ", ")
        let conversion = Conversion(of: "services: {s: {image: s, \(attribute): [\(ports)]}}", project: "shop")
        let errors = conversion.diagnostics.all.filter { $0.severity == .error }
        #expect(errors.map(\.id) == ["too-many-ports"])
    }

    @Test func aRangeIsOneLine() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              a: {image: a, expose: ["20000-20100"], ports: ["30000-30100:30000-30100/sctp"]}
              b: {image: b, expose: ["20000-20100"]}
            """
        ) { $0.network = .dns }
        let shared = conversion.diagnostics.filter { $0.id == "shared-host-port" }.map(\.message)
        #expect(shared == [#"`a` and `b` both bind host ports 20000-20100: they need two nodes"#])
        #expect(conversion.diagnostics.count { $0.id == "unsupported-protocol" } == 1)
    }

    @Test func manyOnOnePortAreOneLine() throws {
        let services = (0..<6).map { "  s\($0): {image: s, expose: [\"8080\"]}\n" }.joined()
        let conversion = try Converting("name: shop\nservices:\n\(services)") { $0.network = .dns }
        let shared = conversion.diagnostics.filter { $0.id == "shared-host-port" }
        #expect(shared.count == 1)
        #expect(shared.first?.message.hasSuffix("they need 6 nodes") == true)
    }
}

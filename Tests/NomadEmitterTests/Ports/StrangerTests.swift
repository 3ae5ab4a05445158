import ComposeParser
import Testing

@testable import NomadEmitter

/// Hosts that are named and that nothing in the project is called.
@Suite("Strangers")
struct StrangerTests {
    private func found(_ service: String, file: String = "", rest: String = "") -> [String] {
        let text = """
            services:
              core: {image: example/core, ports: ["4000"]}
              web: {image: example/web, configs: [{source: c, target: /c}], \(service)}
            configs: {c: {content: '\(file)'}}
            \(rest)
            """
        let found = Conversion(of: text, project: "shop").diagnostics.all
        return found.filter { ["other-project-name", "unknown-host"].contains($0.id) }
            .map { "\($0.id) \($0.message.split(separator: "`").dropFirst().first ?? "")" }
    }

    @Test("The container of a project of another name", arguments: ["fl-core-1", "fl_core_1", "my-fl-core-12"])
    func otherProject(name: String) {
        #expect(found("", file: "targets: [\(name):4000]") == ["other-project-name \(name)"])
        #expect(found("environment: {CORE: http://\(name):4000}") == ["other-project-name \(name)"])
    }

    @Test("Names that are something here are none", arguments: ["shop-core-1", "core", "localhost"])
    func known(name: String) {
        #expect(found("", file: "url: http://\(name):4000") == [])
    }

    @Test("The host of a URL that nobody has")
    func unknown() {
        #expect(
            found("", file: "http://old:80 http://user:pw@old2 http://db.example http://TODO http://127.0.0.1") == [
                "unknown-host old", "unknown-host old2",
            ]
        )
        #expect(found("", file: "level:3 image:12 12:30 a:80") == [])
        #expect(found("environment: {URL: http://old:80}") == [])
    }

    @Test(
        "What the service knows from elsewhere is no stranger",
        arguments: [
            "extra_hosts: [old:10.0.0.1]", "hostname: old", "external_links: [x:old]", "networks: [out]",
            "network_mode: host",
        ]
    )
    func elsewhere(service: String) {
        #expect(found(service, file: "http://old:80", rest: "networks: {out: {external: true}}") == [])
    }

    @Test("Nor is a service that no profile enables")
    func disabled() {
        let text = """
            services:
              web: {image: a, configs: [{source: c, target: /c}]}
              old: {image: b, profiles: [x]}
            configs: {c: {content: "http://old:80"}}
            """
        #expect(!Conversion(of: text, project: "shop").diagnostics.all.contains { $0.id == "unknown-host" })
    }
}

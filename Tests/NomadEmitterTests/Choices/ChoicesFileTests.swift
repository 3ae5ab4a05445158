import ComposeParser
import Testing

@testable import NomadEmitter

/// `compose2nomad.yaml` holds the choices of a project.
@Suite("Choices of a project")
struct ChoicesFileTests {
    private let compose = "services: {web: {image: nginx, build: .}}"

    private func conversion(_ choices: String, options: ConversionOptions? = nil) -> Conversion {
        let files = MemoryFiles(["/shop/compose.yaml": compose, "/shop/compose2nomad.yaml": choices])
        return Conversion(of: LoadOptions(workingDirectory: "/shop"), options: options, files: files)
    }

    private func found(_ choices: String) -> [String] {
        let conversion = conversion(choices)
        #expect(conversion.deployment == nil)
        return conversion.diagnostics.all.map { "\($0.range.start.line):\($0.range.start.column)" }
    }

    @Test("It counts where no options are given")
    func counts() {
        #expect(conversion("provider: nomad").summary?.network == .hosts)
        #expect(conversion("provider: nomad", options: ConversionOptions()).summary?.network == .dns)
        #expect(conversion("").summary?.network == .dns)
        #expect(conversion("# nothing\n").summary?.network == .dns)
    }

    @Test("What is over it wins")
    func overIt() {
        let files = MemoryFiles(["/shop/compose.yaml": compose, "/shop/compose2nomad.yaml": "nodes: 3\nlayout: pod"])
        let conversion = Conversion(of: LoadOptions(workingDirectory: "/shop"), files: files) { options in
            #expect(options.nodes == 3)
            options.layout = .service
        }
        #expect(conversion.summary?.jobs == 1)
        #expect(conversion.deployment?.jobs.first?.job.name.rawValue == "shop-web")
    }

    @Test("Everything that is wrong is told where it stands")
    func wrong() {
        let text = "netwrok: hosts\nnodes: 0\nvolumes: [host]\nsecrets:\nregistry: https://r.example\n"
        #expect(found(text) == ["1:1", "2:8", "3:10", "4:9", "5:11"])
        for text in [
            "- a", "a", "nodes: 1\n---\nnodes: 2", "nodes: 1\nnodes: 2", "a: [", "env-secrets: true\nsecrets: inline",
        ] {
            #expect(found(text).count == 1, "\(text)")
        }
    }

    @Test("The file that is written reads as what was chosen", arguments: Choice.all.map(\.name))
    func written(name: String) throws {
        let texts = [
            "network": "hosts", "provider": "nomad", "layout": "pod", "volumes": "csi", "secrets": "vault",
            "variables": "inline", "env-secrets": "true", "nomad-version": "1.10", "nodes": "7",
            "registry": "registry.example:5000/team", "node": "# \"it's\": \u{1F600}\n- {a}", "cni": "null",
            "private-network": "true",
        ]
        var options = ConversionOptions()
        #expect(Choice.choose(name, texts[name] ?? "4321", in: &options) == nil)
        #expect(options != ConversionOptions())
        let text = ChoicesFile.text(of: options)
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        // A network of CNI alone contradicts the usual network.
        let files = MemoryFiles(["/p/compose2nomad.yaml": text + (name == "cni" ? "network: container\n" : "")])
        if name == "cni" { options.network = .container }
        let read = try ChoicesFile.options(
            in: "/p",
            from: "/",
            files: files,
            sources: &sources,
            diagnostics: &diagnostics
        )
        #expect(read == options)
        #expect(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.count == 1)
    }

    @Test("Built images go where it says")
    func registry() throws {
        let deployment = try #require(conversion("registry: r.example:5000/x").deployment)
        let script = try #require(deployment.companions.first { $0.name == "deploy.sh" })
        #expect(String(decoding: script.contents, as: UTF8.self).contains("REGISTRY=${REGISTRY:-r.example:5000/x}\n"))
        #expect(deployment.summary?.needs.contains("the registry r.example:5000/x for the built images") == true)
    }
}

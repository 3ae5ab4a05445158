@testable import NomadEmitter
import Testing

/// What deploy.sh does, as text.
@Suite struct DeployScriptTests {
    private func script(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws -> String {
        let conversion = try Converting(compose, change)
        let file = try #require(conversion.companions.first { $0.name == "deploy.sh" })
        return String(decoding: file.contents, as: UTF8.self)
    }

    @Test func thereIsNoneWithoutAJob() throws {
        let conversion = try Converting("name: shop\nservices:\n  tunnel: {provider: {type: tunnel}}\n")
        #expect(conversion.jobs.isEmpty)
        #expect(conversion.companions.isEmpty)
    }

    /// A job that waits for a later one never comes up while the script waits for it.
    @Test func jobsAreSubmittedBeforeAnyIsWatched() throws {
        let text = try script(
            """
            name: shop
            services:
              web: {image: example/web, depends_on: [agent]}
              agent: {image: example/agent, deploy: {mode: global}}
              nightly: {image: example/nightly, labels: {nomad.type: batch}}
            """
        )
        let lines = text.split(separator: "\n")
        let submitted = try #require(lines.firstIndex { $0 == "each_job run nomad job run -detach" })
        let watched = try #require(lines.firstIndex { $0.hasPrefix("watch ") })
        #expect(submitted < watched)
        #expect(lines.filter { $0.hasPrefix("watch ") }.count == 2)
    }

    /// Docker Hub is never asked for what is built here, and each build has its own tag.
    @Test func builtImagesHaveARegistryAndATag() throws {
        let compose = """
            name: shop
            services:
              api: {image: "team/api:dev", build: .}
              own: {image: "registry.example.com/own:3", build: .}
              plain: {build: .}
            """
        let conversion = try Converting(compose)
        #expect(try conversion.task("api").config.image?.description == "${var.registry}/team/api:${var.tag}")
        #expect(try conversion.task("plain").config.image?.description == "${var.registry}/shop-plain:${var.tag}")
        #expect(try conversion.task("own").config.image?.description == "registry.example.com/own:3")
        let lines = try script(compose).split(separator: "\n")
        #expect(lines.contains("push \"$REGISTRY/team/api:$TAG\""))
        #expect(lines.contains("push_own registry.example.com/own:3"))
        #expect(lines.contains { $0.hasPrefix("  \"$@\" ") && $0.contains("-var=\"tag=$TAG\"") })
        #expect(!lines.contains { $0.hasPrefix("run docker push") })
    }

    /// Beside jobs in JSON lies no file of values.
    @Test func imagesOfJSONJobsAreNamedByValue() throws {
        let compose = """
            name: shop
            services:
              api: {image: "registry.example.com/api:${TAG:-3}", build: ., volumes: ["data:/data"]}
            volumes: {data: {}}
            """
        let text = try script(compose) { $0.format = .json }
        #expect(!text.contains("$(value") && text.contains("registry.example.com/api:3"))
        #expect(try script(compose).contains("registry.example.com/api:$(value TAG)"))
    }

    /// The script finds the project from where it is written.
    @Test(
        arguments: [("/shop/out", ".."), ("/shop", "."), ("/else/where", "../../shop"), (nil, "..")]
            as [(String?, String)]
    )
    func theProjectIsFoundFromTheOutput(folder: String?, path: String) throws {
        let text = try script("name: shop\nservices: {api: {build: .}}") { $0.outputFolder = folder }
        #expect(text.contains("\nPROJECT_DIR=${PROJECT_DIR:-\(path)}\n"))
    }

    @Test func theNamespaceReachesEverything() throws {
        let compose = """
            name: shop
            x-nomad: {namespace: team}
            services:
              db: {image: example/db, secrets: [given], volumes: ["data:/data"]}
              agent: {image: example/agent, deploy: {mode: global}}
            volumes: {data: {}}
            secrets: {given: {external: true}}
            """
        let text = try script(compose) { $0.volumes = .dynamic }
        for command in ["nomad volume status", "nomad var get", "nomad var put"] {
            #expect(text.contains("\(command) -namespace=team"), "\(command)")
        }
        #expect(text.contains("watch shop -namespace=team"))
        let conversion = try Converting(compose) { $0.volumes = .dynamic }
        let volume = try #require(conversion.companions.first { $0.name.hasSuffix(".volume.hcl") })
        #expect(String(decoding: volume.contents, as: UTF8.self).contains(#"namespace = "team""#))
    }

    private let everywhere = """
        name: shop
        x-nomad: {namespace: "${TEAM:-team}", region: eu}
        services:
          db: {image: example/db, secrets: [own, given], volumes: ["data:/data"]}
          nightly:
            image: example/nightly
            secrets: [own]
            x-nomad: {type: batch, job: {namespace: night}}
        volumes: {data: {}}
        secrets: {own: {file: ./compose.yaml}, given: {external: true}}
        """

    @Test("Namespace and region reach what goes with the jobs", arguments: ConversionOptions.Volumes.allCases)
    func regions(volumes: ConversionOptions.Volumes) throws {
        let text = try script(everywhere) { $0.volumes = volumes }
        for line in text.split(separator: "\n") where line.contains("nomad ") && !line.hasPrefix("#") {
            let isOpen = [
                "nomad job run", "$@", "need nomad", "echo \"", "'start Docker", "plugin status}",
                "plugin status shows it", "expect_that 'the namespace",
            ].contains {
                line.contains($0)
            }
            #expect(isOpen || line.contains("-region=eu"), "\(line)")
            // Nodes and plugins are in no namespace.
            if ["node status", "plugin status", "namespace status"].contains(where: { line.contains($0) }) { continue }
            let namespace = line.contains("shop-nightly") ? "night" : "team"
            #expect(isOpen || line.contains("-namespace=\(namespace)"), "\(line)")
        }
        let conversion = try Converting(everywhere)
        func json(_ name: String) throws -> String {
            String(decoding: try #require(conversion.companions.first { $0.name == name }).contents, as: UTF8.self)
        }
        #expect(try json("shop.nv.json").contains(#""Namespace": "team""#))
        #expect(try json("shop-nightly.nv.json").contains(#""Namespace": "night""#))
    }

    @Test func theNamespaceIsInThePathsOfVault() throws {
        let text = try script(everywhere) { $0.secrets = .vault }
        #expect(text.contains("run vault kv put -mount=secret team/shop @shop.vault.json"))
        #expect(text.contains("vault kv get -mount=secret team/shop/db"))
        #expect(text.contains("run vault kv put -mount=secret night/shop-nightly @shop-nightly.vault.json"))
        let conversion = try Converting(everywhere) { $0.secrets = .vault }
        #expect(try conversion.template("secrets/compose/own", of: "db")?.contains("secret/data/team/shop") == true)
        #expect(
            try conversion.template("secrets/compose/own", of: "nightly")?.contains("secret/data/night/shop-nightly")
                == true
        )
    }
}

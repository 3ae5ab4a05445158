import ComposeParser
@testable import NomadEmitter
import Testing

/// Values of the environment that look secret, kept out of the job.
@Suite struct EnvironmentSecretTests {
    private let compose = #"""
        name: shop
        services:
          web-front:
            image: example/web
            environment: {API_TOKEN: "t\"o{{k}}en\nof two lines", TOKEN_TTL: "60", PASSWORD_FILE: /run/x}
        """#

    @Test(arguments: [ConversionOptions.Secrets.nomad, .vault], [ConversionOptions.Format.hcl, .json])
    func valueIsInTheStoreAlone(secrets: ConversionOptions.Secrets, format: ConversionOptions.Format) throws {
        let conversion = try Converting(compose) {
            $0.environmentSecrets = true
            $0.secrets = secrets
            $0.format = format
        }
        let task = try conversion.task("web-front")
        #expect(task.env.keys.sorted() == ["PASSWORD_FILE", "TOKEN_TTL"])
        #expect((task.vault != nil) == (secrets == .vault))
        let text = try #require(try conversion.template("secrets/environment.env", of: "web-front"))
        #expect(text.contains("\nAPI_TOKEN={{ "))
        #expect(text.contains("web_front__API_TOKEN") && text.contains("| toJSON }}"))
        #expect(!conversion.jobs.contains { $0.hcl().contains("of two lines") })
        let name = secrets == .vault ? "shop.vault.json" : "shop.nv.json"
        let file = try #require(conversion.companions.first { $0.name == name })
        #expect(
            String(decoding: file.contents, as: UTF8.self).contains(
                #""web_front__API_TOKEN": "t\"o{{k}}en\nof two lines""#
            )
        )
        #expect(file.mode == 0o600)
        #expect(!conversion.diagnostics.contains { $0.id == "secret-in-job" })
    }

    @Test func withoutTheChoiceItIsSaid() throws {
        let conversion = try Converting(compose)
        #expect(conversion.diagnostics.first { $0.id == "secret-in-job" }?.hint?.contains("--env-secrets") == true)
    }
}

/// What `.env` holds leaves no trace in a job.
@Suite struct PrivateValueTests {
    private let compose = """
        name: shop
        services:
          a:
            image: "example/a:${TAG:-1}"
            environment: {A: "${SECRET}", B: "${TAG}", C: "${TAG:-2}", D: "${EMPTY:-}", E: "${TAG:-1}"}
            deploy: {replicas: "${REPLICAS:-2}"}
          b: {image: "example/b:${TAG:-1}", environment: {S: "${SECRET}"}}
        """

    private func job(_ env: String) throws -> (job: String, companions: [Deployment.File]) {
        var options = ConversionOptions.dns
        options.secrets = .nomad
        let conversion = Conversion(
            of: LoadOptions(workingDirectory: "/shop"),
            options: options,
            files: MemoryFiles(["/shop/compose.yaml": compose, "/shop/.env": env])
        )
        let deployment = try #require(conversion.deployment)
        return (deployment.jobs.map { $0.hcl() }.joined(), deployment.companions)
    }

    @Test(arguments: ["TAG=1\n", "SECRET=s3cr3t\nTAG=7\nEMPTY=full\n", "SECRET=1\nREPLICAS=2\n"])
    func jobIsTheSameWithAndWithoutThem(env: String) throws {
        #expect(try job(env).job == job("").job)
    }
}

import ComposeParser
import NomadEmitter
import Testing

/// What a user of the library calls.
@Suite struct ConversionTests {
    @Test("The files of a deployment are those of its jobs as they are edited")
    func editedJobs() throws {
        var deployment = try #require(Conversion(of: "services: {web: {image: nginx}}", project: "shop").deployment)
        deployment.jobs[0].job.namespace = "team"
        let text = String(decoding: deployment.jobFiles()[0].contents, as: UTF8.self)
        #expect(text == deployment.jobs[0].hcl() && text.contains("namespace = \"team\""))
    }

    @Test func aFileInMemoryBecomesJobs() throws {
        let conversion = Conversion(of: "services: {web: {image: nginx}}", project: "shop")
        let deployment = try #require(conversion.deployment)
        #expect(deployment.jobs.map(\.job.name.rawValue) == ["shop"])
        #expect(deployment.files().map(\.name).contains("shop.nomad.hcl"))
        #expect(deployment.files(.json).map(\.name).contains("shop.nomad.json"))
        #expect(conversion.project?.services.map(\.name) == ["web"])
    }

    @Test func variablesComeFromTheEnvironment() throws {
        let text = "services: {web: {image: \"nginx:${TAG}\"}}"
        let conversion = Conversion(of: text, project: "shop", environment: ["TAG": "1.27"])
        #expect(conversion.deployment?.variables == ["TAG": .string("1.27")])
    }

    @Test func errorsAreValues() {
        let conversion = Conversion(of: "services: {web: {imagge: nginx}}", project: "shop")
        #expect(conversion.deployment == nil)
        #expect(conversion.diagnostics.all.contains { $0.severity == .error })
    }
}

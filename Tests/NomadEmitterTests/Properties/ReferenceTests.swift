import HCL
import ComposeParser
@testable import NomadEmitter
import TestSupport
import Testing

/// What Nomad, its driver and its templates must not evaluate.
@Suite struct ReferenceTests {
    private func convert(
        _ service: String,
        environment: [String: String] = [:],
        options: ConversionOptions = .dns
    ) throws -> (job: Jobspec, outcome: Conversions.Outcome) {
        let text = "services:\n  app:\n    image: x:1\n" + service
        let outcome = Conversions.convert(
            MemoryFiles(["\(Conversions.folder)/compose.yaml": text]),
            environment: environment,
            options: options
        )
        return (try #require(outcome.deployment?.jobs.first, "\(outcome.error?.message ?? "")"), outcome)
    }

    @Test func variablesAreEscapedForTheDriver() throws {
        let hard = try convert("    command: [\"${V}\", \"a${V}b\"]\n", environment: ["V": "x${y}%{z}"])
        #expect(hard.job.hcl().contains(#"regex_replace(var.V, "([$%]){", "$1$1{")"#))
        #expect(hard.job.hcl().contains(#"regex_replace("a${var.V}b", "([$%]){", "$1$1{")"#))
        #expect(!hard.job.hcl().contains("x$"))
        let api = hard.job.apiJob(hard.outcome.deployment?.variables ?? [:]).text()
        #expect(api.contains(#""x$${y}%%{z}""#))
    }

    @Test func variablesThatCanDoNoHarmStayPlain() throws {
        let plain = try convert("    command: [\"${V}\"]\n", environment: ["V": "$x {y}"])
        #expect(plain.job.hcl().contains("[var.V]"))
    }

    @Test(arguments: ["cost$", "{x}", "50%"])
    func neighboursMakeNoReference(value: String) throws {
        let job = try convert("    command: [\"${V}${V}\"]\n", environment: ["V": value]).job
        #expect(job.hcl().contains(#"regex_replace("${var.V}${var.V}""#))
    }

    @Test func emptyValuesLetNoReferenceArise() throws {
        let job = try convert("    command: [\"$$${V}{x}\", \"${V}{x}\"]\n", environment: ["V": ""]).job
        #expect(job.hcl().contains(#"regex_replace("${"$"}${var.V}{x}""#))
        #expect(job.hcl().contains(#", "${var.V}{x}"]"#))
    }

    @Test func referencesToVariablesOfTheTaskAreFound() throws {
        let job = try convert("    environment: {A: \"$${no match $${B}\", B: b}\n").job
        #expect(job.job.groups[0].tasks[0].env["A"] == nil)
        #expect(job.hcl().contains("secrets/literal.env"))
    }

    @Test func referencesInVariablesAreFound() throws {
        let job = try convert("    environment: {A: \"${V}\", B: b}\n", environment: ["V": "${B}{{x}}"]).job
        let template = try #require(job.job.groups[0].tasks[0].templates.first)
        #expect(template.env == true)
        #expect(template.leftDelimiter == "[[")
    }

    /// A file of environment variables cannot say everything; what stays in `env` is reported.
    @Test(arguments: ["${B}\r", "${B}\u{1}"])
    func whatCannotBeEscapedIsReported(value: String) throws {
        let (job, outcome) = try convert("    environment: {A: \"${V}\", B: b}\n", environment: ["V": value])
        #expect(job.job.groups[0].tasks[0].env["A"] != nil)
        #expect(outcome.diagnostics.all.contains { $0.id == "replaced-at-run-time" && $0.range.isKnown })
    }

    @Test func quotesInVariablesDoNotBreakOut() throws {
        let (job, outcome) = try convert(
            "    environment: {A: \"$${B}${V}\", B: b}\n",
            environment: ["V": "\"\nC=\"broken out"]
        )
        #expect(job.job.groups[0].tasks[0].templates.isEmpty)
        #expect(outcome.diagnostics.all.contains { $0.id == "replaced-at-run-time" })
    }

    @Test func labelsOfBlocksAreNoTemplates() {
        let body = HCL.Body([.block(HCL.Block("device", "a${b") { _ in })])
        #expect(HCLPrinter.print(body) == "device \"a$${b\" {}\n")
    }

    /// HCL puts all text into normal form C: a file that it would change goes another way.
    @Test(arguments: [("e\u{301}", true), ("\u{212B}", true), ("grüße 🚀 日本", false), ("plain", false)])
    func filesKeepTheirBytes(text: String, isEncoded: Bool) {
        guard case .data(let data) = Conversions.template(rendering: text).content else { return }
        #expect(data.description.hasPrefix("{{ base64Decode") == isEncoded)
    }

    @Test func hostnameGivesWayToTheNodesNamespace() throws {
        var options = ConversionOptions()
        options.network = .hosts
        for network in [ConversionOptions.Network.dns, .hosts, .docker] {
            options.network = network
            let (job, outcome) = try convert("    uts: host\n    hostname: h\n", options: options)
            #expect(JobspecValidator.findings(in: job).map(\.message) == [])
            #expect(outcome.diagnostics.all.contains { $0.id == "hostname-lost" })
        }
    }

    @Test func networkParametersGiveWayToTheNodes() throws {
        let (job, outcome) = try convert("    network_mode: host\n    sysctls: {net.core.somaxconn: 1, kernel.x: 2}\n")
        #expect(JobspecValidator.findings(in: job).map(\.message) == [])
        #expect(job.job.groups[0].tasks[0].config.sysctl.keys.elementsEqual(["kernel.x"]))
        #expect(outcome.diagnostics.all.contains { $0.id == "sysctl-lost" })
    }

    @Test func emptyCommandsOfHealthchecksAreReported() throws {
        let (job, outcome) = try convert("    healthcheck: {test: [CMD, \"\", x]}\n    expose: [\"80\"]\n")
        #expect(JobspecValidator.findings(in: job).map(\.message) == [])
        #expect(outcome.diagnostics.all.contains { $0.id == "healthcheck-lost" })
    }

    @Test func volumesWithAnEmptyNameHaveASource() throws {
        let (job, _) = try convert("    volumes: [\"data:/x\"]\nvolumes:\n  data:\n    name: \"\"\n")
        #expect(JobspecValidator.findings(in: job).map(\.message) == [])
    }
}

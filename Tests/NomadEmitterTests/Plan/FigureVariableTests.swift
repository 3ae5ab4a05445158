import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Variables in figures")
struct FigureVariableTests {
    private func notes(_ conversion: Converting) -> [String] {
        conversion.diagnostics.filter { $0.id == ConversionIssue.variableWrittenIn.rawValue }.map(\.message)
    }

    @Test func whatIsUsedUnchangedStaysAVariable() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              web:
                image: web
                ports: ["${P:-8080}:${P:-8080}"]
                stop_grace_period: ${G:-60s}
                healthcheck: {test: "curl -f http://localhost:8080/", retries: "${R:-4}", interval: "${I:-20s}", timeout: "${T:-1m30s}"}
                deploy:
                  restart_policy: {condition: on-failure, max_attempts: "${A:-3}", delay: "${D:-7s}"}
                  update_config: {parallelism: "${U:-2}", delay: "${D:-7s}"}
              db: {image: db, restart: "on-failure:${A:-3}"}
            """
        )
        try conversion.expectValid()
        let task = try conversion.task("web")
        let group = try conversion.group("web")
        let check = try #require(task.services.flatMap(\.checks).first)
        #expect(task.killTimeout == .variable("G"))
        #expect(check.interval == .variable("I"))
        #expect(check.timeout == .variable("T"))
        #expect(check.failuresBeforeCritical == .variable("R"))
        #expect(group.restart?.attempts == .variable("A"))
        #expect(group.restart?.delay == .variable("D"))
        #expect(group.update?.maxParallel == .variable("U"))
        #expect(group.update?.minHealthyTime == .variable("D"))
        #expect(group.network?.ports.map(\.staticPort) == [.variable("P")])
        #expect(group.network?.ports.map(\.to) == [.variable("P")])
        #expect(try conversion.group("db").restart?.attempts == .variable("A"))
        let declared = conversion.jobs.flatMap(\.variables)
        #expect(declared.first { $0.name == "G" }?.type == .string)
        #expect(declared.first { $0.name == "G" }?.defaultValue == .string("60s"))
        #expect(declared.first { $0.name == "R" }?.type == .number)
        #expect(notes(conversion) == [])
    }

    /// What Nomad does not read, or what had to be computed, is written in, with one note a place.
    @Test func whatIsComputedIsWrittenIn() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              web:
                image: web
                stop_grace_period: ${G:-1d}
                healthcheck: {test: "true", interval: "${I:-500ms}", timeout: "${T:-1d}"}
                deploy:
                  restart_policy: {delay: "${L:-1m}"}
                  update_config: {delay: "${D:-7s}", monitor: 9s}
              slow: {image: slow, healthcheck: {test: "true", start_period: "${S:-10m}"}}
            """
        )
        try conversion.expectValid()
        let task = try conversion.task("web")
        let check = try #require(task.services.flatMap(\.checks).first)
        #expect(task.killTimeout == .hours(24))
        #expect(check.interval == .seconds(1))
        #expect(check.timeout == .hours(24))
        #expect(try conversion.group("web").update?.minHealthyTime == .seconds(9))
        #expect(try conversion.group("web").restart?.interval == .minutes(10))
        #expect(try conversion.group("web").restart?.delay == .variable("L"))
        let said = notes(conversion)
        for variable in ["G", "I", "T", "D", "L", "S"] {
            #expect(said.filter { $0.contains("${\(variable)}") }.count == 1, "\(variable)")
        }
        #expect(said.count == 6)
    }

    @Test func writtenOutVariablesNeedNoNote() throws {
        let conversion = try Converting(
            "name: shop\nservices: {web: {image: web, stop_grace_period: \"${G:-1d}\"}}"
        ) { $0.variables = .inline }
        #expect(notes(conversion) == [])
    }
}

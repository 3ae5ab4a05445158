import HCL
@testable import NomadEmitter
import TestSupport
import Testing

@Suite struct SchemaLawTests {
    @Test(arguments: [Everything.jobspec, Everything.batch])
    func everyPropertyObeysTheSchema(jobspec: Jobspec) throws {
        #expect(try SchemaLaw().violations(in: jobspec.body()) == [])
        var checker = SchemaChecker(.job)
        for block in jobspec.body().blocks where block.type == "job" { checker.check(block, as: .job, labels: 1) }
        #expect(checker.problems.map(\.message) == [])
    }

    /// All properties at once are more than Nomad takes: what it says of them, and nothing else.
    @Test func everyPropertyTogether() {
        let findings = Set(JobspecValidator.findings(in: Everything.jobspec).map(\.message.afterPlace))
        #expect(
            findings == [
                #"variable `flag` is declared but not used"#,
                #"another namespace of vault than `default` needs Nomad Enterprise"#,
                "policies of vault have no effect: use a role",
                #"volume `csi`: 2 instances cannot share a volume with access_mode single-node-writer"#,
                #"each of 2 instances takes the static port `http`: one runs on a node"#,
                #"two secrets are named `db`"#, #"secret `db` with provider `nomad` takes no env"#,
            ]
        )
        #expect(JobspecValidator.findings(in: Everything.batch) == [])
    }

    /// The law itself must see what is wrong.
    @Test func lawSeesEachKindOfMistake() throws {
        func violations(_ fill: (inout HCL.Body) -> Void) throws -> [String] {
            let task = HCL.Block("task", "t", fill: fill)
            let group = HCL.Block("group", "g") { $0.block(task) }
            return try SchemaLaw().violations(in: HCL.Body([.block(HCL.Block("job", "j") { $0.block(group) })]))
        }
        #expect(try violations { $0.attribute("drivr", "docker") } == ["job.group.task.drivr: unknown attribute"])
        #expect(try violations { $0.attribute("leader", "yes") } == ["job.group.task.leader: not a bool"])
        #expect(try violations { $0.attribute("kill_timeout", 5) } == ["job.group.task.kill_timeout: not a duration"])
        #expect(
            try violations { $0.attribute("kill_timeout", "1d") } == ["job.group.task.kill_timeout: not a duration"]
        )
        #expect(try violations { $0.block(HCL.Block("foo")) } == ["job.group.task.foo: unknown block"])
        #expect(
            try violations { $0.blocks([HCL.Block("resources"), HCL.Block("resources")]) }
                == ["job.group.task.resources: twice"]
        )
        #expect(
            try violations { $0.block(HCL.Block("resources", "x") { _ in }) }
                == ["job.group.task.resources: 1 labels, not 0"]
        )
        #expect(
            try violations { $0.block(HCL.Block("config") { $0.attribute("args", "x") }) }
                == ["job.group.task.config.args: not a list(string)", "job.group.task.config.image: missing"]
        )
    }
}

@Suite struct SchemaProblemsTests {
    private func problems(_ type: BlockName, _ fill: (inout HCL.Body) -> Void) -> [String] {
        var checker = SchemaChecker(.part)
        checker.check(HCL.Block("x", fill: fill), as: type, labels: 0)
        return checker.problems.map(\.message)
    }

    @Test func each() {
        #expect(problems(.task) { $0.attribute("drivr", "a") } == ["x.drivr: there is no such attribute"])
        #expect(problems(.task) { $0.attribute("leader", "a") } == ["x.leader: takes a bool"])
        #expect(problems(.task) { $0.attribute("leader", "true") } == [])
        #expect(problems(.task) { $0.attribute("kill_timeout", "5") } == ["x.kill_timeout: takes a duration"])
        #expect(problems(.task) { $0.attribute("resources", 1) } == ["x.resources: is a block, not an attribute"])
        #expect(
            problems(.service) { $0.attribute("meta", .object([])) }
                == ["x.meta: is a block, whose keys are letters, digits, _ and -"]
        )
        #expect(problems(.task) { $0.attribute("env", ["a"]) } == ["x.env: takes an object"])
        #expect(problems(.task) { $0.block(HCL.Block("foo")) } == ["x.foo: there is no such block"])
        #expect(problems(.taskGroup) { $0.attribute("count", "many") } == ["x.count: takes a number"])
        #expect(problems(.taskGroup) { $0.attribute("count", .reference("var.N")) } == [])
        #expect(
            problems(.taskGroup) { $0.block(HCL.Block("volume")) } == [#"x.volume: needs 1 labels, has 0"#]
        )
    }
}

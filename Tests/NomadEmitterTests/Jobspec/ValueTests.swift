@testable import NomadEmitter
import Testing

@Suite struct InterpolatedTests {
    private func printed(_ text: Interpolated) -> String {
        var task = Sample.task()
        task.user = text
        let line = Sample.withTask { $0.user = text }.hcl().split(separator: "\n").first { $0.contains("user") }
        return String(line ?? "").split(separator: "=", maxSplits: 1).last.map { String($0.dropFirst()) } ?? ""
    }

    @Test func oneVariableIsBare() {
        #expect(printed(.variable("X")) == "var.X")
        #expect(printed("\(.variable("X"))") == "var.X")
    }

    @Test func mixedTextIsATemplate() {
        #expect(printed("a:\(.variable("X")):\(.runtime("NOMAD_IP_http"))") == #""a:${var.X}:${NOMAD_IP_http}""#)
        #expect(printed(.runtime("node.unique.id")) == #""${node.unique.id}""#)
        #expect(printed("${X}") == #""$${X}""#)
    }

    @Test func literalsAreJoined() {
        let text = Interpolated("a") + "b" + Interpolated("")
        #expect(text.parts == [.literal("ab")])
        #expect(text.literal == "ab")
        #expect(Interpolated("").literal == "")
        #expect((text + .variable("X")).literal == nil)
        #expect((text + .variable("X") + .variable("X")).variables == ["X", "X"])
        #expect((text + .variable("X")).resolvingVariables(["X": "c"]).literal == "abc")
    }

    @Test func numbersAndNames() {
        #expect(("p\(80)-\(ServiceName(sanitizing: "A_b"))" as Interpolated).literal == "p80-a-b")
    }
}

@Suite struct ReferenceValueTests {
    private func group(_ change: (inout Jobspec.Group) -> Void) -> String { Sample.withGroup(change).hcl() }

    @Test func spansNumbersAndWordsCanBeVariables() {
        let text = group { group in
            group.restart = .init(attempts: .variable("R"), interval: .variable("I"), delay: .seconds(5))
            group.tasks[0].killTimeout = .variable("G")
            group.tasks[0].killSignal = .variable("S")
        }
        #expect(text.contains("attempts = var.R\n"))
        #expect(text.contains("interval = var.I\n"))
        #expect(text.contains("delay    = \"5s\"\n"))
        #expect(text.contains("kill_timeout = var.G\n"))
        #expect(text.contains("kill_signal  = var.S\n"))
    }

    /// A variable is checked by its value, else by its default, else not at all.
    @Test func variablesAreCheckedByWhatIsKnown() {
        func found(_ value: Jobspec.Variable.Value?, _ values: [String: Jobspec.Variable.Value] = [:]) -> [String] {
            var jobspec = Sample.withGroup { $0.restart = .init(attempts: 0, interval: .variable("I")) }
            jobspec.variables = [.init(name: "I", default: value)]
            return JobspecValidator.findings(in: jobspec, values: values).map(\.message.afterPlace)
        }
        #expect(found(nil) == [])
        #expect(found(.string("1m")) == [])
        #expect(found(.string("4s")) == ["the interval of restart is at least 5s, not 4s"])
        #expect(found(.string("4s"), ["I": .string("6s")]) == [])
        #expect(found(.string("1d")) == ["restart.interval: takes a duration"])
    }

    @Test func theAPITakesTheValueOfAVariable() {
        var jobspec = Sample.withTask { $0.killTimeout = .variable("G") }
        jobspec.variables = [.init(name: "G", default: .string("1m30s"))]
        #expect(jobspec.apiJob().text().contains("\"KillTimeout\": 90000000000"))
    }

    /// What a reference says is never an escaped text.
    @Test func placementComparesReferences() {
        let text = group { group in
            group.constraints = [
                .init(attribute: "${attr.kernel.name}", value: "linux"), .init(attribute: "meta.x", comparison: .isSet),
                .distinctProperty("${meta.rack}", count: 2),
            ]
            group.affinities = [.init(attribute: "${attr.cpu.arch}", value: "arm64")]
            group.spreads = [.init(attribute: "${node.datacenter}")]
        }
        #expect(text.contains("attribute = \"${attr.kernel.name}\"\n"))
        #expect(text.contains("attribute = \"${meta.x}\"\n      operator  = \"is_set\"\n"))
        #expect(text.contains("distinct_property = \"${meta.rack}\"\n"))
        #expect(text.contains("attribute = \"${attr.cpu.arch}\"\n"))
        #expect(text.contains("attribute = \"${node.datacenter}\"\n"))
        #expect(group { $0.constraints = [.init(attribute: "a\"}", value: "b")] }.contains(#"attribute = "$${a\"}}""#))
    }
}

@Suite struct NomadDurationTests {
    @Test(
        arguments: [
            (0, "0s"), (1, "1ns"), (1_500, "1500ns"), (2_000, "2us"), (500_000_000, "500ms"), (1_000_000_000, "1s"),
            (1_500_000_000, "1.5s"), (1_000_000_001, "1.000000001s"), (90_000_000_000, "1m30s"),
            (3_600_000_000_000, "1h"), (3_660_000_000_000, "1h1m"), (90_000_000_000_000, "25h"),
            (-90_000_000_000, "-1m30s"),
        ] as [(Int64, String)]
    )
    func text(nanoseconds: Int64, text: String) {
        #expect(NomadDuration(nanoseconds: nanoseconds).description == text)
        #expect(NomadDuration(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: ["", "1", "1d", "s", "1x", "1h 2m", ".s", "-", "99999999999999h"])
    func refused(text: String) {
        #expect(NomadDuration(text) == nil)
    }

    @Test func otherSpellings() {
        #expect(NomadDuration("1.5h") == .minutes(90))
        #expect(NomadDuration("0") == .zero)
        #expect(NomadDuration("10µs")?.nanoseconds == 10_000)
        #expect(NomadDuration.seconds(Int.max).nanoseconds == Int64.max)
    }
}

@Suite struct NomadNameTests {
    @Test func sanitizing() {
        #expect(JobName(sanitizing: "my_app.é").rawValue == "my-app--")
        #expect(JobName(sanitizing: "").rawValue == "job")
        #expect(TaskName(sanitizing: "alloc").rawValue == "alloc-task")
        #expect(PortLabel(sanitizing: "8080-tcp").rawValue == "p8080_tcp")
        #expect(PortLabel(sanitizing: "").rawValue == "p")
        #expect(ServiceName(sanitizing: "_My_App_").rawValue == "my-app")
        #expect(ServiceName(sanitizing: "__").rawValue == "service")
        #expect(ServiceName(sanitizing: String(repeating: "a", count: 62) + "-b").rawValue.utf8.count == 62)
    }

    @Test func refusing() {
        #expect(JobName("a b") == nil)
        #expect(JobName("") == nil)
        #expect(GroupName("a_b") == nil)
        #expect(TaskName("alloc") == nil)
        #expect(TaskName("a/b") == nil)
        #expect(PortLabel("80") == nil)
        #expect(ServiceName("-a") == nil)
        #expect(ServiceName("a.b") == nil)
        #expect(ServiceName(String(repeating: "a", count: 64)) == nil)
        #expect(ServiceName("A-1")?.rawValue == "A-1")
    }

    @Test(arguments: ["a", "A_b c/d", "é", "😀", "-", "__", "alloc", "9", "", "\u{0}"])
    func sanitizedNamesAreValid(text: String) {
        #expect(JobName(JobName(sanitizing: text).rawValue) != nil)
        #expect(GroupName(GroupName(sanitizing: text).rawValue) != nil)
        #expect(TaskName(TaskName(sanitizing: text).rawValue) != nil)
        #expect(PortLabel(PortLabel(sanitizing: text).rawValue) != nil)
        #expect(ServiceName(ServiceName(sanitizing: text).rawValue) != nil)
    }
}

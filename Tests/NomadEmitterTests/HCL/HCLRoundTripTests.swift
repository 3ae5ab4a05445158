@testable import NomadEmitter
import OrderedCollections
import TestSupport
import Testing

/// Writes texts through every kind of place in a job file and has HashiCorp's own parser read them back.
///
/// Runs only where the environment names a Python that has the package pygohcl: `HCL_PYTHON=/path/to/python`.
@Suite(.enabled(if: Subprocess.environment("HCL_PYTHON") != nil, "set HCL_PYTHON to a Python that has pygohcl"))
struct HCLRoundTripTests {
    /// One text at one place of the file.
    private struct Expectation {
        var path: [JSONValue]
        var value: String
        var readings = 1

        var json: JSONValue {
            .object([
                .init("path", .array(path)), .init("value", .string(value)), .init("readings", .int(readings)),
            ])
        }
    }

    private func run(_ arguments: String...) -> Subprocess.Result {
        let python = Subprocess.environment("HCL_PYTHON") ?? "python3"
        return Subprocess.run([python, Repository.path("Scripts/check-hcl")] + arguments)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func textsSurvive(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cases = (0..<5).map { _ in roundTrip(using: &generator) }
        let path = Subprocess.temporaryPath("round-trip.json")
        defer { Subprocess.remove(path) }
        try Subprocess.write(JSONValue.array(cases).text(), to: path)
        let result = run("--round-trip", path)
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.contains("values, 0 bad"))
    }

    /// A job with hard texts in all places, and what each must be read as.
    private func roundTrip(using generator: inout SeededGenerator) -> JSONValue {
        func texts() -> [String] { (0..<20).map { _ in HardText.make(using: &generator) } }
        func map(_ texts: [String], prefix: String) -> InterpolatedMap {
            var map: InterpolatedMap = [:]
            for (index, text) in texts.enumerated() { map["\(prefix)\(index)"] = Interpolated(text) }
            return map
        }
        let env = texts()
        let dotted = texts()
        let args = texts()
        let tags = texts()
        let checkArgs = texts()
        let data = texts()
        let defaults = texts()
        let labelKeys = texts()
        let script = Jobspec.Check(
            name: Interpolated(env[0]),
            kind: .script(command: "sh", args: checkArgs.map { Interpolated($0) }),
            interval: .seconds(1),
            timeout: .seconds(1)
        )
        let task = Sample.task("t") { task in
            task.env = map(env, prefix: "K")
            task.meta = map(dotted, prefix: "k.")
            task.config.args = args.map { Interpolated($0) }
            task.config.sysctl = map(args, prefix: "s")
            task.config.labels = map(dotted, prefix: "l.")
            for text in labelKeys { task.config.labels["key" + text] = "x" }
            task.templates = data.enumerated().map { index, text in
                Jobspec.Template(destination: "local/\(index)", content: .data(Interpolated(text)))
            }
            task.services = [
                Jobspec.Service(
                    name: ServiceName(sanitizing: "s"),
                    tags: tags.map { Interpolated($0) },
                    meta: map(tags, prefix: "m"),
                    checks: [script]
                )
            ]
        }
        let jobspec = Jobspec(
            variables: defaults.enumerated().map { .init(name: "V\($0)", default: .string($1)) },
            job: Jobspec.Job(
                name: JobName(sanitizing: "j"),
                groups: [Jobspec.Group(name: GroupName(sanitizing: "g"), tasks: [task])]
            )
        )

        var expectations: [Expectation] = []
        let top = ["job", "j", "group", "g", "task", "t"].map { JSONValue.string($0) }
        func expect(_ texts: [String], at path: [String], readings: Int = 1, last: (Int) -> [JSONValue]) {
            for (index, text) in texts.enumerated() {
                expectations.append(
                    Expectation(path: top + path.map { .string($0) } + last(index), value: text, readings: readings)
                )
            }
        }
        expect(env, at: ["env"]) { [.string("K\($0)")] }
        expect(dotted, at: ["meta"]) { [.string("k.\($0)")] }
        expect(args, at: ["config", "args"], readings: 2) { [.int($0)] }
        expect(args, at: ["config", "sysctl"], readings: 2) { [.string("s\($0)")] }
        expect(dotted, at: ["config", "labels"], readings: 2) { [.string("l.\($0)")] }
        expect(tags, at: ["service", "tags"]) { [.int($0)] }
        expect(tags, at: ["service", "meta"]) { [.string("m\($0)")] }
        expect(checkArgs, at: ["service", "check", "args"]) { [.int($0)] }
        expect([env[0]], at: ["service", "check", "name"]) { _ in [] }
        // Nomad refuses an empty text; a comment renders to one.
        expect(data.map { $0.isEmpty ? "{{/* empty */}}" : $0 }, at: ["template"]) { [.int($0), .string("data")] }
        for (index, text) in defaults.enumerated() {
            expectations.append(
                Expectation(
                    path: [.string("variable"), .string("V\(index)"), .string("default")],
                    value: text
                )
            )
        }
        return .object([
            .init("hcl", .string(jobspec.hcl())), .init("expect", .array(expectations.map(\.json))),
        ])
    }

    @Test func everyPropertyIsReadBack() throws {
        for jobspec in [Everything.jobspec, Everything.batch, Sample.job()] {
            let path = Subprocess.temporaryPath("all.nomad.hcl")
            defer { Subprocess.remove(path) }
            try Subprocess.write(jobspec.hcl(), to: path)
            let result = run(path)
            #expect(result.code == 0, "\(result.output)")
        }
    }

    /// The check itself must see a mistake.
    @Test func checkSeesMistakes() throws {
        let path = Subprocess.temporaryPath("bad.nomad.hcl")
        defer { Subprocess.remove(path) }
        try Subprocess.write("job \"a\" {\n  group \"b\" {\n    count = \"x\"\n    foo = 1\n  }\n}\n", to: path)
        let result = run(path)
        #expect(result.code == 1)
        #expect(result.output.contains("job.a.group.b.count: not a number"))
        #expect(result.output.contains("job.a.group.b.foo: unknown"))

        let trip = Subprocess.temporaryPath("bad.json")
        defer { Subprocess.remove(trip) }
        let wrong = Expectation(path: [.string("a")], value: "${X}")
        try Subprocess.write(
            JSONValue.array([
                .object([.init("hcl", .string("a = \"$$${X}\"\n")), .init("expect", .array([wrong.json]))])
            ]).text(),
            to: trip
        )
        #expect(run("--round-trip", trip).code == 1)
    }
}

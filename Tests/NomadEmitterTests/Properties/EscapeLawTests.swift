import HCL
import ComposeParser
@testable import NomadEmitter
import TestSupport
import Testing

/// Texts that are hard to write down go through whole conversions, in every place of a project that takes one, and are
/// read back with HashiCorp's parser: what the docker driver reads twice, twice.
///
/// Runs only where `HCL_PYTHON` names a Python that has pygohcl. `PROPERTY_COUNT` is the number of projects, with
/// `textsPerPlace` texts in each place; `Scripts/escape-law` does a long run.
@Suite(.enabled(if: Subprocess.environment("HCL_PYTHON") != nil, "set HCL_PYTHON to a Python that has pygohcl"))
struct EscapeLawTests {
    private static let textsPerPlace = 20
    private static let chunks = 4

    @Test(arguments: 0..<chunks)
    func everyTextSurvives(chunk: Int) throws {
        let count = Conversions.count(12)
        var batch: [JSONValue] = []
        var api: [APILaw.Case] = []
        var values = 0
        for index in stride(from: chunk, to: count, by: Self.chunks) {
            var project = HardProject(seed: UInt64(Conversions.firstSeed + index), texts: Self.textsPerPlace)
            let outcome = project.convert()
            guard let deployment = outcome.deployment, let job = deployment.jobs.first else {
                Issue.record("seed \(Conversions.firstSeed + index): \(outcome.error?.message ?? "no job")")
                continue
            }
            #expect(deployment.jobs.count == 1)
            let expectations = project.expectations(of: job)
            values += expectations.count
            // The other form of the job; reading it takes as long as all expectations together.
            if api.count < 2 {
                api.append(
                    APILaw.Case(
                        name: "seed \(Conversions.firstSeed + index)",
                        hcl: job.hcl(),
                        variables: deployment.variables,
                        api: job.apiJob(deployment.variables)
                    )
                )
            }
            batch.append(
                .object([
                    .init("hcl", .string(job.hcl())),
                    .init("variables", .object(project.variables(of: deployment))),
                    .init("expect", .array(expectations)),
                ])
            )
            if batch.count == 10 { try flush(&batch) }
        }
        try flush(&batch)
        let found = try APILaw.differences(in: api)
        #expect(found.isEmpty, "\(found.prefix(3000))")
        if count > 100 { print("chunk \(chunk): \(values) values") }
    }

    private func flush(_ batch: inout [JSONValue]) throws {
        guard !batch.isEmpty else { return }
        let path = Subprocess.temporaryPath("escape-law.json")
        defer { Subprocess.remove(path) }
        try Subprocess.write(JSONValue.array(batch).text(), to: path)
        let python = Subprocess.environment("HCL_PYTHON") ?? "python3"
        let result = Subprocess.run([python, Repository.path("Scripts/check-hcl"), "--round-trip", path])
        #expect(result.code == 0, "\(result.output.prefix(3000))")
        batch = []
    }
}

/// A project of one service that is full of hard texts.
private struct HardProject {
    private var random: SeededGenerator
    private let count: Int
    /// The texts of each place.
    private var texts: [String: [String]] = [:]
    private var environment: [String: String] = [:]

    init(seed: UInt64, texts count: Int) {
        random = SeededGenerator(seed: seed)
        self.count = count
    }

    /// New texts for a place.
    private mutating func make(_ place: String, _ change: (String) -> String = { $0 }) -> [String] {
        let made = (0..<count).map { _ in change(HardText.make(using: &random)) }
        texts[place] = made
        return made
    }

    private func map(_ texts: [String], _ prefix: String) -> YAML {
        .map(texts.enumerated().map { ("\(prefix)\($0)", .text($1)) })
    }

    private func pairs(_ texts: [String], _ prefix: String) -> YAML {
        .list(texts.enumerated().map { .text("\(prefix)\($0)=\($1)") })
    }

    /// A key that is unique, without what separates keys from values, and not too long for YAML.
    private func key(_ index: Int, _ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(60).filter { $0 != "=" && $0 != ":" }
        return "k\(index)_" + String(String.UnicodeScalarView(scalars))
    }

    mutating func convert() -> Conversions.Outcome {
        func plain(_ text: String) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
        }
        func oneLine(_ text: String) -> String {
            String(String.UnicodeScalarView(plain(text).unicodeScalars.filter { $0.value >= 0x20 && $0 != "\u{85}" }))
        }
        var service: [(String, YAML)] = [("image", .text("example/app:1"))]
        let env = make("env")
        let envKeys = make("envKeys").enumerated().map { key($0, $1) }
        texts["envKeys"] = envKeys
        let values = make("variables", plain)
        for (index, value) in values.enumerated() { environment["C2NV\(index)x"] = value }
        func uses(_ form: (Int) -> String) -> [YAML] { values.indices.map { .quoted(form($0)) } }
        var entries: [(String, YAML)] = env.enumerated().map { ("E\($0)", .text($1)) }
        entries += envKeys.map { ($0, .text("x")) }
        entries += values.indices.map { ("V\($0)", .quoted("a$$${C2NV\($0)x}b")) }
        service.append(("environment", .map(entries)))
        service.append(("command", .list(make("command").map { .text($0) } + uses { "${C2NV\($0)x}" })))
        service.append(
            ("entrypoint", .list(make("entrypoint").map { .text($0) } + uses { "$$${C2NV\($0)x}{%${C2NV\($0)x}{" }))
        )
        let labelKeys = make("labelKeys").enumerated().map { key($0, $1) }
        texts["labelKeys"] = labelKeys
        var labels: [(String, YAML)] = make("labels").enumerated().map { ("l.\($0)", .text($1)) }
        labels += labelKeys.map { ($0, .text("x")) }
        labels += values.indices.map { ("v.\($0)", .quoted("${C2NV\($0)x}{${C2NV\($0)x}")) }
        labels += make("tags").enumerated().map { ("traefik.x\($0)", .text($1)) }
        service.append(("labels", .map(labels)))
        service.append(("sysctls", pairs(make("sysctls"), "kernel.s")))
        service.append(("logging", .map([("driver", .text("d")), ("options", map(make("logging"), "o"))])))
        service.append(("storage_opt", map(make("storage"), "s")))
        service.append(("healthcheck", .map([("test", .texts(["CMD", "probe"] + make("check")))])))
        service.append(("security_opt", .texts(unique(make("security")))))
        texts["security"] = unique(texts["security"] ?? [])
        service.append(("group_add", .texts(unique(make("groups")))))
        texts["groups"] = unique(texts["groups"] ?? [])
        service.append(("working_dir", .text(make("workdir")[0])))
        service.append(("user", .text(make("user")[0])))
        service.append(("userns_mode", .text(make("userns")[0])))
        service.append(("deploy", .map([("labels", map(make("deploy"), "traefik.d"))])))
        // Compose merges aliases by what stands before "=".
        let aliases = make("aliases", oneLine).enumerated().map { "n\($0)\($1)" }
        texts["aliases"] = aliases
        service.append(("networks", .map([("default", .map([("aliases", .texts(aliases))]))])))
        service.append(("expose", .list([.text("80")])))
        let lines = make("envFile", oneLine)
        service.append(("env_file", .list([.map([("path", .text("raw.env")), ("format", .text("raw"))])])))
        service.append(("configs", .texts((0..<count).map { "c\($0)" } + (0..<count).map { "f\($0)" } + ["v"])))
        service.append(("secrets", .texts((0..<count).map { "s\($0)" })))
        service.append(("volumes", .texts((0..<count).map { "./m\($0):/m\($0):ro" })))
        var files: [String: String] = [
            "raw.env": lines.enumerated().map { "C2NF\($0)x=\($1)\n" }.joined()
        ]
        for (index, text) in make("configFiles").enumerated() { files["f\(index)"] = text }
        for (index, text) in make("secretFiles").enumerated() { files["s\(index)"] = text }
        for (index, text) in make("mounts").enumerated() { files["m\(index)"] = text }
        var configs: [(String, YAML)] = make("contents").enumerated().map { ("c\($0)", .map([("content", .text($1))])) }
        configs += (0..<count).map { ("f\($0)", .map([("file", .text("./f\($0)"))])) }
        configs.append(
            ("v", .map([("content", .quoted(values.indices.map { "${C2NV\($0)x}" }.joined(separator: "$$")))]))
        )
        let secrets: [(String, YAML)] = (0..<count).map { ("s\($0)", .map([("file", .text("./s\($0)"))])) }
        let project = YAML.map([
            ("services", .map([("app", .map(service))])), ("configs", .map(configs)), ("secrets", .map(secrets)),
        ])
        files["compose.yaml"] = project.document()
        var memory = MemoryFiles()
        for (name, text) in files { memory.files["\(Conversions.folder)/\(name)"] = Array(text.utf8) }
        var options = ConversionOptions()
        options.secrets = .inline
        return Conversions.convert(memory, environment: environment, options: options)
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// The values that the operator gives.
    func variables(of deployment: Deployment) -> [JSONValue.Member] {
        deployment.variables.sorted { $0.key < $1.key }.compactMap { name, value in
            guard case .string(let text) = value, name.hasPrefix("C2N") else { return nil }
            return .init(name, .string(text))
        }
    }

    /// What each place of the job must be read as.
    func expectations(of job: Jobspec) -> [JSONValue] {
        var found: [JSONValue] = []
        let task: [JSONValue] = ["job", "shop", "group", "app", "task", "app"].map { .string($0) }
        func expect(_ value: String, _ path: [JSONValue], readings: Int = 1, line: String? = nil) {
            var members: [JSONValue.Member] = [
                .init("path", .array(task + path)), .init("value", .string(value)), .init("readings", .int(readings)),
            ]
            if let line { members.append(.init("line", .string(line))) }
            found.append(.object(members))
        }
        func all(_ place: String, _ change: (Int, String) -> Void) {
            for (index, text) in (texts[place] ?? []).enumerated() { change(index, text) }
        }
        let emitted = job.job.groups[0].tasks[0]
        let templates = emitted.templates
        // A single block is read as such, several as a list.
        func template(_ destination: String) -> [JSONValue] {
            guard let index = templates.firstIndex(where: { $0.destination.literal == destination }) else {
                return [.string("no template \(destination)")]
            }
            return templates.count == 1
                ? [.string("template"), .string("data")] : [.string("template"), .int(index), .string("data")]
        }
        func env(_ key: String, _ value: String) {
            if emitted.env[key] != nil {
                expect(value, [.string("env"), .string(key)])
            } else {
                expect(value, template("secrets/literal.env"), line: key)
            }
        }
        all("env") { env("E\($0)", $1) }
        all("envKeys") { env($1, "x") }
        all("variables") { env("V\($0)", "a$\($1)b") }
        all("envFile") { env("C2NF\($0)x", $1) }
        let config = JSONValue.string("config")
        func driver(_ key: String, _ place: String, from start: Int = 0, _ value: (String) -> String = { $0 }) {
            all(place) { expect(value($1), [config, .string(key), .int(start + $0)], readings: 2) }
        }
        driver("args", "command")
        driver("args", "variables", from: count)
        driver("entrypoint", "entrypoint")
        driver("entrypoint", "variables", from: count) { "$\($0){%\($0){" }
        driver("security_opt", "security")
        driver("group_add", "groups")
        expect(texts["workdir"]?[0] ?? "", [config, .string("work_dir")], readings: 2)
        expect(texts["userns"]?[0] ?? "", [config, .string("userns_mode")], readings: 2)
        expect(texts["user"]?[0] ?? "", [.string("user")])
        func label(_ key: String, _ value: String) {
            expect(value, [config, .string("labels"), .string(HCL.Escaping.once.apply(to: key))], readings: 2)
        }
        all("labels") { label("l.\($0)", $1) }
        all("labelKeys") { label($1, "x") }
        all("variables") { label("v.\($0)", "\($1){\($1)") }
        all("tags") { label("traefik.x\($0)", $1) }
        all("sysctls") { expect($1, [config, .string("sysctl"), .string("kernel.s\($0)")], readings: 2) }
        all("logging") { expect($1, [config, .string("logging"), .string("config"), .string("o\($0)")], readings: 2) }
        all("storage") { expect($1, [config, .string("storage_opt"), .string("s\($0)")], readings: 2) }
        all("contents") { expect(Jobspec.Template.printed($1), template("local/configs/c\($0)")) }
        all("configFiles") { expect(data($1), template("local/configs/f\($0)")) }
        all("secretFiles") { expect(data($1), template("secrets/compose/s\($0)")) }
        all("mounts") { index, text in
            let volume = emitted.config.volumes.map(\.description).first { $0.hasSuffix(":/m\(index):ro") } ?? ""
            expect(data(text), template(String(volume.dropLast(":/m\(index):ro".count))))
        }
        expect((texts["variables"] ?? []).joined(separator: "$"), template("local/configs/v"))
        for (index, template) in templates.enumerated() { checkDelimiters(of: template, index) }
        group(job, &found)
        return found
    }

    /// The services of the group, one for peers and one for routers: tags and check.
    private func group(_ job: Jobspec, _ found: inout [JSONValue]) {
        let group = job.job.groups[0]
        let isInTask = group.services.isEmpty
        let services = isInTask ? group.tasks[0].services : group.services
        let block: [JSONValue] = (["job", "shop", "group", "app"] + (isInTask ? ["task", "app"] : []) + ["service"])
            .map { .string($0) }
        func expect(_ value: String, _ path: [JSONValue], of service: Int) {
            let place = services.count > 1 ? block + [.int(service)] : block
            found.append(
                .object([
                    .init("path", .array(place + path)), .init("value", .string(value)), .init("readings", .int(1)),
                ])
            )
        }
        for service in services.indices {
            for (index, text) in (texts["check"] ?? []).enumerated() {
                expect(text, [.string("check"), .string("args"), .int(index)], of: service)
            }
        }
        let wanted =
            (texts["aliases"] ?? []) + (texts["tags"] ?? []).enumerated().map { "traefik.x\($0)=\($1)" }
            + (texts["deploy"] ?? []).enumerated().map { "traefik.d\($0)=\($1)" }
        for text in wanted where !text.isEmpty {
            let places = services.enumerated().compactMap { service, registration in
                registration.tags.map(\.description).firstIndex(of: text).map { (service: service, tag: $0) }
            }
            if let place = places.first {
                expect(text, [.string("tags"), .int(place.tag)], of: place.service)
            } else {
                expect(text, [.string("no tag")], of: 0)
            }
        }
    }

    /// The data of a template that renders a file: what no text can say exactly stands there in another form.
    private func data(_ text: String) -> String {
        Jobspec.Template.printed(Jobspec.Template.exactData(text))
    }

    /// The template engine must find nothing to evaluate but what we wrote.
    private func checkDelimiters(of template: Jobspec.Template, _ index: Int) {
        guard case .data(let data) = template.content else { return }
        let text = data.resolvingVariables(environment).description
        if text.hasPrefix("{{ base64Decode \"") { return }
        let left = template.leftDelimiter ?? "{{"
        let ending = "\(left)/* no newline here */ -\(template.rightDelimiter ?? "}}")\n"
        let own = text.hasSuffix(ending) ? text.dropLast(ending.count) : text[...]
        #expect(!own.contains(left), "\(template.destination)")
    }
}

extension Jobspec.Template {
    /// The data as it is printed: Nomad refuses an empty text, and a comment renders to one.
    fileprivate static func printed(_ data: String) -> String { data.isEmpty ? "{{/* empty */}}" : data }

    /// The data that renders exactly this text.
    fileprivate static func exactData(_ text: String) -> String {
        let template = Conversions.template(rendering: text)
        guard case .data(let data) = template.content else { return "" }
        return data.description
    }
}

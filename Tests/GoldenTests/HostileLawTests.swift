import ComposeParser
import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// Nothing that a project says is ever read as more than text: see `HostileLaw` and `Scripts/hostile-law`.
///
/// A text in each place that the fixtures show, twice where several do, or all texts in all places of all cases if
/// `HOSTILE_LAW` is `all`.
@Suite(.enabled(if: Subprocess.environment("HCL_PYTHON") != nil, "set HCL_PYTHON to a Python that has pygohcl"))
struct HostileLawTests {
    private static let isWhole = Subprocess.environment("HOSTILE_LAW") == "all"

    private func check(_ folder: String, _ arguments: String...) -> Subprocess.Result {
        let python = Subprocess.environment("HCL_PYTHON") ?? "python3"
        return Subprocess.run([python, Repository.path("Scripts/hostile-law")] + arguments + [folder])
    }

    @Test("A hostile text stays a text wherever it stands")
    func everyPlace() throws {
        var seen: [String: Int] = [:]
        for fixture in FixtureCase.all where Self.isWhole || FixtureCase.firstOfEach.contains(fixture.name) {
            let (loading, options) = try fixture.choices
            // Some fixtures show that a project does not convert.
            guard let law = AttributeLaw(loading, options) else { continue }
            let folder = Subprocess.temporaryPath("hostile-law")
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try HostileLaw(law, writingTo: folder).run(texts: Self.isWhole ? HostileLaw.texts.count : 1) { kind in
                seen[kind, default: 0] += 1
                return Self.isWhole || seen[kind, default: 0] <= 2
            }
            let result = Self.isWhole ? check(folder, "--shellcheck") : check(folder)
            #expect(result.code == 0, "\(fixture.name): \(result.output.suffix(3000))")
        }
        #expect(FixtureCase.wanted != nil || seen.count > 500)
    }

    /// Each language, written without care.
    @Test("The law sees what is wrong")
    func mistakes() throws {
        let mistakes = [
            ("a.hcl", "a = 1\nc2nhack = 1\n", "there is .c2nhack"),
            ("b.hcl", "a = \"x\nc2nhack\"\n", "the parser says"),
            ("c.hcl", "template {\n  data = \"{{ if c2nhack }}\"\n}\n", "a template evaluates"),
            ("d.hcl", "template {\n  env = true\n  data = \"A=1\\nc2nhack=1\"\n}\n", "one that nobody asked for"),
            ("e.json", "{\"c2nhack\": 1}", "there is .c2nhack"),
            ("deploy.sh", "echo $(c2nhack)", "deploy.sh  runs"),
            ("deploy.sh", "echo c2nhack >c2nfile", "deploy.sh writes 'c2nfile'"),
            ("deploy.sh", "echo 'c2nhack", "sh -n"),
            ("diagnostics.txt", "error: a\nc2nhack", "the text's own"),
            ("diagnostics.txt", "error: c2nhack \u{1B}[31m", "a control character"),
        ]
        let folder = Subprocess.temporaryPath("hostile-law")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (number, mistake) in mistakes.enumerated() {
            let path = "\(folder)/\(number)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Subprocess.write(mistake.1, to: "\(path)/\(mistake.0)")
        }
        let result = check(folder)
        #expect(result.code == 1)
        for (number, mistake) in mistakes.enumerated() {
            let found = result.output.split(separator: "\n").contains {
                $0.hasPrefix("\(number): \(mistake.0): ") && $0.contains(mistake.2)
            }
            #expect(found, "\(mistake)")
        }
    }

    /// The folder of the project and that of the output are texts, too.
    @Test("A hostile folder stays a path", arguments: HostileLaw.texts.indices)
    func folders(choice: Int) throws {
        let text = HostileLaw.texts[choice].replacing("/", with: "").replacing("\0", with: "")
        var options = ConversionOptions()
        options.outputFolder = "/out/\(text)/nomad"
        let compose = """
            services:
              web: {build: {context: ./web, dockerfile_inline: "FROM x"}, volumes: ["./data:/data", "./site:/site:ro"]}
            """
        var loading = LoadOptions(workingDirectory: "/in/\(text)")
        loading.projectName = "shop"
        loading.environment = ["HOME": "/\(text)"]
        let files = MemoryFiles(["/in/\(text)/compose.yaml": compose, "/in/\(text)/site/\(text)": text])
        let conversion = Conversion(of: loading, options: options, files: files)
        let deployment = try #require(conversion.deployment)
        let folder = Subprocess.temporaryPath("hostile-law")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: "\(folder)/1", withIntermediateDirectories: true)
        for file in deployment.files() {
            try Data(file.contents).write(to: URL(filePath: "\(folder)/1/\(file.name)"))
        }
        let shown = DiagnosticRenderer(sources: conversion.sources).render(conversion.diagnostics)
        try Subprocess.write(shown, to: "\(folder)/1/diagnostics.txt")
        let result = check(folder, "--shellcheck")
        #expect(result.code == 0, "\(result.output.suffix(3000))")
    }

    @Test("shellcheck finds nothing in the scripts of the fixtures")
    func shellcheck() throws {
        let folder = Subprocess.temporaryPath("shellcheck")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (number, fixture) in FixtureCase.all.enumerated() {
            guard FileManager.default.fileExists(atPath: "\(fixture.expected)/deploy.sh") else { continue }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: fixture.expected, toPath: "\(folder)/\(number)")
            try Subprocess.write(fixture.name, to: "\(folder)/\(number)/about")
        }
        let result = check(folder, "--shellcheck")
        #expect(result.code == 0, "\(result.output.suffix(3000))")
    }
}

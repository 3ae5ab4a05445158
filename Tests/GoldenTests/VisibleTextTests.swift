import ComposeParser
import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// What others say is shown, and never done: no character that ends a line, drives a terminal, hides or turns text.
@Suite("Text of others on a terminal")
struct VisibleTextTests {
    /// Each with the form in which YAML says it.
    private static let texts = [
        ("\u{1B}]0;x\u{7}\u{1B}[31m", #"\e]0;x\a\e[31m"#), ("\u{9B}31m\u{85}\u{7F}", #"\x9b31m\N\x7f"#),
        ("a\nerror: b\r\n\u{2028}\u{2029}c", #"a\nerror: b\r\n\L\Pc"#),
        ("a\u{202E}b\u{2066}\u{200B}\u{FEFF}", #"a\u202eb\u2066\u200b\uFEFF"#),
    ]

    private static let places = [
        #"x-nomad: {job: {"T": 1}}"#, #"services: {"T": {image: a}}"#, #"services: {web: {image: "T"}}"#,
        #"services: {web: {image: a, "T": 1}}"#, #"services: {web: {image: a, hostname: "T"}}"#,
        #"services: {web: {image: a, env_file: "T"}}"#, #"services: {web: {image: a, extends: {file: "T"}}}"#,
        #"services: {web: {image: a, volumes: ["T:/x"]}}"#, #"services: {web: {image: a, volumes: ["./T:T"]}}"#,
        #"services: {web: {image: a, ports: ["T"]}}"#, #"services: {web: {image: a, depends_on: ["T"]}}"#,
        #"services: {web: {image: a, networks: ["T"]}}"#, #"services: {web: {image: a, userns_mode: "T"}}"#,
        #"services: {web: {image: a, labels: {"T": "T", nomad.type: "T"}}}"#, #"include: ["T"]"#,
        #"services: {web: {image: a, healthcheck: {test: "T", interval: "T"}}}"#, #"name: "T""#,
        #"services: {web: {image: a, annotations: {"T": "T"}}}"#, #"services: {web: {image: "${T}${V:?T}"}}"#,
        #"services: {web: {image: a, secrets: ["T"]}}"#, #"secrets: {s: {file: "T"}}"#, #"["T""#, "!<T> 'T': *T",
        #"services: {web: {image: a, x-nomad: {task: {"T": "T", config: {"T": 1}}}}}"#,
        #"services: {web: {image: a, configs: [s]}}\nconfigs: {s: {file: "./T"}}"#,
        #"services: {web: {image: a, environment: ["T=T", "A=${T}"], command: "http://T:80"}}"#,
    ]

    @Test("Each diagnostic is lines of visible characters", arguments: places, [false, true])
    func diagnostics(place: String, isQuoted: Bool) {
        for (text, quoted) in Self.texts {
            var loading = LoadOptions(workingDirectory: "/\(text)")
            loading.environment = [text: text]
            let compose = place.replacing("T", with: isQuoted ? quoted : text)
            let conversion = Conversion(
                of: loading,
                files: MemoryFiles(["/\(text)/compose.yaml": compose, "/\(text)/.env": "\(text)=\(text)"])
            )
            let all = conversion.diagnostics.all
            expectOwnLines(
                DiagnosticRenderer(sources: conversion.sources).render(all) + (conversion.summary?.text ?? "")
            )
            expectVisible(DiagnosticRenderer(sources: conversion.sources).render(all))
            expectVisible(DiagnosticJSON(sources: conversion.sources).encode(all))
            expectVisible((conversion.summary?.text ?? "") + (conversion.summary?.json ?? ""))
            for diagnostic in all { expectVisible(diagnostic.description) }
        }
    }

    @Test("What the program says of its arguments and files is visible")
    func program() throws {
        for (text, quoted) in Self.texts {
            let folder = Subprocess.temporaryPath(text)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let compose = "services: {web: {image: \"\(quoted)\", \"x-\(quoted)\": 1, userns_mode: \"\(quoted)\"}}"
            try Subprocess.write(compose, to: folder + "/compose.yaml")
            try Subprocess.write("", to: folder + "/file")
            for arguments in [
                ["--\(text)"], ["--network", text], ["-f", text], ["config", "-f", text], [folder + "/compose.yaml"],
                ["-f", folder + "/compose.yaml", "-o", folder + "/file"], ["config", "-o", folder],
                ["-f", folder + "/compose.yaml", "--images", text], ["check", folder + "/compose.yaml"],
                ["-f", folder + "/compose.yaml", "--env-file", text, "-p", text],
            ] {
                let result = Program.run(arguments, arguments[0] == "check" ? "2>&1" : "2>&1 >/dev/null")
                expectVisible(result.output)
                #expect(!result.output.isEmpty, "\(arguments)")
            }
        }
    }

    @Test("Data is exact, but nobody's terminal gets it")
    func data() throws {
        let compose = Subprocess.temporaryPath("compose.yaml")
        defer { Subprocess.remove(compose) }
        try Subprocess.write(#"services: {web: {image: a, hostname: "b\u200bc"}}"#, to: compose)
        #expect(Program.run(["config", "-f", compose]).output.contains("hostname: b\u{200B}c\n"))
        #if os(Linux)
        let terminal = Subprocess.run(["script", "-qc", "'\(Program.path)' config -f '\(compose)'", "/dev/null"])
        #expect(terminal.output.contains(#"hostname: b\u200bc"#))
        #endif
    }

    private func expectVisible(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let hidden = text.unicodeScalars.filter { $0 != "\n" && $0 != "\t" && String($0).visible != String($0) }
        #expect(hidden.isEmpty, "\(text.visible)", sourceLocation: sourceLocation)
    }

    /// None of the lines is the text's own.
    private func expectOwnLines(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("error: b") }, sourceLocation: sourceLocation)
    }
}

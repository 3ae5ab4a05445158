import Foundation
import Testing

@testable import ComposeParser

/// A project of Fixtures/config with the answer of the real Docker Compose.
struct ConfigFixture: Sendable, CustomTestStringConvertible {
    var name: String
    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/config")

    /// All fixtures; FIXTURE=name restricts them to one.
    static var all: [ConfigFixture] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let wanted = ProcessInfo.processInfo.environment["FIXTURE"]
        return names.filter { wanted == nil || $0 == wanted }.sorted().map(ConfigFixture.init(name:))
    }

    private var folder: URL { Self.folder.appending(path: name) }

    private func text(_ file: String) -> String? {
        try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    /// How Docker Compose was called.
    private var run: Compose.Node {
        get throws {
            var sources = SourceTable()
            let bytes = Array((text("run.json") ?? "{}").utf8)
            return try YAMLReader.read(bytes, file: sources.add(path: "run.json", bytes: bytes))[0]
        }
    }

    /// The same call for the loader, on a copy of the project in memory at /fixture.
    func options() throws -> LoadOptions {
        let run = try run
        func list(_ key: String) -> [String] { (run[key]?.sequence ?? []).map(\.text.string) }
        var options = LoadOptions(
            workingDirectory: PosixPath.join("/fixture", run["workdir"]?.text.string ?? ".")
        )
        options.environment = ["HOME": "/home/user", "PATH": "/usr/bin:/bin", "PWD": options.workingDirectory]
        for entry in run.entries(of: "environment") { options.environment[entry.key] = entry.value.text.string }
        options.files = list("files")
        options.envFiles = list("envFiles")
        options.profiles = list("profiles")
        options.services = list("services")
        options.projectName = run["projectName"]?.text.string ?? "fixture"
        options.projectDirectory = run["projectDirectory"]?.text.string
        return options
    }

    /// The files of the project.
    func files() throws -> MemoryFiles {
        var files = MemoryFiles()
        let project = folder.appending(path: "project")
        for path in try FileManager.default.subpathsOfDirectory(atPath: project.path) {
            var isDirectory: ObjCBool = false
            let url = project.appending(path: path)
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue
            else { continue }
            files.files["/fixture/" + path] = Array(try Data(contentsOf: url))
        }
        if let input = try run["standardInput"] { files.files["-"] = Array(input.text.string.utf8) }
        return files
    }

    /// What Docker Compose answered; `nil` where it refused.
    func expected() throws -> Compose.Node? {
        guard let text = text("expected.json") else { return nil }
        let bytes = Array(
            text.replacingOccurrences(of: "${PROJECT_DIR}", with: "/fixture").replacingOccurrences(of: "$$", with: "$")
                .utf8
        )
        var sources = SourceTable()
        return try YAMLReader.read(bytes, file: sources.add(path: "expected.json", bytes: bytes))[0]
    }
}

/// The first difference between two trees, for a message.
func difference(_ found: Compose.Node, _ expected: Compose.Node, at path: String = "") -> String? {
    switch (found.content, expected.content) {
    case (.mapping(let a), .mapping(let b)):
        for key in Set(a.entries.map(\.key) + b.entries.map(\.key)).sorted() {
            guard let x = a[key] else { return "\(path).\(key) is missing" }
            guard let y = b[key] else { return "\(path).\(key) is not expected" }
            if let inner = difference(x, y, at: "\(path).\(key)") { return inner }
        }
        return nil
    case (.sequence(let a), .sequence(let b)):
        if a.count != b.count { return "\(path) has \(a.count) items, \(b.count) expected" }
        for (index, pair) in zip(a, b).enumerated() {
            if let inner = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return inner }
        }
        return nil
    default:
        return found.hasSameValue(as: expected)
            ? nil
            : "\(path) is \(found.content) \(found.text.string), expected \(expected.content) \(expected.text.string)"
    }
}

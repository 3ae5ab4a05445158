import ArgumentParser
import ComposeParser
import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// One conversion that is kept as a golden: a compose project, the flags, and what came out of it.
///
/// `Fixtures/NAME/project` holds the project; `Fixtures/NAME/CASE/` holds `args` (flags, one line each; the file may be
/// missing), `diagnostics.txt`, and the files that `-o` would write; `graph.mmd` and `graph.dot` where the picture is kept.
/// The only case of a project is `expected`; of several each is named by what it shows, such as the value of its option.
struct FixtureCase: Sendable, CustomTestStringConvertible {
    let name: String
    let project: String
    let expected: String

    var testDescription: String { name }

    /// The one fixture to run, if the environment names one.
    static let wanted = ProcessInfo.processInfo.environment["FIXTURE"]

    /// All cases, or those of the fixtures that the environment variable `FIXTURE` names.
    static let all: [FixtureCase] = {
        let root = Repository.path("Fixtures")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().filter { wanted == nil || $0 == wanted }.flatMap { name -> [FixtureCase] in
            let project = "\(root)/\(name)/project"
            guard FileManager.default.fileExists(atPath: project) else { return [] }
            var cases = ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(name)")) ?? []).sorted()
                .filter { $0 != "project" && !$0.hasPrefix(".") }
            // A project without goldens is a case that fails, not one that is passed over.
            if cases.isEmpty { cases = ["expected"] }
            return cases.map {
                FixtureCase(
                    name: $0 == "expected" ? name : "\(name)/\($0)",
                    project: project,
                    expected: "\(root)/\(name)/\($0)"
                )
            }
        }
    }()

    /// The name of one case of each fixture.
    static let firstOfEach = Set(Dictionary(grouping: all, by: \.project).values.compactMap(\.first?.name))

    /// The flags of the case.
    var arguments: [String] {
        let text = (try? String(contentsOfFile: "\(expected)/args", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// What the command line would load, with an empty environment, and how it would convert it.
    var choices: (loading: LoadOptions, options: ConversionOptions) {
        get throws {
            let command = try ConvertCommand.parse(arguments)
            var loading = command.project.loadOptions(files: command.files)
            loading.environment = ["HOME": "/home/user", "PWD": project]
            loading.workingDirectory = project
            var options = ConversionOptions()
            command.flags.choose(in: &options)
            command.choose(in: &options)
            return (loading, options)
        }
    }

    /// Converts the project as the command line would.
    func convert(
        reading files: some FileAccess = LocalFiles(),
        for version: NomadVersion? = nil
    ) throws -> (deployment: Deployment?, files: [Deployment.File], diagnostics: String) {
        let command = try ConvertCommand.parse(arguments)
        var (loading, options) = try choices
        if let version { options.nomadVersion = version }
        let conversion = Conversion(of: loading, options: options, images: command.flags.images, files: files)
        let renderer = DiagnosticRenderer(sources: conversion.sources)
        var files: [Deployment.File] = []
        if let deployment = conversion.deployment {
            files = deployment.files(command.format)
        }
        let text = renderer.render(conversion.diagnostics)
            .replacingOccurrences(of: project + "/", with: "").replacingOccurrences(of: project, with: ".")
        return (conversion.deployment, files, text)
    }
}

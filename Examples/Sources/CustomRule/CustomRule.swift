import ComposeParser
import Foundation
import NomadEmitter

/// The rules of one team, over the Compose model and over the finished jobs.
///
///     swift run CustomRule /absolute/path/of/a/project
///
/// Exit codes: 0 all is well, 1 the project cannot be converted, 2 a rule is broken, 64 no folder is named.
@main struct CustomRule {
    static func main() {
        guard CommandLine.arguments.count == 2 else { exit(64) }
        let conversion = Conversion(of: LoadOptions(workingDirectory: CommandLine.arguments[1]))
        let renderer = DiagnosticRenderer(sources: conversion.sources)
        guard let project = conversion.project, let deployment = conversion.deployment else {
            print(renderer.render(conversion.diagnostics.all.filter { $0.severity == .error }), terminator: "")
            exit(1)
        }
        let broken = project.services.compactMap(pinnedImage) + privilegedTasks(in: deployment, of: project)
        print(renderer.render(broken), terminator: "")
        exit(broken.isEmpty ? 0 : 2)
    }

    /// An image has a tag, and not one that moves.
    static func pinnedImage(_ service: Compose.Service) -> Diagnostic? {
        guard let image = service.image else { return nil }
        let name = image.string.split(separator: "/").last ?? ""
        let tag = name.split(separator: ":", maxSplits: 1).dropFirst().first
        guard tag == nil || tag == "latest" else { return nil }
        return Diagnostic(
            id: "team/pinned-image",
            .error,
            "the image of `\(service.name)` is not pinned",
            at: image.range,
            hint: "name a version, such as \(image.string.split(separator: ":")[0]):1.2"
        )
    }

    /// No task of a job is privileged, whoever asked for it. The place is that of the service.
    static func privilegedTasks(in deployment: Deployment, of project: Compose.Project) -> [Diagnostic] {
        let tasks = deployment.jobs.flatMap(\.job.groups).flatMap(\.tasks)
        return tasks.filter { $0.config.privileged == true }.map { task in
            let service = project.services.first { TaskName(sanitizing: $0.name) == task.name }
            return Diagnostic(
                id: "team/no-privileges",
                .error,
                "the task `\(task.name)` is privileged",
                at: service?.privileged?.range ?? service?.range ?? .none,
                hint: "ask for the capabilities it needs with cap_add"
            )
        }
    }
}

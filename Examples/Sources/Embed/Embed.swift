import ComposeParser
import NomadEmitter

/// Converts a text and a folder, reads the Compose model, and changes a job before it is printed.
///
///     swift run Embed /absolute/path/of/a/project
@main struct Embed {
    static func main() {
        guard CommandLine.arguments.count == 2 else { return print("Embed: which folder?") }
        heading("A Compose file in memory")
        let conversion = Conversion(of: "services: {web: {image: 'nginx:1', ports: ['8080:80']}}", project: "hello")
        for job in conversion.deployment?.jobs ?? [] { print(job.hcl()) }
        for diagnostic in conversion.diagnostics.all { print(diagnostic) }

        heading("A folder: the job and the files beside it")
        let folder = Conversion(of: LoadOptions(workingDirectory: CommandLine.arguments[1]))
        for file in folder.deployment?.files() ?? [] { print(file.name, "has \(file.contents.count) bytes") }
        print(folder.summary?.text ?? "not converted")

        heading("Its findings, as a compiler shows them")
        print(DiagnosticRenderer(sources: folder.sources).render(folder.diagnostics))

        heading("Its Compose model, as Docker Compose resolves it")
        for service in folder.project?.services ?? [] {
            let ports = service.ports.map { "\($0.published?.string ?? "any") to \($0.target.value)" }
            print("\(service.name): image \(service.image?.string ?? "none"), ports \(ports)\n")
        }

        heading("Its job, edited")
        guard var job = folder.deployment?.jobs.first else { return }
        job.job.namespace = "notes"
        for group in job.job.groups.indices {
            for task in job.job.groups[group].tasks.indices {
                job.job.groups[group].tasks[task].resources = resources(cpu: 300, memory: 256)
                job.job.groups[group].tasks[task].config.privileged = nil
                job.job.groups[group].tasks[task].meta["team"] = "storage"
            }
        }
        for finding in JobspecValidator.findings(in: job) { print("Nomad would say: \(finding.message)") }
        print(job.hcl())
    }

    static func resources(cpu: Int, memory: Int) -> Jobspec.Resources {
        var resources = Jobspec.Resources()
        resources.cpu = .literal(cpu)
        resources.memory = .literal(memory)
        return resources
    }

    static func heading(_ text: String) { print("== \(text)\n") }
}

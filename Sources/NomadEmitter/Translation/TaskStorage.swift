internal import ComposeParser

/// What a task mounts, and the templates that render it.
struct TaskStorage {
    var volumes: [Interpolated] = []
    var mounts: [DockerConfig.Mount] = []
    var volumeMounts: [Jobspec.VolumeMount] = []
    private(set) var templates: [Jobspec.Template] = []
    /// Where the first template of each destination stands among them.
    private var positions: [Interpolated: Int] = [:]
    /// Whether a template reads from Vault.
    var usesVault = false
    /// The paths in the container that are taken, with the places that took them.
    private(set) var targets: [String: SourceRange] = [:]

    /// Takes a path in the container; gives the place that has it if it is taken.
    mutating func claim(_ target: String, at range: SourceRange) -> SourceRange? {
        let path = PosixPath.clean(target)
        if let taken = targets[path] { return taken }
        targets[path] = range
        return nil
    }

    /// Whether something else is mounted below a path of the container.
    func isMountedBelow(_ target: String, paths: some Sequence<String>) -> Bool {
        let folder = PosixPath.clean(target)
        return paths.contains { $0 != folder && ProjectFiles.contains(folder, $0) }
    }

    /// Mounts a rendered file or folder of the task. An entry of `volumes` takes no colon in a path.
    mutating func bindReadOnly(_ source: String, to target: String) {
        if target.contains(":") {
            mounts.append(
                DockerConfig.Mount(.bind(source: Interpolated(source)), target: Interpolated(target), readonly: true)
            )
        } else {
            volumes.append("\(source):\(target):ro")
        }
    }

    /// Adds a template, unless one with the same result is there; gives its place.
    mutating func add(_ template: Jobspec.Template, at path: String) -> String {
        var template = template
        var destination = path
        var number = 2
        while true {
            template.destination = Interpolated(destination)
            guard let position = positions[template.destination] else { break }
            if templates[position] == template { return destination }
            destination = "\(path)-\(number)"
            number += 1
        }
        append(template)
        return destination
    }

    /// Adds a template at a destination that no other has.
    mutating func append(_ template: Jobspec.Template) {
        positions[template.destination] = positions[template.destination] ?? templates.count
        templates.append(template)
    }

    /// Mounts everything in a task; the templates go behind those that it has.
    func mount(in task: inout Jobspec.Task) {
        task.config.volumes += volumes
        task.config.mounts += mounts
        task.volumeMounts = volumeMounts
        if usesVault { task.vault = Jobspec.Vault() }
    }
}

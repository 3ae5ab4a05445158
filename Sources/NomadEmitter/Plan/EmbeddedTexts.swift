internal import ComposeParser

extension EmbeddedText {
    /// The texts that go into the jobs with each service: its configs and the files it mounts.
    static func texts(
        of project: Compose.Project,
        configs: [String: Compose.FileDefinition],
        mounts: [String: [PlannedMount]],
        files: ProjectFiles
    ) -> [EmbeddedText] {
        var texts: [EmbeddedText] = []
        for service in project.services {
            for planned in mounts[service.name] ?? [] {
                guard let source = planned.mount.source else { continue }
                for file in planned.texts {
                    guard let text = file.text else { continue }
                    let path = file.path.isEmpty ? source.string : PosixPath.join(source.string, file.path)
                    texts.append(
                        EmbeddedText(
                            service: service.name,
                            path: files.relative(path),
                            target: file.path.isEmpty
                                ? planned.mount.target.string : PosixPath.join(planned.mount.target.string, file.path),
                            text: text,
                            range: planned.mount.range
                        )
                    )
                }
            }
            for grant in service.configs {
                guard let definition = configs[grant.source.string],
                    let text = files.text(of: definition.source)
                else { continue }
                texts.append(
                    EmbeddedText(
                        service: service.name,
                        path: "config \(definition.key)",
                        target: grant.target?.string ?? "/\(definition.key)",
                        text: text,
                        range: grant.range
                    )
                )
            }
        }
        return texts
    }
}

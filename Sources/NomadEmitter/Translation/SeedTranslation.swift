internal import ComposeParser

// What an empty volume starts with: Docker copies what the image has at the target of the mount.
extension GroupTranslation {
    /// Tasks that fill the dynamic host volumes of the group before the tasks that mount them; a note where the image
    /// of a service is not known to have a shell.
    ///
    /// - Parameter tasks: the tasks of the group, as they are translated.
    func seedTasks(before tasks: [Jobspec.Task], _ found: inout JobFindings) -> [Jobspec.Task] {
        guard plan.options.volumes == .dynamic else { return [] }
        var seen: Set<String> = []
        var seeds: [Jobspec.Task] = []
        for planned in planned.tasks where planned.role != .beacon {
            let service = planned.service
            var commands: [String] = []
            var mounts: [Jobspec.VolumeMount] = []
            for mount in plan.mounts[service.name] ?? [] {
                guard let volume = mount.volume, isSeeded(mount, volume), seen.insert(volume.source).inserted else {
                    continue
                }
                guard service.isKnownToHaveShell(plan.options.images?.facts(of: service, in: plan.project)) else {
                    found.report(
                        .volumeStartsEmpty,
                        .note,
                        "the volume `\(volume.source)` starts empty: Docker would copy what the image of `\(service.name)` has at `\(mount.target)`",
                        at: mount.mount.range,
                        hint:
                            "--volumes host seeds it, whatever the image; nothing is lost where the service fills it itself",
                        service: service
                    )
                    continue
                }
                let folder = "/volumes/\(volume.label)"
                mounts.append(Jobspec.VolumeMount(volume: volume.label, destination: Interpolated(folder)))
                let source = Shell.quoted(mount.target)
                commands.append(
                    "if [ -d \(source) ] && [ -z \"$(ls -A \(folder))\" ]; then cp -a \(source)/. \(folder)/; fi"
                )
            }
            guard !mounts.isEmpty, let image = tasks.first(where: { $0.name == planned.name })?.config.image else {
                continue
            }
            var seed = Jobspec.Task(
                name: TaskName(sanitizing: "\(planned.name)-volumes"),
                config: DockerConfig(image: image),
                resources: Jobspec.Resources(cpu: 50, memory: 64),
                comment: ["Fills empty volumes with what the image has there, as Docker does."]
            )
            seed.config.entrypoint = ["/bin/sh", "-c"]
            seed.config.args = [Interpolated(commands.joined(separator: "\n"))]
            seed.user = "root"
            seed.lifecycle = Jobspec.Lifecycle(hook: .prestart, sidecar: false)
            seed.volumeMounts = mounts
            seeds.append(seed)
        }
        return seeds
    }

    private func isSeeded(_ mount: PlannedMount, _ volume: PlannedVolume) -> Bool {
        mount.mount.nocopy?.value != true && !mount.isReadOnly && MountPlanner.subpath(mount.mount) == nil
            && plan.client.createdVolumes.contains { $0.name == volume.source && $0.kind == .dynamic }
    }
}

extension Compose.Service {
    /// Whether something says that its image has a shell: what it runs, its healthcheck, or that Docker makes it.
    ///
    /// - Parameter facts: what its image says of itself.
    fileprivate func isKnownToHaveShell(_ facts: ImageFacts?) -> Bool {
        let words = programWords + (facts?.entrypoint ?? []) + (facts?.command ?? [])
        if words.contains(where: { CommandEnd.isShell($0) || $0.hasSuffix(".sh") }) { return true }
        if self.healthcheck?.test.first?.string == "CMD-SHELL" { return true }
        guard self.build == nil, let image = self.image, let known = WellKnownImage.find(image.string),
            !known.isNamesake
        else {
            return false
        }
        // Images of Docker's own library have one, but for those that are a single program.
        return !known.repository.contains("/") && !["nats", "traefik"].contains(known.repository)
    }
}

internal import ComposeParser

// What images say of volumes.
extension MountPlanner {
    /// Whom the data of a service has to belong to, as `uid:gid`.
    func owner(_ service: Compose.Service) -> String? {
        if let user = service.user?.string, user.utf8.allSatisfy({ $0 < 58 && $0 > 47 || $0 == UInt8(ascii: ":") }) {
            return user == "0" || user == "0:0" ? nil : user
        }
        let known = service.image.flatMap { WellKnownImage.find($0.string)?.owner }
        guard service.user == nil, let facts = options.images?.facts(of: service, in: project) else { return known }
        // What starts as root sees to its data itself; whose number a name has only a container could tell.
        return facts.owner ?? (facts.runsAsRoot ? nil : known)
    }

    /// Says what becomes of the volumes that an image declares, and of those that belong to somebody it only names.
    mutating func report(_ facts: ImageFacts, of service: Compose.Service, mounts: [PlannedMount]) {
        let targets = Set(mounts.map(\.target)).union(
            service.tmpfs.map { PosixPath.clean(String($0.string.prefix { $0 != ":" })) }
        )
        let anonymous = facts.volumes.filter { !targets.contains(PosixPath.clean($0)) }
        if !anonymous.isEmpty {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.anonymousVolume,
                    .note,
                    "what `\(service.name)` keeps at \(anonymous.quoted.joined(separator: ", ")), \(anonymous.count == 1 ? "a volume" : "volumes") of its image, starts anew with each allocation",
                    at: service.image?.range ?? service.range,
                    hint: "mount a named volume there if its data must stay",
                    service: service.name
                )
            )
        }
        // A host volume starts as the image has it.
        guard options.volumes != .host, service.user == nil, let user = facts.user, !facts.runsAsRoot,
            owner(service) == nil,
            let mount = mounts.first(where: \.isOwned)
        else { return }
        diagnostics.add(
            Diagnostic(
                ConversionIssue.ownerIsNoNumber,
                .warning,
                "the image of `\(service.name)` runs as `\(user)`, whose number is not known: nobody gives it its volume at `\(mount.target)`",
                at: mount.mount.range,
                hint: "say user: with the number that id prints in the container, or chown the volume to it",
                service: service.name
            )
        )
    }
}

extension PlannedMount {
    /// Whether it is a folder of the nodes that its service writes.
    fileprivate var isOwned: Bool {
        if case .volume(let volume) = kind, case .host = volume.kind { !isReadOnly } else { false }
    }
}

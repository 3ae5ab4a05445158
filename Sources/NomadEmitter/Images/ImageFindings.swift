internal import ComposeParser

extension ImageTable {
    /// How the images of the file and those of a project go together.
    func findings(for project: Compose.Project) -> [Diagnostic] {
        // What is built without a name may not be there yet.
        let names = Set(project.services.compactMap { $0.image?.string }).subtracting([""]).sorted()
        let used = Set(project.imageNames.compactMap { position(of: $0) })
        var findings: [Diagnostic] = []
        let missing = names.filter { position(of: $0) == nil }
        if !missing.isEmpty {
            findings.append(
                Diagnostic(
                    ConversionIssue.unknownImage,
                    .note,
                    "the file of images lacks \(missing.listed())",
                    at: place,
                    hint: "write it anew with docker image inspect $(compose2nomad images)"
                )
            )
        }
        let unused = images.indices.filter { !used.contains($0) }
        if let first = unused.first {
            findings.append(
                Diagnostic(
                    ConversionIssue.unusedImage,
                    .note,
                    "no service runs \(unused.map { images[$0].name }.listed())",
                    at: images[first].facts.range
                )
            )
        }
        return findings + platformFindings(for: project) + statedPlatformFindings(for: project)
    }

    /// Services that state another platform than that of their image.
    private func statedPlatformFindings(for project: Compose.Project) -> [Diagnostic] {
        project.services.compactMap { (service) -> Diagnostic? in
            guard let stated = service.platform, let name = project.imageName(of: service),
                let facts = facts(of: service, in: project),
                let platform = facts.platform
            else { return nil }
            // The variant is none of `Os` and `Architecture`.
            let wanted = stated.string.split(at: "/").prefix(2).map { ASCIIBytes.lowercased(String($0)) }
            guard !zip(wanted, platform.split(at: "/")).allSatisfy({ $0 == String($1) }) else { return nil }
            return Diagnostic(
                ConversionIssue.imagePlatform,
                .warning,
                "`\(service.name)` runs on \(stated.string), but the file of images tells of \(name) for \(platform)",
                at: stated.range,
                hint: "pull it with docker pull --platform \(stated.string) and inspect it again",
                service: service.name,
                related: [.init("the image is here", at: facts.range)]
            )
        }
    }

    /// Images that do not run on one kind of node, and those that run on no Linux. A service may state its platform.
    private func platformFindings(for project: Compose.Project) -> [Diagnostic] {
        let stating = project.services.filter { $0.platform == nil }.compactMap(project.imageName)
        let positions = Set(stating.compactMap { position(of: $0) }).sorted()
        var platforms: [(name: String, images: [Image])] = []
        var findings: [Diagnostic] = []
        for image in positions.map({ images[$0] }) {
            guard let platform = image.facts.platform else { continue }
            guard platform.hasPrefix("linux/") || platform == "linux" else {
                findings.append(
                    Diagnostic(
                        ConversionIssue.imagePlatform,
                        .warning,
                        "\(image.name) is an image for \(platform), not for linux",
                        at: image.facts.range,
                        hint: "pull it with docker pull --platform linux/amd64 and inspect it again"
                    )
                )
                continue
            }
            if let index = platforms.firstIndex(where: { $0.name == platform }) {
                platforms[index].images.append(image)
            } else {
                platforms.append((platform, [image]))
            }
        }
        guard platforms.count > 1 else { return findings }
        let list = platforms.map { "\($0.images.map(\.name).listed()) for \($0.name)" }
        findings.append(
            Diagnostic(
                ConversionIssue.imagePlatform,
                .warning,
                "the images are of several platforms: \(list.joined(separator: "; "))",
                at: platforms[1].images[0].facts.range,
                hint: "pull all for the platform of the nodes and inspect them again, or state platform: of a service",
                related: [.init("this one is for \(platforms[0].name)", at: platforms[0].images[0].facts.range)]
            )
        )
        return findings
    }

    /// Says which services are checked as their images say.
    func healthFindings(
        for project: Compose.Project,
        topology: Topology,
        provider: ConversionOptions.Provider
    ) -> [Diagnostic] {
        project.services.compactMap { (service) -> Diagnostic? in
            guard let health = service.healthcheck, health.isOfImage, topology.servers.contains(service.name),
                let facts = facts(of: service, in: project)
            else { return nil }
            return Diagnostic(
                ConversionIssue.imageHealthcheck,
                .note,
                "the healthcheck of `\(service.name)` is that of its image\(provider == .consul ? "; an instance that fails it leaves Consul's DNS" : "")",
                at: facts.health?.range ?? facts.range,
                hint: "healthcheck: {disable: true} does without it",
                service: service.name
            )
        }
    }
}

internal import ComposeParser

extension ImageTable {
    /// How the images of the file and those of a project go together.
    func findings(for project: Project) -> [Diagnostic] {
        let names = Set(project.services.compactMap(\.image?.string)).subtracting([""]).sorted()
        let used = Set(names.compactMap { position(of: $0) })
        var findings: [Diagnostic] = []
        let missing = names.filter { position(of: $0) == nil }
        if !missing.isEmpty {
            findings.append(
                Diagnostic(
                    ConversionIssue.unknownImage,
                    .note,
                    "the file of images lacks \(Self.list(missing))",
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
                    "no service runs \(Self.list(unused.map { images[$0].name }))",
                    at: images[first].facts.range
                )
            )
        }
        return findings + platformFindings(for: project)
    }

    /// Images that do not run on one kind of node, and those that run on no Linux. A service may state its platform.
    private func platformFindings(for project: Project) -> [Diagnostic] {
        let stating = project.services.filter { $0.platform == nil }.compactMap(\.image?.string)
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
        let list = platforms.map { "\(Self.list($0.images.map(\.name))) for \($0.name)" }
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

    private static func list(_ names: [String]) -> String {
        guard names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(names.last ?? "")"
    }
}

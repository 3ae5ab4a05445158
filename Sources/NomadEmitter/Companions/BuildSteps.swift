internal import ComposeParser

/// The commands that build and push the images of a project. Source: Compose Build Specification, `docker build`.
struct BuildSteps {
    let project: Compose.Project
    /// The image of each service that is built, as a word of the script.
    private let images: [String: [Shell.Part]]
    /// The images that the file states, by service.
    private let stated: [String: Compose.Text]
    /// Values that the compose file kept out of itself, by shell variable.
    private(set) var values: [String: String] = [:]
    private(set) var lines: [String] = []
    /// The commands that push what was built.
    private(set) var pushes: [String] = []

    /// The file of the values that building takes.
    static func fileName(of project: String) -> String { "\(project).build.env" }

    /// Assignments that a shell reads.
    var valuesFile: [UInt8] {
        var text = "# What the compose file takes from .env and the environment for builds; deploy.sh reads it.\n"
        for name in values.keys.sorted() { text += "\(name)=\(Shell.quoted(values[name] ?? ""))\n" }
        return Array(text.utf8)
    }

    /// - Parameter builds: what to build, dependencies first.
    init(_ builds: [ImageBuild], project: Compose.Project) {
        self.project = project
        var images: [String: [Shell.Part]] = [:]
        for build in builds { images[build.service] = Self.parts(of: build.image) }
        self.images = images
        stated = Dictionary(
            project.services.compactMap { service in service.image.map { (service.name, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        for build in Self.ordered(builds) { add(build) }
    }

    /// The builds in such an order that images which others take as contexts come first.
    private static func ordered(_ builds: [ImageBuild]) -> [ImageBuild] {
        var result: [ImageBuild] = []
        var seen: Set<String> = []
        func visit(_ build: ImageBuild) {
            guard seen.insert(build.service).inserted else { return }
            let node = build.build.node["additional_contexts"]
            let contexts = node?.mapping?.entries.map(\.value.text.string) ?? node?.sequence?.map(\.text.string) ?? []
            for context in contexts {
                guard let name = context.split(at: "=").last, name.hasPrefix("service:") else { continue }
                let service = name.dropFirst("service:".count)
                if let other = builds.first(where: { $0.service == service }) { visit(other) }
            }
            result.append(build)
        }
        for build in builds { visit(build) }
        return result
    }

    /// The image reference: job variables come from the file of variables.
    static func parts(of image: Interpolated) -> [Shell.Part] {
        image.parts.map { part in
            switch part {
            case .literal(let text), .runtime(let text): .text(text)
            case .variable(OwnVariable.registry.rawValue): .expansion("$REGISTRY")
            case .variable(OwnVariable.tag.rawValue): .expansion("$TAG")
            case .variable(let name): .expansion("$(value \(name))")
            }
        }
    }

    private mutating func add(_ image: ImageBuild) {
        let build = image.build
        let tag = Shell.word(images[image.service] ?? [])
        var flags: [String] = ["-t \(tag)"]
        // Without an image in the file, the first tag with a registry is the image.
        var tags = build.tags
        if stated[image.service] == nil,
            let index = tags.firstIndex(where: { WellKnownImage.namesRegistry($0.string) })
        {
            tags.remove(at: index)
        }
        tags.removeAll { $0.string == image.image.literal }
        let isOurs = image.image.parts.first == .variable(OwnVariable.registry.rawValue)
        let isForSeveral = build.platforms.count > 1
        if !isForSeveral { flags += tags.map { "-t \(word($0))" } }
        let context = build.context.map { path($0) } ?? "\"$PROJECT_DIR\""
        if let flag = dockerfile(of: build) { flags.append(flag) }
        flags += options(of: build)

        lines.append(Shell.comment("The image of \(image.service)."))
        let pushed = isOurs ? "\"$push\"" : "\"$push_own\""
        lines.append(isForSeveral ? "build_for \(pushed) \(Self.platforms(of: build)) \\" : "run docker build \\")
        lines += flags.map { "  \($0) \\" }
        if let dockerfile = build.dockerfileInline?.string {
            let marker = Shell.marker(for: dockerfile)
            lines.append("  \(context) <<'\(marker)'")
            lines += dockerfile.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            if lines.last == "" { lines.removeLast() }
            lines.append(marker)
        } else {
            lines.append("  \(context)")
        }
        if isForSeveral {
            lines += tags.map { "tag_kept \(pushed) \(tag) \(word($0))" }
        } else {
            pushes.append("\(isOurs ? "push" : "push_own") \(tag)")
        }
        for extra in tags where WellKnownImage.namesRegistry(extra.string) {
            pushes.append(isForSeveral ? "push_name \(pushed) \(tag) \(word(extra))" : "push_own \(word(extra))")
        }
    }

    private static func platforms(of build: Compose.Build) -> String {
        Shell.quoted(build.platforms.map(\.string).joined(separator: ","))
    }

    /// The flag that names the Dockerfile, where it is not the one that Docker takes anyway.
    private func dockerfile(of build: Compose.Build) -> String? {
        let dockerfile = build.dockerfile?.string ?? "Dockerfile"
        if build.dockerfileInline != nil { return "-f -" }
        if PosixPath.isAbsolute(dockerfile) { return "-f \(path(Compose.Text(dockerfile)))" }
        guard PosixPath.clean(dockerfile) != "Dockerfile" else { return nil }
        let isLocal = build.context.map { PosixPath.isAbsolute($0.string) } ?? true
        let base = build.context?.string ?? project.workingDirectory
        return "-f \(isLocal ? path(Compose.Text(PosixPath.join(base, dockerfile))) : Shell.quoted(dockerfile))"
    }

    /// The flags for what a build states besides its context and its image.
    private mutating func options(of build: Compose.Build) -> [String] {
        let node = build.node
        var flags: [String] = []
        if let target = build.target { flags.append("--target \(word(target))") }
        flags += pairs(node["args"]).map { "--build-arg \($0)" }
        flags += pairs(node["labels"]).map { "--label \($0)" }
        flags += contexts(node["additional_contexts"])
        if build.platforms.count == 1 { flags.append("--platform \(Self.platforms(of: build))") }
        flags += texts(node["cache_from"]).map { "--cache-from \(word($0))" }
        flags += texts(node["cache_to"]).map { "--cache-to \(word($0))" }
        if isTrue(node["no_cache"]) { flags.append("--no-cache") }
        flags += texts(node["no_cache_filter"]).map { "--no-cache-filter \(word($0))" }
        if isTrue(node["pull"]) { flags.append("--pull") }
        flags += texts(node["network"]).map { "--network \(word($0))" }
        flags += texts(node["isolation"]).map { "--isolation \(word($0))" }
        flags += pairs(node["extra_hosts"]).map { "--add-host \($0)" }
        flags += texts(node["shm_size"]).map { "--shm-size \(word($0))" }
        flags += limits(node["ulimits"])
        flags += secrets(node["secrets"])
        flags += pairs(node["ssh"]).map { "--ssh \($0)" }
        flags += texts(node["entitlements"]).map { "--allow \(word($0))" }
        if isTrue(node["privileged"]) { flags.append("--allow security.insecure") }
        flags += texts(node["provenance"]).map { "--provenance=\(word($0))" }
        flags += texts(node["sbom"]).map { "--sbom=\(word($0))" }
        return flags
    }

    // MARK: Words

    /// A text; what came from variables stands in a file of its own.
    private mutating func word(_ text: Compose.Text) -> String { Shell.word(parts(text)) }

    private mutating func parts(_ text: Compose.Text) -> [Shell.Part] {
        var parts: [Shell.Part] = []
        var position = 0
        for origin in text.origins {
            let value = text.slice(origin.span).string
            parts.append(.text(text.slice(position..<origin.span.lowerBound).string))
            let name = variable(origin.variable, value: value)
            parts.append(.expansion("${\(name)}"))
            position = origin.span.upperBound
        }
        parts.append(.text(text.slice(position..<text.string.utf8.count).string))
        return parts.filter { $0 != .text("") }
    }

    private mutating func variable(_ name: String, value: String) -> String {
        let base = "build_\(Names.identifier(name))"
        var name = base
        var number = 2
        while let other = values[name], other != value {
            name = "\(base)_\(number)"
            number += 1
        }
        values[name] = value

        return name
    }

    /// A path: below the project directory, or as it is if the file gives it absolute, or a remote address.
    private func path(_ text: Compose.Text) -> String {
        let path = text.string
        guard PosixPath.isAbsolute(path) else { return Shell.quoted(path) }
        let relative = PosixPath.relative(path, to: project.workingDirectory)
        if relative == "." { return "\"$PROJECT_DIR\"" }
        guard text.isRelativePath || !relative.hasPrefix("..") else { return Shell.quoted(path) }
        return Shell.word([.expansion("$PROJECT_DIR"), .text("/" + relative)])
    }

    /// `KEY=value` words of a list or a mapping.
    private mutating func pairs(_ node: Compose.Node?) -> [String] {
        guard let node else { return [] }
        if node.mapping == nil { return texts(node).map { word($0) } }
        var words: [String] = []
        for entry in Self.sorted(node) {
            for value in entry.value.sequence ?? [entry.value] {
                words.append(
                    value.isNull
                        ? Shell.quoted(entry.key) : Shell.word([.text(entry.key + "=")] + parts(value.text))
                )
            }
        }
        return words
    }

    private mutating func contexts(_ node: Compose.Node?) -> [String] {
        guard let node else { return [] }
        let entries: [(String, Compose.Text)] =
            node.mapping != nil
            ? Self.sorted(node).map { ($0.key, $0.value.text) }
            : texts(node).compactMap { text in
                guard let equals = text.string.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
                let offset = text.string.utf8.distance(from: text.string.utf8.startIndex, to: equals)
                return (text.slice(0..<offset).string, text.slice((offset + 1)..<text.string.utf8.count))
            }
        return entries.map { name, value in
            var parts: [Shell.Part] = [.text("\(name)=")]
            if value.string.hasPrefix("service:") {
                let service = String(value.string.dropFirst("service:".count))
                parts.append(.text("docker-image://"))
                parts += images[service] ?? [.text(stated[service]?.string ?? service)]
            } else if PosixPath.isAbsolute(value.string), files(below: value.string) || value.isRelativePath {
                let relative = PosixPath.relative(value.string, to: project.workingDirectory)
                parts += [.expansion("$PROJECT_DIR"), .text(relative == "." ? "" : "/" + relative)]
            } else {
                parts += self.parts(value)
            }
            return "--build-context \(Shell.word(parts))"
        }
    }

    private func files(below path: String) -> Bool { ProjectFiles.contains(project.workingDirectory, path) }

    private func limits(_ node: Compose.Node?) -> [String] {
        guard let node else { return [] }
        return Self.sorted(node).map { entry in
            guard let soft = entry.value["soft"]?.text.string, let hard = entry.value["hard"]?.text.string else {
                return "--ulimit \(Shell.quoted("\(entry.key)=\(entry.value.text.string)"))"
            }
            return "--ulimit \(Shell.quoted("\(entry.key)=\(soft):\(hard)"))"
        }
    }

    private mutating func secrets(_ node: Compose.Node?) -> [String] {
        (node?.sequence ?? []).map { item in
            let source = item["source"]?.text.string ?? item.text.string
            let id = item["target"]?.text.string ?? source
            switch project.secrets.first(where: { $0.key == source })?.source {
            case .file(let file)?:
                let relative = PosixPath.relative(file.string, to: project.workingDirectory)
                guard file.isRelativePath || !relative.hasPrefix("..") else {
                    return "--secret \(Shell.quoted("id=\(id),src=\(file.string)"))"
                }
                return
                    "--secret \(Shell.word([.text("id=\(id),src="), .expansion("$PROJECT_DIR"), .text("/" + relative)]))"
            case .environment(let name)?:
                return "--secret \(Shell.quoted("id=\(id),env=\(name.string)"))"
            default:
                return "--secret \(Shell.quoted("id=\(id)"))"
            }
        }
    }

    private func texts(_ node: Compose.Node?) -> [Compose.Text] {
        guard let node else { return [] }
        return (node.sequence ?? [node]).filter { !$0.isNull && $0.mapping == nil }.map(\.text)
    }

    private func isTrue(_ node: Compose.Node?) -> Bool { node.map { $0.text.string == "true" } ?? false }

    private static func sorted(_ node: Compose.Node) -> [Compose.Mapping.Entry] {
        (node.mapping?.entries ?? []).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

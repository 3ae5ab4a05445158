/// Makes the relative paths of a model absolute.
///
/// Compose Specification: relative paths start from the project directory, those of an extended or included file from
/// the directory of that file.
struct RelativePaths<Files: FileAccess> {
    /// The directory that relative paths start from.
    var directory: String
    /// The home directory that `~` stands for, if there is one.
    var home: String?
    /// For the links in watched paths.
    var files: Files

    /// Makes the paths in an expanded model absolute.
    func resolve(in root: inout Node) throws(Diagnostic) {
        try root.editEach(in: "services") { (_, service) throws(Diagnostic) in try resolve(inService: &service) }
        for section in ["configs", "secrets"] {
            root.editEach(in: section) { _, resource in resource.edit("file", resolveUnlessWindows) }
        }
        root.editEach(in: "volumes") { _, volume in
            guard volume["driver"]?.stringValue == "local" else { return }
            volume.edit("driver_opts") { options in
                if options["o"]?.stringValue == "bind" { options.edit("device", resolveUnlessWindows) }
            }
        }
    }

    private func resolve(inService service: inout Node) throws(Diagnostic) {
        service.edit("build") { build in
            build.edit("context", resolveContext)
            build.edit("additional_contexts") { contexts in
                contexts.editMapping { mapping in
                    for index in mapping.entries.indices { resolveContext(&mapping.entries[index].value) }
                }
                contexts.editSequence { items in
                    for index in items.indices { resolveAssignment(&items[index], resolveContext) }
                }
            }
            build.edit("ssh") { keys in
                keys.editMapping { mapping in
                    for index in mapping.entries.indices { resolveUnlessWindows(&mapping.entries[index].value) }
                }
                keys.editSequence { items in
                    for index in items.indices { resolveAssignment(&items[index], resolveUnlessWindows) }
                }
            }
        }
        service.edit("env_file") { files in
            resolvePath(&files)
            files.editSequence { items in
                for index in items.indices {
                    resolvePath(&items[index])
                    items[index].edit("path", resolvePath)
                }
            }
        }
        service.edit("label_file") { files in
            resolvePath(&files)
            files.editSequence { items in
                for index in items.indices { resolvePath(&items[index]) }
            }
        }
        service.edit("extends") { extends in
            extends.edit("file") { if RemoteAddress($0.text.string) == nil { resolvePath(&$0) } }
        }
        service.edit("develop") { develop in
            develop.edit("watch") { rules in
                rules.editSequence { items in
                    for index in items.indices {
                        items[index].edit("path") { path in
                            resolvePath(&path)
                            if path.content == .string { replace(&path, files.resolvingLinks(path.text.string)) }
                        }
                    }
                }
            }
        }
        try service.edit("volumes") { (volumes) throws(Diagnostic) in
            try volumes.editSequence { (items) throws(Diagnostic) in
                for index in items.indices where items[index]["type"]?.stringValue == "bind" {
                    guard let source = items[index]["source"], !source.isNull else {
                        throw Diagnostic(
                            ProjectIssue.invalidResource,
                            .error,
                            "a bind mount needs a source",
                            at: items[index].range,
                            hint: "add source, the path on the host"
                        )
                    }
                    items[index].edit("source", resolveUnlessWindows)
                }
            }
        }
    }

    private func resolvePath(_ node: inout Node) {
        guard let path = node.stringValue, !path.isEmpty else { return }
        let expanded = expandHome(path)
        let isAbsolute = PosixPath.isAbsolute(expanded)
        replace(&node, isAbsolute ? expanded : PosixPath.join(directory, expanded))
        if !isAbsolute { node.text.isRelativePath = true }
    }

    private func resolveUnlessWindows(_ node: inout Node) {
        guard let path = node.stringValue else { return }
        let expanded = expandHome(path)
        let isAbsolute = PosixPath.isAbsolute(expanded) || PosixPath.isWindowsAbsolute(expanded)
        replace(&node, isAbsolute ? expanded : PosixPath.join(directory, expanded))
        if !isAbsolute { node.text.isRelativePath = true }
    }

    private func resolveContext(_ node: inout Node) {
        guard let context = node.stringValue, !Self.isRemoteContext(context) else { return }
        resolvePath(&node)
    }

    private func resolveAssignment(_ node: inout Node, _ resolve: (inout Node) -> Void) {
        guard node.content == .string, let equals = node.text.string.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            return
        }
        let text = node.text
        let offset = text.string.utf8.distance(from: text.string.utf8.startIndex, to: equals) + 1
        var value = Node(string: text.slice(offset..<text.string.utf8.count))
        resolve(&value)
        replace(&node, String(text.string[...equals]) + value.text.string)
    }

    private static func isRemoteContext(_ context: String) -> Bool {
        var rest = Substring(context).utf8
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            rest = rest[rest.index(after: colon)...]
            if rest.starts(with: "//".utf8) { return true }
        }
        return ["service:", "github.com/", "git@"].contains { context.hasPrefix($0) }
    }

    private func expandHome(_ path: String) -> String {
        guard let home, path.utf8.first == UInt8(ascii: "~") else { return path }
        return PosixPath.join(home, String(path.dropFirst()))
    }

    /// Puts `path` into the node. Variables in the end that both have keep their origin, so that `./${DATA}` stays
    /// recognisable.
    private func replace(_ node: inout Node, _ path: String) {
        let old = node.text
        guard old.string != path else { return }
        let common = zip(old.string.utf8.reversed(), path.utf8.reversed()).prefix { $0 == $1 }.count
        let start = old.string.utf8.count - common
        let offset = path.utf8.count - old.string.utf8.count
        let origins = old.origins.compactMap { origin in
            guard origin.span.lowerBound >= start else { return nil as Origin? }
            var moved = origin
            moved.span = (origin.span.lowerBound + offset)..<(origin.span.upperBound + offset)
            return moved
        }
        node.text = Text(path, origins: origins, range: old.range)
    }
}

/// Makes the relative paths of a model absolute.
///
/// Compose Specification: relative paths start from the project directory, those of an extended or included file from
/// the directory of that file. The rows of the table say which values are paths.
struct RelativePaths<Files: FileAccess> {
    /// The directory that relative paths start from.
    var directory: String
    /// The home directory that `~` stands for, if there is one.
    var home: String?
    /// Whether all files are merged, so that paths that none of them states are filled in.
    var isMerged = true
    /// For the links in watched paths.
    var files: Files

    /// Makes the paths in an expanded model absolute.
    func resolve(in root: inout Compose.Node) throws(Diagnostic) {
        try resolve(in: &root, .project)
    }

    private func resolve(in node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        switch shape.form {
        case .object(let fields):
            if isMerged { node.addDefaults(of: fields, by: .resolution) }
            for position in fields.withPaths { try resolve(fields.rows[position], of: &node) }
        case .table(let element, _) where element.concerns.contains(.paths):
            try node.editEntries { (entry) throws(Diagnostic) in try resolve(in: &entry.value, element) }
        case .list(let item, _) where item.concerns.contains(.paths):
            try node.editItems { (_, value) throws(Diagnostic) in try resolve(in: &value, item) }
        default: break
        }
    }

    private func resolve(_ field: Shape.Field, of object: inout Compose.Node) throws(Diagnostic) {
        let path = field.shape.path
        switch path {
        case .bindSource: try resolveSource(field.key, of: &object)
        case .bindOptions:
            guard object["driver"]?.stringValue == "local" else { return }
            object.edit(field.key) { options in
                if options["o"]?.stringValue == "bind" { options.edit("device") { resolve(&$0, .host) } }
            }
        default:
            try object.edit(field.key) { (value) throws(Diagnostic) in
                if let path { resolveAll(&value, path, field.shape) }
                try resolve(in: &value, field.shape)
            }
        }
    }

    /// Makes the path that a value is, or those that its items or pairs are, absolute.
    private func resolveAll(_ node: inout Compose.Node, _ path: Shape.Path, _ shape: Shape) {
        guard case .pairs = shape.form else {
            resolve(&node, path)
            node.editItems { resolve(&$1, path) }
            return
        }
        node.editEntries { resolve(&$0.value, path) }
        node.editItems { resolveAssignment(&$1, path) }
    }

    private func resolveSource(_ key: String, of mount: inout Compose.Node) throws(Diagnostic) {
        guard mount["type"]?.stringValue == "bind" else { return }
        guard let source = mount[key], !source.isNull else {
            throw Diagnostic(
                ProjectIssue.invalidResource,
                .error,
                "a bind mount needs a source",
                at: mount.range,
                hint: "add source, the path on the host"
            )
        }
        mount.edit(key) { resolve(&$0, .host) }
    }

    private func resolve(_ node: inout Compose.Node, _ path: Shape.Path) {
        guard let stated = node.stringValue else { return }
        switch path {
        case .context: if Self.isRemoteContext(stated) { return }
        case .composeFile: if RemoteAddress(stated) != nil { return }
        default: break
        }
        if stated.isEmpty, path != .host { return }
        let expanded = expandHome(stated)
        let isAbsolute =
            PosixPath.isAbsolute(expanded) || (path == .host && PosixPath.isWindowsAbsolute(expanded))
        replace(&node, isAbsolute ? expanded : PosixPath.join(directory, expanded))
        if !isAbsolute { node.text.isRelativePath = true }
        if path == .watched { replace(&node, files.resolvingLinks(node.text.string)) }
    }

    private func resolveAssignment(_ node: inout Compose.Node, _ path: Shape.Path) {
        guard node.content == .string, let equals = node.text.string.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            return
        }
        let text = node.text
        let offset = text.string.utf8.distance(from: text.string.utf8.startIndex, to: equals) + 1
        var value = Compose.Node(string: text.slice(offset..<text.string.utf8.count))
        resolve(&value, path)
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
    private func replace(_ node: inout Compose.Node, _ path: String) {
        let old = node.text
        guard old.string != path else { return }
        let common = zip(old.string.utf8.reversed(), path.utf8.reversed()).prefix { $0 == $1 }.count
        let start = old.string.utf8.count - common
        let offset = path.utf8.count - old.string.utf8.count
        let origins = old.origins.compactMap { $0.span.lowerBound >= start ? $0.moved(by: offset) : nil }
        node.text = Compose.Text(path, origins: origins, range: old.range)
    }
}

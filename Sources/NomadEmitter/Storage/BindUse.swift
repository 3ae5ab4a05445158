internal import ComposeParser

/// What a service does with files of the project that it mounts, as far as the mount, its place and its content tell.
enum BindUse: Sendable, Hashable {
    /// It reads them: the mount is read-only.
    case reads
    /// They configure it: it reads them, although the mount would let it write.
    case configuration
    /// People write them, and the service most likely reads them: code, pages.
    case content
    /// It writes there.
    case state

    /// - Parameters:
    ///   - found: what the project has there.
    ///   - isFile: whether that is a file, or will be.
    init(of mount: Compose.VolumeMount, in service: Compose.Service, found: ProjectFiles.Finding, isFile: Bool) {
        let target = PosixPath.clean(mount.target.string)
        if mount.readOnly?.value == true {
            self = .reads
        } else if isFile {
            self = Self.ofFile(PosixPath.lastComponent(mount.source?.string ?? target), at: target, found: found)
        } else {
            self = Self.ofFolder(at: target, found: found, isCode: Self.isCode(mount, of: service))
        }
    }

    private static func ofFile(_ name: String, at target: String, found: ProjectFiles.Finding) -> BindUse {
        if isConfigurationPlace(PosixPath.directory(of: target)) { return .configuration }
        let ending = ending(of: name)
        if case .embeddable(let files, _) = found, let file = files.first {
            let isBlank = file.contents.allSatisfy { " \t\r\n{}[]".utf8.contains($0) }
            // Somebody made it because Docker would have made a folder.
            if isBlank || !file.isText && ending.isEmpty { return .state }
        }
        if stateEndings.contains(ending) { return .state }
        if ending == "json", stateNames.contains(String(name.dropLast(".json".utf8.count))) { return .state }
        return configurationEndings.contains(ending) || name.hasPrefix(".") ? .configuration : .content
    }

    private static func ofFolder(at target: String, found: ProjectFiles.Finding, isCode: Bool) -> BindUse {
        switch found {
        // The same wherever the project is checked out: nothing in it configures anything.
        case .missing, .empty: return .state
        case .embeddable(let files, _):
            if isConfigurationPlace(target) { return .configuration }
            let endings = Set(files.filter { !$0.keepsFolder }.map { ending(of: PosixPath.lastComponent($0.path)) })
            if hasConfigurationName(target), endings.isSubset(of: configurationEndings) { return .configuration }
            return isCode || isRoot(ofPages: target) || endings.isSubset(of: contentEndings) ? .content : .state
        case .unsuitable:
            if isConfigurationPlace(target) { return .configuration }
            return isCode || isRoot(ofPages: target) ? .content : .state
        }
    }

    /// Whether the image of the service is built from the folder, or its command runs there.
    private static func isCode(_ mount: Compose.VolumeMount, of service: Compose.Service) -> Bool {
        guard let source = mount.source?.string else { return false }
        if let context = service.build?.context?.string, ProjectFiles.contains(source, context) { return true }
        guard let folder = service.workingDir?.string else { return false }
        return ProjectFiles.contains(PosixPath.clean(mount.target.string), PosixPath.clean(folder))
    }

    // MARK: Places and names

    /// Whether people put configuration below a path of a container.
    private static func isConfigurationPlace(_ target: String) -> Bool {
        let names = target.split(at: "/").map(String.init)
        if names.first == "etc" { return names.count < 2 || !ownFolders.contains(names[1]) }
        return names.contains { $0 == "conf" || $0 == "provisioning" || $0.hasSuffix(".d") }
    }

    /// Folders below `/etc` that applications write themselves: certificates, keys, registrations.
    private static let ownFolders: Set<String> = [
        "letsencrypt", "acme.sh", "pihole", "gitlab", "gitlab-runner", "openvpn", "wireguard",
    ]

    /// Whether the folder is named as one of several of an application: `/mosquitto/config`, but not `/config`, which
    /// is all that its application has.
    private static func hasConfigurationName(_ target: String) -> Bool {
        ["config", "configs", "settings"].contains(PosixPath.lastComponent(target))
            && PosixPath.directory(of: target) != "/"
    }

    /// Whether a server of files serves it and never writes.
    private static func isRoot(ofPages target: String) -> Bool {
        ["/usr/share/nginx/html", "/usr/local/apache2/htdocs", "/usr/share/caddy"].contains {
            ProjectFiles.contains($0, target)
        }
    }

    /// What stands behind the last dot of a name that does not begin with it.
    static func ending(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
        return String(name[name.index(after: dot)...]).lowercased()
    }

    static let configurationEndings: Set<String> = [
        "conf", "cnf", "cfg", "ini", "yml", "yaml", "toml", "json", "properties", "xml", "env", "config", "rules",
        "hcl",
        "tf", "vcl", "acl", "template", "tmpl", "tpl", "j2",
    ]
    private static let contentEndings: Set<String> = [
        "py", "js", "mjs", "cjs", "ts", "jsx", "tsx", "vue", "svelte", "php", "rb", "erb", "go", "rs", "java", "kt",
        "cs",
        "c", "h", "cpp", "pl", "lua", "ex", "exs", "sh", "bash", "sql", "proto", "html", "htm", "css", "scss", "md",
    ]
    private static let stateEndings: Set<String> = [
        "db", "db3", "sqlite", "sqlite3", "log", "pid", "dat", "rdb", "aof", "mdb", "lock", "state",
    ]
    private static let stateNames: Set<String> = ["acme", "data", "database", "db", "state", "storage", "store"]
}

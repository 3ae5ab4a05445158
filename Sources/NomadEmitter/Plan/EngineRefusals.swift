internal import ComposeParser

/// Words that Docker Compose passes on and the Docker Engine refuses, so that a container never starts.
///
/// Source: Docker Engine, `runconfig/opts` (restart policies), `oci/caps` (capabilities) and `volume/local` (names).
enum EngineRefusals {
    static func check(_ project: Compose.Project, to diagnostics: inout Diagnostics) {
        for service in project.services where service.provider == nil {
            if let restart = service.restart, !isPolicy(restart.string) {
                add("restart policy", restart, policies, of: service, to: &diagnostics)
            }
            for capability in service.capAdd + service.capDrop where !isCapability(capability.string) {
                add("capability", capability, capabilities, of: service, to: &diagnostics)
            }
            for mount in service.volumes where mount.kind == .volume {
                if let subpath = mount.subpath, leavesVolume(subpath.string) {
                    refuse("subpath", subpath, to: &diagnostics)
                }
            }
        }
        let used = Set(project.services.flatMap(\.volumes).compactMap { $0.kind == .volume ? $0.source?.string : nil })
        for volume in project.volumes where used.contains(volume.key) && !volume.external {
            let isLocal = [nil, "local"].contains(volume.driver?.string)
            if isLocal, !isVolumeName(volume.name.string) { refuse("volume name", volume.name, to: &diagnostics) }
        }
    }

    /// The names of volumes and their parts become files and folders: what Docker refuses is in no path.
    private static func refuse(_ kind: String, _ text: Compose.Text, to diagnostics: inout Diagnostics) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.refusedByDocker,
                .error,
                "Docker refuses the \(kind) \"\(text.string)\"",
                at: text.range,
                hint: kind == "subpath"
                    ? "it has to lie in the volume" : "it takes letters, digits, _, . and -, a letter or digit first"
            )
        )
    }

    private static func isVolumeName(_ text: String) -> Bool {
        for (index, scalar) in text.unicodeScalars.enumerated() {
            let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            guard isLetter || index > 0 && "_.-".unicodeScalars.contains(scalar) else { return false }
        }
        return !text.isEmpty
    }

    private static func leavesVolume(_ text: String) -> Bool {
        let path = PosixPath.clean(text)
        return PosixPath.isAbsolute(path) || path == ".." || path.hasPrefix("../")
    }

    private static func add(
        _ kind: String,
        _ word: Compose.Text,
        _ known: [String],
        of service: Compose.Service,
        to diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.refusedByDocker,
                .warning,
                "Docker knows no \(kind) \(word.string), which \"\(service.name)\" asks for",
                at: word.range,
                hint: Spelling.nearest(to: word.string, among: known).map { "did you mean \($0)?" },
                service: service.name
            )
        )
    }

    private static func isPolicy(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return text.isEmpty || policies.contains(text) }
        return parts[0] == "on-failure" && Int(parts[1]).map { $0 >= 0 } == true
    }

    private static func isCapability(_ text: String) -> Bool {
        let name = text.uppercased()
        return capabilities.contains(name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name)
    }

    private static let policies = ["always", "no", "on-failure", "unless-stopped"]

    private static let capabilities = [
        "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN",
        "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
        "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST",
        "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT",
        "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME",
        "SYS_TTY_CONFIG", "WAKE_ALARM",
    ]
}

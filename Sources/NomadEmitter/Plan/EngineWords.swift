/// Words and forms that the Docker Engine asks for.
enum EngineWords {
    static let restartPolicies = ["always", "no", "on-failure", "unless-stopped"]

    static let ipcModes = ["host", "none", "private", "shareable"]

    static let securityOptions = [
        "apparmor", "credentialspec", "disable", "label", "no-new-privileges", "seccomp", "systempaths",
        "writable-cgroups",
    ]

    static let ulimits = [
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
        "rtprio",
        "rttime", "sigpending", "stack",
    ]

    static let capabilities = [
        "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN",
        "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
        "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST",
        "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT",
        "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME",
        "SYS_TTY_CONFIG", "WAKE_ALARM",
    ]

    /// Bytes. Source: moby, daemon/daemon_unix.go, linuxMinMemory.
    static let leastMemory = 6 << 20

    /// Only `on-failure` counts.
    static func isRestartPolicy(_ text: String) -> Bool {
        let parts = text.split(at: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return text.isEmpty || restartPolicies.contains(text) }
        return parts[0] == "on-failure" && Int(parts[1]).map { $0 >= 0 } == true
    }

    static func isCapability(_ text: String) -> Bool {
        let name = text.uppercased()
        return capabilities.contains(name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name)
    }

    static func isIPCMode(_ text: String) -> Bool {
        text.isEmpty || ipcModes.contains(text) || text.hasPrefix("service:") || text.hasPrefix("container:")
    }

    /// `name=value`, or the older `name:value`; two of them stand alone.
    static func isSecurityOption(_ text: String) -> Bool {
        if text == "no-new-privileges" || text == "disable" { return true }
        guard let end = text.firstIndex(of: "=") ?? text.firstIndex(of: ":") else { return false }
        let value = text[text.index(after: end)...]
        switch text[..<end] {
        case "no-new-privileges", "writable-cgroups": return isBool(String(value))
        case let name: return securityOptions.contains(String(name)) && name != "disable"
        }
    }

    /// Those of namespaces that a container has for itself.
    static func isSysctl(_ name: String) -> Bool {
        let name = name.split(at: "/").joined(separator: ".")
        return name.hasPrefix("net.") || name.hasPrefix("fs.mqueue.")
            || [
                "kernel.domainname", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem",
                "kernel.shm_rmid_forced",
                "kernel.shmall", "kernel.shmmax", "kernel.shmmni",
            ].contains(name)
    }

    /// A path of Linux, or one of Windows with its drive.
    static func isAbsolute(_ path: String) -> Bool {
        path.hasPrefix("/") || path.hasPrefix("\\") || path.dropFirst().hasPrefix(":")
    }

    /// Whether a soft limit is above a hard one; -1 is no limit.
    static func isAbove(_ soft: Int, _ hard: Int) -> Bool { hard >= 0 && (soft < 0 || soft > hard) }

    /// `0-2,4`
    static func isList(_ text: String) -> Bool {
        text.split(at: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let ends = part.split(at: "-", maxSplits: 1, omittingEmptySubsequences: false).map {
                isDigits($0) ? Int($0) : nil
            }
            guard let first = ends[0], let last = ends[ends.count - 1] else { return false }
            return first <= last
        }
    }

    /// Source: Go, strconv, ParseBool.
    static func isBool(_ text: String) -> Bool {
        ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"].contains(text)
    }

    static func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }

    /// Whether a text is a hardware address of 6, 8 or 20 bytes. Source: Go, net, ParseMAC.
    static func isHardwareAddress(_ text: String) -> Bool {
        for (separator, digits) in [(":", 2), ("-", 2), (".", 4)] as [(Character, Int)] where text.contains(separator) {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            return [6, 8, 20].contains(parts.count * digits / 2)
                && parts.allSatisfy { $0.utf8.count == digits && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
        }
        return false
    }

    /// Whether a text names an image. Source: distribution/reference, regexp.go and ParseNormalizedNamed.
    static func isImage(_ text: String) -> Bool {
        var name = text[...]
        if let at = name.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard isDigest(name[name.index(after: at)...]) else { return false }
            name = name[..<at]
        } else if isDigest(name) {
            return true
        }
        if let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")), !name[colon...].utf8.contains(UInt8(ascii: "/")) {
            guard isTag(name[name.index(after: colon)...]) else { return false }
            name = name[..<colon]
        }
        guard name.utf8.count <= 255 else { return false }
        var parts = name.split(at: "/", omittingEmptySubsequences: false)
        if parts.count > 1, ImageReference.isRegistry(parts[0]) {
            guard isHost(parts[0]) else { return false }
            parts.removeFirst()
        }
        return parts.allSatisfy(isPathPart)
    }

    /// Letters in lower case and digits, between them `.`, `_`, `__` or any number of `-`.
    private static func isPathPart(_ part: Substring) -> Bool {
        // The sign at hand: one character, as often as it stands.
        var sign: (byte: UInt8, count: Int)?
        var isBehindWord = false
        for byte in part.utf8 {
            if byte >= 0x61 && byte <= 0x7A || ASCIIBytes.isDigit(byte) {
                isBehindWord = true
                sign = nil
                continue
            }
            let count = (sign?.count ?? 0) + 1
            guard isBehindWord, byte == sign?.byte ?? byte else { return false }
            switch byte {
            case UInt8(ascii: "-"): break
            case UInt8(ascii: ".") where count == 1, UInt8(ascii: "_") where count <= 2: break
            default: return false
            }
            sign = (byte, count)
        }
        return isBehindWord && sign == nil
    }

    private static func isHost(_ host: Substring) -> Bool {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            let port = host[host.index(after: end)...]
            return JobChecker.isAddress(String(host[...end]))
                && (port.isEmpty || port.hasPrefix(":") && isDigits(port.dropFirst()))
        }
        let parts = host.split(at: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !isDigits(parts[1]) { return false }
        return parts[0].split(at: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                && JobChecker.isPlain(String(label), and: "-")
        }
    }

    private static func isTag(_ tag: Substring) -> Bool {
        (1...128).contains(tag.utf8.count) && JobChecker.isPlain(String(tag), and: "_.-") && !tag.hasPrefix(".")
            && !tag.hasPrefix("-")
    }

    private static func isDigest(_ text: Substring) -> Bool {
        guard text.hasPrefix("sha") else { return false }
        let parts = text.split(at: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = ["sha256": 64, "sha384": 96, "sha512": 128][String(parts[0])] else {
            return false
        }
        return parts[1].utf8.count == count
            && parts[1].utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

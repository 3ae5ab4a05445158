internal import ComposeParser

/// The paths of a container that Nomad takes for itself. Source: Nomad docs, "Filesystem internals".
enum TakenTargets {
    /// Says that a mount meets one of them: `nil` if it does not.
    static func finding(of mount: Compose.VolumeMount, at target: String, _ service: Compose.Service) -> Diagnostic? {
        let taken = ["/alloc", "/local", "/secrets"]
        if let root = taken.first(where: { ProjectFiles.contains($0, target) }) {
            return Diagnostic(
                ConversionIssue.takenTarget,
                .warning,
                "Nomad mounts a folder of its own at \(root) of every container: `\(service.name)` does not see both",
                at: mount.target.range,
                hint: "mount it elsewhere, and tell the application where",
                service: service.name
            )
        }
        let names = [
            "/etc/hosts": "extra_hosts", "/etc/resolv.conf": "dns, dns_search and dns_opt", "/etc/hostname": "hostname",
        ]
        guard let attribute = names[target], service.place != .host else { return nil }
        return Diagnostic(
            ConversionIssue.takenTarget,
            .warning,
            "Nomad and Docker write \(target) of a container themselves: what `\(service.name)` mounts hides the names of its peers"
                + (target == "/etc/hosts" ? ", and is left out where Nomad makes the network" : ""),
            at: mount.target.range,
            hint: "say it with \(attribute)",
            service: service.name
        )
    }
}

internal import ComposeParser

// What planning the mounts has to tell.
extension MountPlanner {
    /// The size in bytes from which a file in a job is worth a warning.
    static let largeContent = 100 << 10

    mutating func report(
        _ kind: ConversionIssue,
        _ severity: Severity,
        _ message: String,
        _ mount: Compose.VolumeMount,
        hint: String,
        _ service: Compose.Service,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.add(
            Diagnostic(
                kind,
                severity,
                message,
                at: mount.range,
                hint: hint,
                service: service.name,
                related: related
            )
        )
    }

    mutating func reportDuplicate(_ mount: Compose.VolumeMount, first: Compose.VolumeMount, service: Compose.Service) {
        report(
            .duplicateMount,
            .warning,
            "`\(service.name)` mounts twice at `\(mount.target.string)`: only the first mount is kept",
            mount,
            hint: "Docker refuses two mounts at one path: remove one of them",
            service,
            related: [.init("the first one is here", at: first.range)]
        )
    }

    mutating func requireExternal(
        _ name: String,
        _ kind: ClientRequirements.ExternalVolume.Kind,
        _ mount: Compose.VolumeMount,
        _ service: Compose.Service
    ) {
        client.require(ClientRequirements.ExternalVolume(name: name, kind: kind))
        report(
            .externalVolume,
            .note,
            "the volume `\(name)` is external: nothing is written that would create it",
            mount,
            hint: "the nodes must already have a \(kind.rawValue) `\(name)`",
            service
        )
    }

    mutating func reportSubpath(
        _ subpath: String,
        of name: String,
        mount: Compose.VolumeMount,
        service: Compose.Service
    ) {
        report(
            .subpathLost,
            .warning,
            "the subpath `\(subpath)` of `\(name)` becomes a volume of its own, apart from `\(name)`",
            mount,
            hint: "with --volumes host it is a folder of the same volume",
            service
        )
    }

    mutating func reportEmbedded(
        _ found: [EmbeddedFile],
        skipped: [String],
        shown: String,
        _ mount: Compose.VolumeMount,
        _ service: Compose.Service
    ) {
        if mount.readOnly?.value != true {
            report(
                .embeddedFiles,
                .warning,
                "`\(shown)` goes into the job as a copy: what `\(service.name)` writes there is lost with the allocation",
                mount,
                hint: "mount it read-only (:ro) to say that nothing is written",
                service
            )
        }
        if !skipped.isEmpty {
            report(
                .linkLeavesProject,
                .warning,
                "links of \(shown) that leave the project are left out: \(skipped.joined(separator: ", "))",
                mount,
                hint: "put the files themselves there if `\(service.name)` needs them",
                service
            )
        }
        let secrets = found.filter(\.isSecret).map { $0.path.isEmpty ? shown : $0.path }
        if !secrets.isEmpty, options.secrets != .inline {
            report(
                .secretFile,
                .note,
                "\(secrets.quoted.joined(separator: ", ")) looks secret and does not go into the job",
                mount,
                hint: options.secrets == .vault
                    ? "deploy.sh puts it into Vault" : "deploy.sh puts it into the Nomad variable of the job",
                service
            )
        }
        for file in found where !file.isSecret && file.contents.count > Self.largeContent {
            report(
                .largeContent,
                .warning,
                "\(file.path.isEmpty ? shown : file.path) puts \(file.contents.count >> 10) KiB into the job",
                mount,
                hint: "an artifact or a host volume suits large files better: Nomad keeps at most 1 MB of job source",
                service
            )
        }
    }
}

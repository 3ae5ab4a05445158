extension DeployScript {
    /// The commands that store secrets.
    var secretSteps: [String] {
        var lines: [String] = []
        for secrets in translation.secrets where !secrets.items.isEmpty {
            lines.append("")
            lines.append("# Values of secrets that \(secrets.job) reads.")
            let file = Shell.quoted("@\(secrets.fileName)")
            switch secrets.store {
            case .nomadVariable:
                lines.append("run nomad var put\(Self.flags(secrets.scope)) -force -out=none -in=json \(file)")
            case .vault: lines.append("run vault kv put -mount=secret \(Shell.quoted(secrets.vaultKey)) \(file)")
            }
        }
        for secrets in translation.secrets where !secrets.provided.isEmpty {
            let items = secrets.provided.sorted().map { Shell.quoted("\($0)=@FILE") }.joined(separator: " ")
            let (get, put): (String, String) =
                switch secrets.store {
                case .nomadVariable:
                    (
                        "nomad var get\(Self.flags(secrets.scope)) \(Shell.quoted(secrets.path))",
                        "nomad var put\(Self.flags(secrets.scope)) \(Shell.quoted(secrets.path)) \(items)"
                    )
                case .vault:
                    (
                        "vault kv get -mount=secret \(Shell.quoted(secrets.vaultKey))",
                        "vault kv put -mount=secret \(Shell.quoted(secrets.vaultKey)) \(items)"
                    )
                }
            lines.append("")
            lines.append("# Values that the project does not hold: the tasks wait until they are there.")
            lines.append("if [ \"$dry_run\" = yes ] || ! \(get) >/dev/null 2>&1; then")
            lines.append("  echo \(Shell.quoted("by hand, once: \(put)"))")
            lines.append("fi")
        }
        return lines
    }
}

internal import HCL

/// Secrets that a task reads. Source: Nomad, nomad/structs/structs.go, Secret.Validate and Task.Validate.
extension JobChecker {
    mutating func checkSecrets(of task: HCL.Block, _ group: HCL.Block) {
        let own = task.body.inners("secret")
        let ofGroup = group.body.inners("secret")
        let ofJob = around.inners("secret")
        // The list of the task is doubled and that of the group lost: jobspec2/hcl_conversions.go, decodeTaskGroup.
        if let first = own.first, !ofGroup.isEmpty {
            add(
                .task,
                "a secret `\(first.label)` of the task does not go with secrets of its group: Nomad takes it for two",
                origin: first.origin ?? ofGroup[0].origin
            )
        }
        requireUnique(own + ofGroup + ofJob) { "two secrets are named `\($0)`" }
        let hasVault = [task.body, group.body, around].contains { $0.inner("vault") != nil }
        for secret in own + ofGroup + ofJob { within(secret) { $0.check(secret: secret, hasVault: hasVault) } }
        checkUses(in: task.body, of: Set((own + ofGroup + ofJob).map(\.label)))
    }

    private mutating func check(secret: HCL.Block, hasVault: Bool) {
        let body = secret.body
        require(
            (1...128).contains(secret.label.utf8.count) && JobChecker.isPlain(secret.label, and: "_"),
            .uniqueName,
            "`\(secret.label)` is no name for a secret: it has 1 to 128 letters, digits and _"
        )
        guard let provider = body.text("provider").known else { return }
        let isBuiltIn = provider == "nomad" || provider == "vault"
        let unfit = isBuiltIn ? "env" : "config"
        require(
            body.entries(unfit).isEmpty,
            .task,
            "secret `\(secret.label)` with provider `\(provider)` takes no \(unfit)",
            at: unfit
        )
        if provider == "vault" {
            require(hasVault, .task, "secret `\(secret.label)` of vault needs a vault block", at: "provider")
        }
        require(
            isBuiltIn,
            .task,
            "secret `\(secret.label)`: only a node with the secrets plugin `\(provider)` runs the task",
            at: "provider",
            severity: .failure
        )
    }

    /// References `${secret.NAME.KEY}` to secrets that are not there stay as they are.
    private mutating func checkUses(in task: HCL.Body, of known: Set<String>) {
        for entry in task.entries("env") {
            guard var rest = entry.value.shown?.utf8[...] else { continue }
            while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
                rest = rest[dollar...].dropFirst()
                guard rest.starts(with: "{secret.".utf8), let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
                    continue
                }
                let secret = rest[..<end].dropFirst(8).prefix { $0 != UInt8(ascii: ".") }
                let name = String(Substring(secret))
                require(
                    known.contains(name),
                    .task,
                    "env \(entry.key) names the secret `\(name)`, which the task does not have",
                    at: "env",
                    severity: .warning
                )
            }
        }
    }
}

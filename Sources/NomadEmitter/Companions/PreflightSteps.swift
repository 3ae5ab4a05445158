extension DeployScript {
    /// The check that stops before anything is changed.
    var preflightSteps: [String] {
        var lines: [String] = []
        if !builds.lines.isEmpty {
            lines.append("if [ \"$build$push$push_own\" != nonono ]; then need docker; fi")
        }
        if usesVault { lines.append("need vault") }
        if hasCSI {
            let name = CreatedVolume.pluginPlaceholder
            lines.append(
                "[ \"$dry_run\" = yes ] || : \"${\(name):?set it to the id of the CSI plugin: nomad plugin status}\""
            )
            lines.append("\(name)=${\(name):-PLUGIN}")
        }
        if isPinned { lines += ["ask_nodes", "choose_node"] }
        lines.append("if [ \"$preflight\" = yes ]; then preflight; fi")
        return lines
    }

    /// The functions of the check, `preflight` the last of them.
    var preflightFunctions: [String] {
        let preflight = Preflight(plan: plan, translation: translation)
        let region = translation.scope.region.map { " " + Shell.quoted("-region=\($0)") } ?? ""
        var steps = (isPinned ? [] : ["  ask_nodes"]) + ["  ask_facts"]
        steps.append("  expect_version \(preflight.version.major) \(preflight.version.minor)")
        for expectation in preflight.expectations {
            steps += [
                "  expect \(Shell.quoted(expectation.what)) \\",
                "    \(Shell.quoted(expectation.mending)) \\",
                "    " + expectation.facts.map(Shell.quoted).joined(separator: " "),
            ]
        }
        let isResolved = translation.jobs.flatMap(\.variables).contains { $0.name == OwnVariable.dnsServers.rawValue }
        if isResolved { steps.append("  expect_dns") }
        for volume in preflight.stateVolumes { steps.append("  expect_alone \(Shell.quoted(volume))") }
        for network in client.dockerNetworks { steps.append("  expect_network \(Shell.quoted(network.name))") }
        if hasCSI {
            let plugin = "\"$\(CreatedVolume.pluginPlaceholder)\""
            steps.append(
                "  expect_that \"the CSI plugin $\(CreatedVolume.pluginPlaceholder)\" 'run its job; nomad plugin status shows it' \\\n    nomad plugin status\(region) -type=csi \(plugin)"
            )
        }
        for namespace in namespaces {
            let name = Shell.quoted(namespace)
            steps.append(
                "  expect_that \(Shell.quoted("the namespace \(namespace)")) \(Shell.quoted("nomad namespace apply \(namespace)")) \\\n    nomad namespace status\(region) \(name)"
            )
        }
        steps += imageSteps
        let hasRegistries = steps.contains { $0.contains(" registry_answers ") }
        var texts = [PreflightFunctions.nodes(region)]
        if isPinned { texts.append(PreflightFunctions.node) }
        texts += [PreflightFunctions.facts(region), PreflightFunctions.expect]
        if isResolved { texts.append(PreflightFunctions.dns) }
        if !preflight.stateVolumes.isEmpty { texts.append(PreflightFunctions.alone) }
        if !client.dockerNetworks.isEmpty { texts.append(PreflightFunctions.network) }
        if hasCSI || hasRegistries || !namespaces.isEmpty { texts.append(PreflightFunctions.that) }
        if hasRegistries { texts.append(PreflightFunctions.registry) }
        return texts.flatMap { Shell.lines($0) + [""] }
            + ["# What must hold before anything is changed.", "preflight() {"] + steps
            + Shell.lines(PreflightFunctions.end) + ["}", ""]
    }

    /// The namespaces of the jobs, but for the default one.
    private var namespaces: [String] {
        Set(plan.topology.jobs.compactMap { JobScope(of: $0, in: plan.project).namespace }).sorted()
    }

    /// Where images go to: the registries answer, or the image stays where a node is.
    private var imageSteps: [String] {
        guard !builds.lines.isEmpty else { return [] }
        var steps: [String] = []
        func registry(_ word: String, _ mending: String) -> String {
            "expect_that \"the registry \(word)\" \\\n      \(Shell.quoted(mending)) \\\n      registry_answers \"\(word)\""
        }
        if hasRegistry {
            steps += [
                "  if [ \"$REGISTRY\" = localhost ]; then",
                "    expect 'a node on this machine, where the built images stay' 'set REGISTRY to where they can be pushed to' \\",
                "      \"unique.hostname=$(uname -n)\"",
                "  elif [ \"$push\" = yes ]; then",
                "    "
                    + registry(
                        "${REGISTRY%%/*}",
                        "start it, or set REGISTRY to another, or leave pushing out: --no-push"
                    ),
                "  fi",
            ]
        }
        return steps
    }
}

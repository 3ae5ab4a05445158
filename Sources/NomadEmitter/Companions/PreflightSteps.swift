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
        if translation.asksConsulDNS { steps.append("  expect_dns") }
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
        if hasRegistry { steps.append(PreflightFunctions.images) }
        var texts = [PreflightFunctions.nodes(region)]
        if isPinned { texts.append(PreflightFunctions.node) }
        texts += [PreflightFunctions.facts(region), PreflightFunctions.expect]
        if translation.asksConsulDNS { texts.append(PreflightFunctions.dns) }
        if !preflight.stateVolumes.isEmpty { texts.append(PreflightFunctions.alone) }
        if !client.dockerNetworks.isEmpty { texts.append(PreflightFunctions.network) }
        if hasCSI || hasRegistry || !namespaces.isEmpty { texts.append(PreflightFunctions.that) }
        if hasRegistry { texts.append(PreflightFunctions.registry) }
        return Shell.functions(texts)
            + ["# What must hold before anything is changed.", "preflight() {"] + steps
            + [PreflightFunctions.end, "}", ""]
    }

    /// The namespaces of the jobs, but for the default one.
    private var namespaces: [String] {
        Set(plan.topology.jobs.compactMap { JobScope(of: $0, in: plan.project).namespace }).sorted()
    }
}

internal import ComposeParser
internal import OrderedCollections

/// Settles what the docker driver refuses of a task whose parts are each right.
enum TaskSettlement {
    static func settle(_ task: inout Jobspec.Task, of service: Compose.Service, _ found: inout JobFindings) {
        settleHostname(&task, of: service, &found)
        settleSysctls(&task, of: service, &found)
    }

    /// A container in the node's UTS namespace has the node's name.
    private static func settleHostname(
        _ task: inout Jobspec.Task,
        of service: Compose.Service,
        _ found: inout JobFindings
    ) {
        guard task.config.utsMode?.resolvingVariables(found.variables.values).literal == "host" else { return }
        task.config.hostname = nil
        guard let hostname = service.hostname ?? service.domainname else { return }
        found.report(
            .hostnameLost,
            .warning,
            "the hostname of `\(service.name)` is lost: with uts: host it has the name of the node",
            at: hostname.range,
            hint: "drop uts or hostname: Docker takes only one of them",
            service: service
        )
    }

    /// In the node's network namespace, Docker sets no `net.*` parameters.
    private static func settleSysctls(
        _ task: inout Jobspec.Task,
        of service: Compose.Service,
        _ found: inout JobFindings
    ) {
        guard service.place == .host else { return }
        for name in task.config.sysctl.keys where name.hasPrefix("net.") {
            task.config.sysctl[name] = nil
            found.report(
                .sysctlLost,
                .warning,
                "the sysctl `\(name)` of `\(service.name)` is lost: Docker does not set it in the network of the node",
                at: service.sysctls.first { $0.key == name }?.keyRange ?? service.range,
                hint: "set it on the nodes",
                service: service
            )
        }
    }
}

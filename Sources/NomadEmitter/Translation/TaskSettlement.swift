internal import ComposeParser
internal import OrderedCollections

extension Translation {
    /// Settles what the docker driver refuses of a task whose parts are each right.
    mutating func settle(_ task: inout Jobspec.Task, of service: Service) {
        settleHostname(&task, of: service)
        settleSysctls(&task, of: service)
    }

    /// A container in the node's UTS namespace has the node's name.
    private mutating func settleHostname(_ task: inout Jobspec.Task, of service: Service) {
        guard task.config.utsMode?.resolvingVariables(variables.values).literal == "host" else { return }
        task.config.hostname = nil
        guard let hostname = service.hostname ?? service.domainname else { return }
        report(
            .hostnameLost,
            .warning,
            "the hostname of \"\(service.name)\" is lost: with uts: host it has the name of the node",
            at: hostname.range,
            hint: "drop uts or hostname: Docker takes only one of them",
            service: service
        )
    }

    /// In the node's network namespace, Docker sets no `net.*` parameters.
    private mutating func settleSysctls(_ task: inout Jobspec.Task, of service: Service) {
        guard service.place == .host else { return }
        for name in task.config.sysctl.keys where name.hasPrefix("net.") {
            task.config.sysctl[name] = nil
            report(
                .sysctlLost,
                .warning,
                "the sysctl \(name) of \"\(service.name)\" is lost: Docker does not set it in the network of the node",
                at: service.sysctls.first { $0.key == name }?.keyRange ?? service.range,
                hint: "set it on the nodes",
                service: service
            )
        }
    }
}

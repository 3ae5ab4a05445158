@testable import NomadEmitter

/// Small valid jobs to start a test from.
enum Sample {
    static let port = PortLabel(sanitizing: "http")

    static func task(_ name: String = "web", change: (inout Jobspec.Task) -> Void = { _ in }) -> Jobspec.Task {
        var task = Jobspec.Task(
            name: TaskName(sanitizing: name),
            config: DockerConfig(image: "nginx:1"),
            resources: Jobspec.Resources(cpu: 100, memory: 64)
        )
        change(&task)
        return task
    }

    static func group(_ name: String = "web", change: (inout Jobspec.Group) -> Void = { _ in }) -> Jobspec.Group {
        var group = Jobspec.Group(
            name: GroupName(sanitizing: name),
            network: Jobspec.Network(ports: [Jobspec.Port(label: port, to: 80)]),
            tasks: [task()]
        )
        change(&group)
        return group
    }

    static func job(change: (inout Jobspec.Job) -> Void = { _ in }) -> Jobspec {
        var job = Jobspec.Job(name: JobName(sanitizing: "shop"), groups: [group()])
        change(&job)
        return Jobspec(job: job)
    }

    /// A job of one group, changed.
    static func withGroup(
        type: Jobspec.Job.JobType = .service,
        _ change: (inout Jobspec.Group) -> Void
    ) -> Jobspec {
        job { job in
            job.type = type
            job.groups = [group(change: change)]
        }
    }

    /// A job of one task, changed.
    static func withTask(_ change: (inout Jobspec.Task) -> Void) -> Jobspec {
        withGroup { $0.tasks = [task(change: change)] }
    }

    /// A job with one service of the group, changed.
    static func withService(_ change: (inout Jobspec.Service) -> Void) -> Jobspec {
        withGroup { group in
            var service = Jobspec.Service(name: ServiceName(sanitizing: "shop"), port: .label(port))
            change(&service)
            group.services = [service]
        }
    }

    /// A job with one check of a service of the group.
    static func withCheck(
        _ kind: Jobspec.Check.Kind,
        provider: Jobspec.Service.Provider = .consul,
        _ change: (inout Jobspec.Check) -> Void = { _ in }
    ) -> Jobspec {
        withService { service in
            service.provider = provider
            var check = Jobspec.Check(kind: kind, interval: .seconds(10), timeout: .seconds(2))
            change(&check)
            service.checks = [check]
        }
    }
}

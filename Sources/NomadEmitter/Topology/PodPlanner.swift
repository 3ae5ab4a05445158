internal import ComposeParser

/// Puts the services of a project into one group, as the layout `pod` wants it.
///
/// Order inside of one group rests on Nomad's task lifecycle: prestart tasks end before the main tasks start, and a
/// prestart task that is a sidecar starts with them and stays. So a one-shot is a prestart task, and what it needs,
/// a database for a migration, is a sidecar of the same phase: as a main task it would start only after the one-shot
/// that waits for it. A one-shot that others of that early phase wait for cannot be ordered before them and keeps a
/// group of its own, with a beacon.
struct PodPlanner {
    let project: Compose.Project
    let names: Names
    let graph: DependencyGraph
    let types: [String: PlannedJobType]
    let oneShots: Set<String>

    /// The pod; `nil` if no service belongs into it.
    func pod(of services: [Compose.Service]) -> PlannedGroup? {
        let candidates = services.filter {
            !$0.hasOwnMode && $0.replicas > 0 && (isOneShot($0) || types[$0.name] == .service)
        }
        let early = servicesThatOneShotsNeed()
        let outside = Set(
            candidates.filter { oneShot in
                isOneShot(oneShot)
                    && graph.dependents(of: oneShot.name).contains {
                        early.contains($0.service) || oneShots.contains($0.service)
                    }
            }.map(\.name)
        )
        let inside = candidates.filter { !outside.contains($0.name) }
        let members = Set(inside.map(\.name))
        guard let lead = inside.first(where: { !isOneShot($0) }) else { return nil }

        var tasks: [PlannedTask] = []
        for service in inside where isOneShot(service) {
            tasks.append(PlannedTask(name: names.task(service.name), service: service, role: .prestart))
        }
        for service in inside where !isOneShot(service) && early.contains(service.name) {
            tasks.append(
                PlannedTask(name: names.task(service.name), service: service, role: .main, startsEarly: true)
            )
        }
        for service in inside where !isOneShot(service) && !early.contains(service.name) {
            tasks.append(PlannedTask(name: names.task(service.name), service: service, role: .main))
        }
        for service in inside where isOneShot(service) {
            let isAwaitedElsewhere = graph.dependents(of: service.name).contains { !members.contains($0.service) }
            guard isAwaitedElsewhere else { continue }
            tasks.append(
                PlannedTask(name: names.beacon(service.name), service: service, role: .beacon)
            )
        }
        // A group needs a main task: without one, nothing has to start before anything.
        if !tasks.contains(where: { $0.role == .beacon || $0.role == .main && !$0.startsEarly }) {
            for index in tasks.indices { tasks[index].startsEarly = false }
        }
        return PlannedGroup(name: names.pod, lead: lead, tasks: tasks, sharesNamespace: true, isPod: true)
    }

    private func isOneShot(_ service: Compose.Service) -> Bool { oneShots.contains(service.name) }

    /// What one-shots wait for, and what that waits for.
    private func servicesThatOneShotsNeed() -> Set<String> {
        var found: Set<String> = []
        var open = project.services.filter(isOneShot)
        while let service = open.popLast() {
            for dependency in service.dependsOn {
                guard let other = graph.service(dependency.service), !isOneShot(other),
                    found.insert(other.name).inserted
                else { continue }
                open.append(other)
            }
        }
        return found
    }
}

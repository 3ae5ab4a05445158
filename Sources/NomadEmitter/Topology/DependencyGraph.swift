internal import ComposeParser

/// Who waits for whom.
struct DependencyGraph: Sendable {
    /// One service that waits.
    struct Dependent: Sendable, Hashable {
        var service: String
        var condition: Compose.Dependency.Condition
        /// Whether the file says so in `depends_on` or `links`; else it follows from something that is shared.
        var isStated: Bool
    }

    /// The services, dependencies first; ties by name, so that the order of keys in the file does not show.
    let order: [Compose.Service]
    private let dependentsByName: [String: [Dependent]]
    private let positions: [String: Int]

    init(_ project: Compose.Project) {
        var dependents: [String: [Dependent]] = [:]
        let known = Set(project.services.map(\.name))
        for service in project.services {
            let linked = Set(service.linkedServices)
            for dependency in service.dependsOn where known.contains(dependency.service) {
                dependents[dependency.service, default: []].append(
                    Dependent(
                        service: service.name,
                        condition: dependency.condition,
                        isStated: !dependency.isImplicit || linked.contains(dependency.service)
                    )
                )
            }
        }
        dependentsByName = dependents
        let order = DependencyGraph.sorted(project.services)
        self.order = order
        positions = DependencyGraph.positions(in: order)
    }

    /// The service of that name. A search through all services for each question would be quadratic.
    func service(_ name: String) -> Compose.Service? { positions[name].map { order[$0] } }

    /// Who waits for `service`, by name.
    func dependents(of service: String) -> [Dependent] { dependentsByName[service] ?? [] }

    private static func positions(in services: [Compose.Service]) -> [String: Int] {
        Dictionary(services.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// Dependencies first. Loading has refused cycles; a member of one would keep its place by name.
    private static func sorted(_ services: [Compose.Service]) -> [Compose.Service] {
        let positions = positions(in: services)
        var result: [Compose.Service] = []
        var state = [UInt8](repeating: 0, count: services.count)
        for root in services.indices where state[root] == 0 {
            var stack = [(index: root, next: 0)]
            state[root] = 1
            while let top = stack.last {
                let dependencies = services[top.index].dependsOn
                if top.next < dependencies.count {
                    stack[stack.count - 1].next += 1
                    if let child = positions[dependencies[top.next].service], state[child] == 0 {
                        state[child] = 1
                        stack.append((index: child, next: 0))
                    }
                } else {
                    result.append(services[top.index])
                    stack.removeLast()
                }
            }
        }
        return result
    }
}

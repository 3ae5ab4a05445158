internal import ComposeParser

/// The parts of a service's `x-nomad`, by where they go.
struct ServiceOverride {
    var job: Compose.Mapping.Entry?
    var group = Compose.Mapping()
    var task = Compose.Mapping()
    var network: Compose.Node?
    /// What completes the registration, with its path.
    var registrations: [(node: Compose.Node, path: String)] = []
}

extension JobOverrides {
    /// Sends each key where it belongs: what a group knows to the group, what only a task knows to the task.
    mutating func split(
        _ mapping: Compose.Mapping,
        at place: OverridePlace
    ) -> ServiceOverride {
        let groupType = NomadSchema[.taskGroup]
        let taskType = NomadSchema[.task]
        var parts = ServiceOverride()
        for entry in mapping.entries {
            let inner = place.appending(entry.key)
            switch entry.key {
            case "network" where entry.value.mapping != nil:
                parts.network = entry.value
            case "network" where entry.value.sequence != nil:
                reader.refuseType(entry.value, "host, bridge, none, or a map: a group has one network", at: inner)
            case "type", "count", "port", "network":
                if entry.value.mapping != nil || entry.value.sequence != nil {
                    reader.refuseType(entry.value, entry.key == "type" ? "a text" : "a number", at: inner)
                }
            case "job":
                parts.job = entry
            case "group", "task":
                split(entry, into: &parts, at: inner)
            case "service" where entry.value.mapping != nil:
                parts.registrations.append((entry.value, inner.path))
            default:
                if groupType.attribute(entry.key) != nil || groupType.nested(entry.key) != nil {
                    parts.group.entries.append(entry)
                } else if taskType.attribute(entry.key) != nil || taskType.nested(entry.key) != nil {
                    parts.task.entries.append(entry)
                } else {
                    reader.reportUnknownOverride(
                        entry,
                        among: NomadChoice.allCases.map(\.rawValue) + ["job", "group", "task", "service"]
                            + groupType.names + taskType.names,
                        at: inner
                    )
                }
            }
        }
        return parts
    }

    /// Sends each key of `group: {…}` or `task: {…}` where it belongs.
    private mutating func split(
        _ entry: Compose.Mapping.Entry,
        into parts: inout ServiceOverride,
        at place: OverridePlace
    ) {
        guard let inside = entry.value.mapping else { return reader.refuseType(entry.value, "a map", at: place) }
        for nested in inside.entries {
            if nested.key == "service", nested.value.mapping != nil {
                parts.registrations.append((nested.value, place.path + ".service"))
            } else if entry.key == "task" {
                parts.task.entries.append(nested)
            } else if nested.key == "network", nested.value.mapping != nil {
                parts.network = nested.value
            } else if nested.key == "network", nested.value.sequence != nil {
                reader.refuseType(nested.value, "a map: a group has one network", at: place.appending(nested.key))
            } else {
                parts.group.entries.append(nested)
            }
        }
    }
}

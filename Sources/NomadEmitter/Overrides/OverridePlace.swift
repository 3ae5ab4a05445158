internal import ComposeParser
internal import HCL

/// Where a value of `x-nomad` stands: for messages and for what depends on it.
struct OverridePlace {
    /// The keys from `x-nomad` down, with dots.
    var path: String
    /// The service, if it stands in one.
    var service: Compose.Service?
    /// How often the texts are read as templates: twice in the config of a driver.
    var escaping = HCL.Escaping.once

    /// What variables are known as: the service, or the project.
    var scope: String { service?.name ?? VariableTable.projectScope }

    func appending(_ key: String) -> OverridePlace {
        var place = self
        place.path += ".\(key)"
        return place
    }
}

/// Where something of a job comes from an `x-nomad`.
struct OverrideOrigin: Sendable {
    var key: String
    var range: SourceRange
    /// Where the value stands.
    var valueRange = SourceRange.none
    /// The keys from `x-nomad` down, with dots.
    var path = ""
    /// Whether its value has been reported: whatever else it breaks follows from that.
    var isTold = false
    var service: Compose.Service?
    var group: GroupName?
    var task: TaskName?
}

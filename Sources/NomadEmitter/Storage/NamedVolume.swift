internal import ComposeParser

/// A volume of the project, as its driver and options say what it is.
struct NamedVolume {
    let key: String
    let definition: Compose.VolumeDefinition?
    let options: [Compose.Pair]
    /// Whether Docker's own driver makes it.
    let isLocal: Bool
    /// Whether it lives in memory.
    let isMemory: Bool
    /// The path of the node that it binds, if it is one.
    let boundPath: String?
    /// Whether Docker mounts it from elsewhere, as with NFS.
    let isRemote: Bool

    init(key: String, definition: Compose.VolumeDefinition?) {
        self.key = key
        self.definition = definition
        options = definition?.driverOpts ?? []
        let driver = definition?.driver?.string
        isLocal = driver == nil || driver == "local" || driver == "default"
        let type = options["type"]?.string
        isMemory = isLocal && type == "tmpfs"
        let device = options["device"]?.string
        let words = (options["o"]?.string ?? "").split(at: ",")
        boundPath = isLocal && (type == "none" || words.contains("bind")) ? device : nil
        isRemote = isLocal && boundPath == nil && device != nil
    }

    /// Whether `x-nomad` makes it a volume of Nomad.
    var isOfNomad: Bool { definition?.extensions["x-nomad"]?["type"] != nil }

    var isExternal: Bool { definition?.external == true }
}

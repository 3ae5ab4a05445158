public import OrderedCollections

/// The `config` of a task of the docker driver.
///
/// Nomad reads the whole block twice as templates, so literal text is escaped twice in print.
public struct DockerConfig: Sendable, Hashable {
    /// The image; required but for a sidecar task.
    public var image: Interpolated?
    /// Whether the image is pulled even if the node has it.
    public var forcePull: Bool?
    /// How long the pull may take.
    public var imagePullTimeout: NomadDuration?
    /// An archive that holds the image.
    public var load: Interpolated?
    /// The entry point. Setting it drops the command of the image.
    public var entrypoint: [Interpolated]?
    /// The first word of the command; without a space at either end.
    public var command: Interpolated?
    /// The further words of the command.
    public var args: [Interpolated]?
    /// The working directory.
    public var workDir: Interpolated?
    /// The host name; not in a group in bridge mode.
    public var hostname: Interpolated?
    /// The network mode or network of Docker.
    public var networkMode: Interpolated?
    /// The names in a user-defined network.
    public var networkAliases: [Interpolated]
    /// The IPv4 address in a user-defined network.
    public var ipv4Address: Interpolated?
    /// The IPv6 address in a user-defined network.
    public var ipv6Address: Interpolated?
    /// Whether the IPv6 address is registered.
    public var advertiseIPv6Address: Bool?
    /// The MAC address.
    public var macAddress: Interpolated?
    /// The ports of the group that are published.
    public var ports: [PortLabel]
    /// The name servers; not in a group in bridge mode.
    public var dnsServers: [Interpolated]
    /// The search domains.
    public var dnsSearchDomains: [Interpolated]
    /// The options of the resolver.
    public var dnsOptions: [Interpolated]
    /// Lines of `/etc/hosts`, as `name:address`.
    public var extraHosts: [Interpolated]
    /// Binds, as `source:destination[:mode]`; a relative source is in the task directory.
    public var volumes: [Interpolated]
    /// The driver of volumes.
    public var volumeDriver: Interpolated?
    /// Whether an init process reaps children.
    public var initProcess: Bool?
    /// Whether standard input stays open.
    public var interactive: Bool?
    /// Whether there is a terminal.
    public var tty: Bool?
    /// Whether all is allowed.
    public var privileged: Bool?
    /// Further capabilities.
    public var capAdd: [Interpolated]
    /// Capabilities that are taken away.
    public var capDrop: [Interpolated]
    /// Options of security modules.
    public var securityOpt: [Interpolated]
    /// Whether the root file system is read-only.
    public var readonlyRootfs: Bool?
    /// Further groups of the user.
    public var groupAdd: [Interpolated]
    /// The user namespace.
    public var usernsMode: Interpolated?
    /// The process namespace.
    public var pidMode: Interpolated?
    /// The IPC namespace.
    public var ipcMode: Interpolated?
    /// The UTS namespace.
    public var utsMode: Interpolated?
    /// The cgroup namespace (Nomad 1.10.3).
    public var cgroupns: Interpolated?
    /// The runtime.
    public var runtime: Interpolated?
    /// Whether the processor share is a limit.
    public var cpuHardLimit: Bool?
    /// The period of the limit in microseconds.
    public var cpuCFSPeriod: Int?
    /// The processors; Nomad ignores it.
    public var cpusetCPUs: Interpolated?
    /// The most memory in MB; at least that of the resources.
    public var memoryHardLimit: NumberValue?
    /// The most processes.
    public var pidsLimit: NumberValue?
    /// The size of `/dev/shm` in bytes.
    public var shmSize: NumberValue?
    /// How soon it is killed when memory runs out (Nomad 1.8.1).
    public var oomScoreAdj: NumberValue?
    /// How often a name that is taken is tried again.
    public var containerExistsAttempts: Int?
    /// Whether the pull goes on without credentials.
    public var authSoftFail: Bool?
    /// Labels.
    public var labels: InterpolatedMap
    /// Kernel parameters.
    public var sysctl: InterpolatedMap
    /// Limits, as `soft[:hard]` in numbers.
    public var ulimit: InterpolatedMap
    /// Options of the storage driver.
    public var storageOpt: InterpolatedMap
    /// The credentials of the registry.
    public var auth: Auth?
    /// The log driver.
    public var logging: Logging?
    /// Whether the health check of the image is off.
    public var healthcheckDisabled: Bool?
    /// Devices of the node.
    public var devices: [Device]
    /// Volumes, binds and tmpfs.
    public var mounts: [Mount]
    /// Keys that have no property here; they replace and complete the others.
    public var extra: HCL.Body
    /// Lines above attributes, by the name of the attribute.
    public var attributeComments: [String: [String]]
    /// Lines above the block.
    public var comment: [String]

    /// Makes the block; what is left out is the driver's default.
    public init(
        image: Interpolated? = nil,
        forcePull: Bool? = nil,
        imagePullTimeout: NomadDuration? = nil,
        load: Interpolated? = nil,
        entrypoint: [Interpolated]? = nil,
        command: Interpolated? = nil,
        args: [Interpolated]? = nil,
        workDir: Interpolated? = nil,
        hostname: Interpolated? = nil,
        networkMode: Interpolated? = nil,
        networkAliases: [Interpolated] = [],
        ipv4Address: Interpolated? = nil,
        ipv6Address: Interpolated? = nil,
        advertiseIPv6Address: Bool? = nil,
        macAddress: Interpolated? = nil,
        ports: [PortLabel] = [],
        dnsServers: [Interpolated] = [],
        dnsSearchDomains: [Interpolated] = [],
        dnsOptions: [Interpolated] = [],
        extraHosts: [Interpolated] = [],
        volumes: [Interpolated] = [],
        volumeDriver: Interpolated? = nil,
        initProcess: Bool? = nil,
        interactive: Bool? = nil,
        tty: Bool? = nil,
        privileged: Bool? = nil,
        capAdd: [Interpolated] = [],
        capDrop: [Interpolated] = [],
        securityOpt: [Interpolated] = [],
        readonlyRootfs: Bool? = nil,
        groupAdd: [Interpolated] = [],
        usernsMode: Interpolated? = nil,
        pidMode: Interpolated? = nil,
        ipcMode: Interpolated? = nil,
        utsMode: Interpolated? = nil,
        cgroupns: Interpolated? = nil,
        runtime: Interpolated? = nil,
        cpuHardLimit: Bool? = nil,
        cpuCFSPeriod: Int? = nil,
        cpusetCPUs: Interpolated? = nil,
        memoryHardLimit: NumberValue? = nil,
        pidsLimit: NumberValue? = nil,
        shmSize: NumberValue? = nil,
        oomScoreAdj: NumberValue? = nil,
        containerExistsAttempts: Int? = nil,
        authSoftFail: Bool? = nil,
        labels: InterpolatedMap = [:],
        sysctl: InterpolatedMap = [:],
        ulimit: InterpolatedMap = [:],
        storageOpt: InterpolatedMap = [:],
        auth: Auth? = nil,
        logging: Logging? = nil,
        healthcheckDisabled: Bool? = nil,
        devices: [Device] = [],
        mounts: [Mount] = [],
        extra: HCL.Body = HCL.Body(),
        attributeComments: [String: [String]] = [:],
        comment: [String] = []
    ) {
        self.image = image
        self.forcePull = forcePull
        self.imagePullTimeout = imagePullTimeout
        self.load = load
        self.entrypoint = entrypoint
        self.command = command
        self.args = args
        self.workDir = workDir
        self.hostname = hostname
        self.networkMode = networkMode
        self.networkAliases = networkAliases
        self.ipv4Address = ipv4Address
        self.ipv6Address = ipv6Address
        self.advertiseIPv6Address = advertiseIPv6Address
        self.macAddress = macAddress
        self.ports = ports
        self.dnsServers = dnsServers
        self.dnsSearchDomains = dnsSearchDomains
        self.dnsOptions = dnsOptions
        self.extraHosts = extraHosts
        self.volumes = volumes
        self.volumeDriver = volumeDriver
        self.initProcess = initProcess
        self.interactive = interactive
        self.tty = tty
        self.privileged = privileged
        self.capAdd = capAdd
        self.capDrop = capDrop
        self.securityOpt = securityOpt
        self.readonlyRootfs = readonlyRootfs
        self.groupAdd = groupAdd
        self.usernsMode = usernsMode
        self.pidMode = pidMode
        self.ipcMode = ipcMode
        self.utsMode = utsMode
        self.cgroupns = cgroupns
        self.runtime = runtime
        self.cpuHardLimit = cpuHardLimit
        self.cpuCFSPeriod = cpuCFSPeriod
        self.cpusetCPUs = cpusetCPUs
        self.memoryHardLimit = memoryHardLimit
        self.pidsLimit = pidsLimit
        self.shmSize = shmSize
        self.oomScoreAdj = oomScoreAdj
        self.containerExistsAttempts = containerExistsAttempts
        self.authSoftFail = authSoftFail
        self.labels = labels
        self.sysctl = sysctl
        self.ulimit = ulimit
        self.storageOpt = storageOpt
        self.auth = auth
        self.logging = logging
        self.healthcheckDisabled = healthcheckDisabled
        self.devices = devices
        self.mounts = mounts
        self.extra = extra
        self.attributeComments = attributeComments
        self.comment = comment
    }
}

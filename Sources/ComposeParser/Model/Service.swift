/// A service: what Nomad calls a task, in a group of its own. Source: Compose Specification, chapter Services.
///
/// Absent attributes are `nil` or empty. Sizes are bytes, durations nanoseconds, CPU figures cores.
public struct Service: Sendable, Hashable {
    /// The name in the file.
    public var name: String
    /// Where the name stands.
    public var range: SourceRange

    /// `annotations`: OCI annotations.
    public var annotations: [Pair] = []
    /// `attach`: collect logs on up; default true.
    public var attach: Located<Bool>?
    /// `blkio_config`: block IO limits.
    public var blkioConfig: Node?
    /// `build`: build from source (short: context path).
    public var build: Build?
    /// `cap_add`: capabilities to add.
    public var capAdd: [Text] = []
    /// `cap_drop`: capabilities to drop.
    public var capDrop: [Text] = []
    /// `cgroup`: cgroup namespace: host or private.
    public var cgroup: Text?
    /// `cgroup_parent`: parent cgroup.
    public var cgroupParent: Text?
    /// `nil`: not given; empty: given as an empty list, which clears the image's command.
    public var command: [Text]?
    /// `configs`: grant of configs (list).
    public var configs: [FileGrant] = []
    /// `container_name`: fixed container name.
    public var containerName: Text?
    /// `cpu_count`: usable CPUs (Windows).
    public var cpuCount: Located<Int>?
    /// `cpu_percent`: usable CPU percentage (Windows).
    public var cpuPercent: Located<Double>?
    /// `cpu_period`: CFS period in us.
    public var cpuPeriod: Located<Int>?
    /// `cpu_quota`: CFS quota in us.
    public var cpuQuota: Located<Int>?
    /// `cpu_rt_period`: realtime period.
    public var cpuRtPeriod: Text?
    /// `cpu_rt_runtime`: realtime runtime.
    public var cpuRtRuntime: Text?
    /// `cpu_shares`: relative weight, default 1024.
    public var cpuShares: Located<Int>?
    /// `cpus`: hard CPU limit in cores; 0 = none.
    public var cpus: Located<Double>?
    /// `cpuset`: explicit CPUs.
    public var cpuset: Text?
    /// `credential_spec`: Windows gMSA credentials.
    public var credentialSpec: CredentialSpec?
    /// `depends_on`: start order and conditions.
    public var dependsOn: [Dependency] = []
    /// `deploy`: deployment section (may be null).
    public var deploy: Deploy?
    /// `device_cgroup_rules`: kernel device rules.
    public var deviceCgroupRules: [Text] = []
    /// `devices`: device mappings.
    public var devices: [DeviceMapping] = []
    /// `dns`: DNS servers (string or list).
    public var dns: [Text] = []
    /// `dns_opt`: resolver options.
    public var dnsOpt: [Text] = []
    /// `dns_search`: search domains (string or list).
    public var dnsSearch: [Text] = []
    /// `domainname`: NIS/DNS domain of the container.
    public var domainname: Text?
    /// `nil`: not given; empty: given as an empty list, which clears the image's entrypoint.
    public var entrypoint: [Text]?
    /// Sorted by key, with env files merged in; a key without a value has none in the environment either.
    public var environment: [Pair] = []
    /// `expose`: container ports for peers (number or "8080-8085/tcp").
    public var expose: [Text] = []
    /// `external_links`: containers outside the project SERVICE[:ALIAS].
    public var externalLinks: [Text] = []
    /// Host names with one address each; a name may come several times.
    public var extraHosts: [Pair] = []
    /// `gpus`: GPU requests (short: all).
    public var gpus: [DeviceRequest] = []
    /// `group_add`: extra groups.
    public var groupAdd: [Text] = []
    /// `healthcheck`: container health command.
    public var healthcheck: Healthcheck?
    /// `hostname`: container host name.
    public var hostname: Text?
    /// `image`: image reference.
    public var image: Text?
    /// `init`: run tini as PID 1.
    public var initProcess: Located<Bool>?
    /// `ipc`: IPC namespace.
    public var ipc: Text?
    /// `isolation`: container isolation technology.
    public var isolation: Text?
    /// `labels`: container labels (map or list).
    public var labels: [Pair] = []
    /// `links`: SERVICE[:ALIAS], implies depends_on.
    public var links: [Text] = []
    /// `logging`: container logging.
    public var logging: Logging?
    /// `mac_address`: MAC address.
    public var macAddress: Text?
    /// `mem_limit`: hard memory limit.
    public var memLimit: Located<Int>?
    /// `mem_reservation`: soft memory limit.
    public var memReservation: Located<Int>?
    /// `mem_swappiness`: 0-100.
    public var memSwappiness: Located<Int>?
    /// `memswap_limit`: memory + swap.
    public var memswapLimit: Located<Int>?
    /// `models`: models used (short: list).
    public var models: [ModelBinding] = []
    /// `network_mode`: bridge (platform default).
    public var networkMode: Text?
    /// `networks`: networks joined (list or map); default: default.
    public var networks: [NetworkAttachment] = []
    /// `oom_kill_disable`: disable the OOM killer.
    public var oomKillDisable: Located<Bool>?
    /// `oom_score_adj`: -1000..1000.
    public var oomScoreAdj: Located<Int>?
    /// `pid`: PID namespace: host, service:x, container:x.
    public var pid: Text?
    /// `pids_limit`: max processes; -1 unlimited.
    public var pidsLimit: Located<Int>?
    /// `platform`: os[/arch[/variant]].
    public var platform: Text?
    /// `ports`: published ports.
    public var ports: [PortMapping] = []
    /// `post_start`: hooks run in the container after start.
    public var postStart: [Hook] = []
    /// `pre_start`: init containers, in order, before the service.
    public var preStart: [Hook] = []
    /// `pre_stop`: hooks before stop.
    public var preStop: [Hook] = []
    /// `privileged`: privileged container.
    public var privileged: Located<Bool>?
    /// `provider`: service run by an external tool.
    public var provider: Provider?
    /// `pull_policy`: missing (default), if_not_present.
    public var pullPolicy: Text?
    /// `pull_refresh_after`: the age at which an image is pulled anew.
    public var pullRefreshAfter: Text?
    /// `read_only`: read-only root filesystem.
    public var readOnly: Located<Bool>?
    /// `restart`: absent.
    public var restart: Text?
    /// `runtime`: OCI runtime.
    public var runtime: Text?
    /// `scale`: number of containers.
    public var scale: Located<Int>?
    /// `secrets`: grant of secrets (list).
    public var secrets: [FileGrant] = []
    /// `security_opt`: security options.
    public var securityOpt: [Text] = []
    /// `shm_size`: /dev/shm size, bytes or suffix.
    public var shmSize: Located<Int>?
    /// `stdin_open`: keep stdin open.
    public var stdinOpen: Located<Bool>?
    /// `stop_grace_period`: default 10s.
    public var stopGracePeriod: Located<Int64>?
    /// `stop_signal`: default SIGTERM or image STOPSIGNAL.
    public var stopSignal: Text?
    /// `storage_opt`: storage driver options.
    public var storageOpt: [Pair] = []
    /// `sysctls`: kernel parameters (map or list).
    public var sysctls: [Pair] = []
    /// `tmpfs`: tmpfs mounts (string or list).
    public var tmpfs: [Text] = []
    /// `tty`: allocate a TTY.
    public var tty: Located<Bool>?
    /// `ulimits`: resource limits.
    public var ulimits: [Ulimit] = []
    /// `use_api_socket`: give the container the engine socket and credentials.
    public var useAPISocket: Located<Bool>?
    /// `user`: user[:group].
    public var user: Text?
    /// `userns_mode`: user namespace.
    public var usernsMode: Text?
    /// `uts`: UTS namespace: host.
    public var uts: Text?
    /// `volumes`: mounts (list).
    public var volumes: [VolumeMount] = []
    /// `volumes_from`: volumes of another service [:ro|:rw].
    public var volumesFrom: [Text] = []
    /// `working_dir`: working directory.
    public var workingDir: Text?
    /// The `x-…` elements.
    public var extensions = Mapping()

    /// Makes a service with a name and nothing else.
    package init(name: String, range: SourceRange = .none) {
        self.name = name
        self.range = range
    }
}

extension Service {
    /// Decodes one canonical entry of `services`.
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(name: entry.key, range: entry.keyRange)
        annotations = node.pairs("annotations")
        attach = node.bool("attach")
        blkioConfig = node["blkio_config"]
        build = node.stated("build").map { Build(decoding: $0) }
        capAdd = node.texts("cap_add")
        capDrop = node.texts("cap_drop")
        cgroup = node.text("cgroup")
        cgroupParent = node.text("cgroup_parent")
        command = node.optionalTexts("command")
        configs = node.items(of: "configs").compactMap { FileGrant(decoding: $0) }
        containerName = node.text("container_name")
        cpuCount = node.int("cpu_count")
        cpuPercent = node.double("cpu_percent")
        cpuPeriod = node.int("cpu_period")
        cpuQuota = node.int("cpu_quota")
        cpuRtPeriod = node.text("cpu_rt_period")
        cpuRtRuntime = node.text("cpu_rt_runtime")
        cpuShares = node.int("cpu_shares")
        cpus = node.double("cpus")
        cpuset = node.text("cpuset")
        credentialSpec = node["credential_spec"].map { CredentialSpec(decoding: $0) }
        dependsOn = node.sortedEntries(of: "depends_on").map { Dependency(decoding: $0) }
        deploy = node.stated("deploy").map { Deploy(decoding: $0) }
        deviceCgroupRules = node.texts("device_cgroup_rules")
        devices = node.items(of: "devices").map { DeviceMapping(decoding: $0) }
        dns = node.texts("dns")
        dnsOpt = node.texts("dns_opt")
        dnsSearch = node.texts("dns_search")
        domainname = node.text("domainname")
        entrypoint = node.optionalTexts("entrypoint")
        environment = node.pairs("environment")
        expose = node.texts("expose")
        externalLinks = node.texts("external_links")
        extraHosts = node.hosts("extra_hosts")
        gpus = node.items(of: "gpus").map { DeviceRequest(decoding: $0) }
        groupAdd = node.texts("group_add")
        healthcheck = node.stated("healthcheck").map { Healthcheck(decoding: $0) }
        hostname = node.text("hostname")
        image = node.text("image")
        initProcess = node.bool("init")
        ipc = node.text("ipc")
        isolation = node.text("isolation")
        labels = node.pairs("labels")
        links = node.texts("links")
        logging = node["logging"].map { Logging(decoding: $0) }
        macAddress = node.text("mac_address")
        memLimit = node.int("mem_limit")
        memReservation = node.int("mem_reservation")
        memSwappiness = node.int("mem_swappiness")
        memswapLimit = node.int("memswap_limit")
        models = node.sortedEntries(of: "models").map { ModelBinding(decoding: $0) }
        networkMode = node.text("network_mode")
        networks = node.sortedEntries(of: "networks").map { NetworkAttachment(decoding: $0) }
        oomKillDisable = node.bool("oom_kill_disable")
        oomScoreAdj = node.int("oom_score_adj")
        pid = node.text("pid")
        pidsLimit = node.int("pids_limit")
        platform = node.text("platform")
        ports = node.items(of: "ports").compactMap { PortMapping(decoding: $0) }
        postStart = node.items(of: "post_start").map { Hook(decoding: $0) }
        preStart = node.items(of: "pre_start").map { Hook(decoding: $0) }
        preStop = node.items(of: "pre_stop").map { Hook(decoding: $0) }
        privileged = node.bool("privileged")
        provider = node.stated("provider").map { Provider(decoding: $0) }
        pullPolicy = node.text("pull_policy")
        pullRefreshAfter = node.text("pull_refresh_after")
        readOnly = node.bool("read_only")
        restart = node.text("restart")
        runtime = node.text("runtime")
        scale = node.int("scale")
        secrets = node.items(of: "secrets").compactMap { FileGrant(decoding: $0) }
        securityOpt = node.texts("security_opt")
        shmSize = node.int("shm_size")
        stdinOpen = node.bool("stdin_open")
        stopGracePeriod = node.duration("stop_grace_period")
        stopSignal = node.text("stop_signal")
        storageOpt = node.pairs("storage_opt")
        sysctls = node.pairs("sysctls")
        tmpfs = node.texts("tmpfs")
        tty = node.bool("tty")
        ulimits = node.sortedEntries(of: "ulimits").compactMap { Ulimit(decoding: $0) }
        useAPISocket = node.bool("use_api_socket")
        user = node.text("user")
        usernsMode = node.text("userns_mode")
        uts = node.text("uts")
        volumes = node.items(of: "volumes").compactMap { VolumeMount(decoding: $0) }
        volumesFrom = node.texts("volumes_from")
        workingDir = node.text("working_dir")
        extensions = node.extensionEntries
    }
}

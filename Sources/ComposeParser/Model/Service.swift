extension Compose {
    /// A service: what Nomad calls a task, in a group of its own. Source: Compose Specification, chapter Services.
    ///
    /// Its attributes are those of `Attributes`: `service.image`.
    @dynamicMemberLookup
    public struct Service: Sendable, Hashable {
        /// The name in the file.
        public var name: String
        /// Where the name stands.
        public var range: SourceRange
        /// Exactly one element: copies of a service share it, as most of them are made to be read.
        @usableFromInline var attributes = [Attributes()]

        /// Makes a service with a name and nothing else.
        package init(name: String, range: SourceRange = .none) {
            self.name = name
            self.range = range
        }

        /// An attribute.
        @inlinable
        public subscript<Value>(dynamicMember attribute: WritableKeyPath<Attributes, Value>) -> Value {
            @inline(__always) _read { yield attributes[0][keyPath: attribute] }
            @inline(__always) _modify { yield &attributes[0][keyPath: attribute] }
        }
    }
}

extension Compose.Service {
    /// What a service states.
    ///
    /// Absent attributes are `nil` or empty. Sizes are bytes, durations nanoseconds, CPU figures cores.
    public struct Attributes: Sendable, Hashable {
        /// `annotations`: OCI annotations.
        public var annotations: [Compose.Pair] = []
        /// `attach`: collect logs on up; default true.
        public var attach: Compose.Located<Bool>?
        /// `blkio_config`: block IO limits.
        public var blkioConfig: Compose.Node?
        /// `build`: build from source (short: context path).
        public var build: Compose.Build?
        /// `cap_add`: capabilities to add.
        public var capAdd: [Compose.Text] = []
        /// `cap_drop`: capabilities to drop.
        public var capDrop: [Compose.Text] = []
        /// `cgroup`: cgroup namespace: host or private.
        public var cgroup: Compose.Text?
        /// `cgroup_parent`: parent cgroup.
        public var cgroupParent: Compose.Text?
        /// `nil`: not given; empty: given as an empty list, which clears the image's command.
        public var command: [Compose.Text]?
        /// `configs`: grant of configs (list).
        public var configs: [Compose.FileGrant] = []
        /// `container_name`: fixed container name.
        public var containerName: Compose.Text?
        /// `cpu_count`: usable CPUs (Windows).
        public var cpuCount: Compose.Located<Int>?
        /// `cpu_percent`: usable CPU percentage (Windows).
        public var cpuPercent: Compose.Located<Double>?
        /// `cpu_period`: CFS period in us.
        public var cpuPeriod: Compose.Located<Int>?
        /// `cpu_quota`: CFS quota in us.
        public var cpuQuota: Compose.Located<Int>?
        /// `cpu_rt_period`: realtime period.
        public var cpuRtPeriod: Compose.Text?
        /// `cpu_rt_runtime`: realtime runtime.
        public var cpuRtRuntime: Compose.Text?
        /// `cpu_shares`: relative weight, default 1024.
        public var cpuShares: Compose.Located<Int>?
        /// `cpus`: hard CPU limit in cores; 0 = none.
        public var cpus: Compose.Located<Double>?
        /// `cpuset`: explicit CPUs.
        public var cpuset: Compose.Text?
        /// `credential_spec`: Windows gMSA credentials.
        public var credentialSpec: Compose.CredentialSpec?
        /// `depends_on`: start order and conditions.
        public var dependsOn: [Compose.Dependency] = []
        /// `deploy`: deployment section (may be null).
        public var deploy: Compose.Deploy?
        /// `device_cgroup_rules`: kernel device rules.
        public var deviceCgroupRules: [Compose.Text] = []
        /// `devices`: device mappings.
        public var devices: [Compose.DeviceMapping] = []
        /// `dns`: DNS servers (string or list).
        public var dns: [Compose.Text] = []
        /// `dns_opt`: resolver options.
        public var dnsOpt: [Compose.Text] = []
        /// `dns_search`: search domains (string or list).
        public var dnsSearch: [Compose.Text] = []
        /// `domainname`: NIS/DNS domain of the container.
        public var domainname: Compose.Text?
        /// `nil`: not given; empty: given as an empty list, which clears the image's entrypoint.
        public var entrypoint: [Compose.Text]?
        /// Sorted by key, with env files merged in; a key without a value has none in the environment either.
        public var environment: [Compose.Pair] = []
        /// `expose`: container ports for peers (number or "8080-8085/tcp").
        public var expose: [Compose.Text] = []
        /// `external_links`: containers outside the project SERVICE[:ALIAS].
        public var externalLinks: [Compose.Text] = []
        /// Host names with one address each; a name may come several times.
        public var extraHosts: [Compose.Pair] = []
        /// `gpus`: GPU requests (short: all).
        public var gpus: [Compose.DeviceRequest] = []
        /// `group_add`: extra groups.
        public var groupAdd: [Compose.Text] = []
        /// `healthcheck`: container health command.
        public var healthcheck: Compose.Healthcheck?
        /// `hostname`: container host name.
        public var hostname: Compose.Text?
        /// `image`: image reference.
        public var image: Compose.Text?
        /// `init`: run tini as PID 1.
        public var initProcess: Compose.Located<Bool>?
        /// `ipc`: IPC namespace.
        public var ipc: Compose.Text?
        /// `isolation`: container isolation technology.
        public var isolation: Compose.Text?
        /// `labels`: container labels (map or list).
        public var labels: [Compose.Pair] = []
        /// `links`: SERVICE[:ALIAS], implies depends_on.
        public var links: [Compose.Text] = []
        /// `logging`: container logging.
        public var logging: Compose.Logging?
        /// `mac_address`: MAC address.
        public var macAddress: Compose.Text?
        /// `mem_limit`: hard memory limit.
        public var memLimit: Compose.Located<Int>?
        /// `mem_reservation`: soft memory limit.
        public var memReservation: Compose.Located<Int>?
        /// `mem_swappiness`: 0-100.
        public var memSwappiness: Compose.Located<Int>?
        /// `memswap_limit`: memory + swap.
        public var memswapLimit: Compose.Located<Int>?
        /// `models`: models used (short: list).
        public var models: [Compose.ModelBinding] = []
        /// `network_mode`: bridge (platform default).
        public var networkMode: Compose.Text?
        /// `networks`: networks joined (list or map); default: default.
        public var networks: [Compose.NetworkAttachment] = []
        /// `oom_kill_disable`: disable the OOM killer.
        public var oomKillDisable: Compose.Located<Bool>?
        /// `oom_score_adj`: -1000..1000.
        public var oomScoreAdj: Compose.Located<Int>?
        /// `pid`: PID namespace: host, service:x, container:x.
        public var pid: Compose.Text?
        /// `pids_limit`: max processes; -1 unlimited.
        public var pidsLimit: Compose.Located<Int>?
        /// `platform`: os[/arch[/variant]].
        public var platform: Compose.Text?
        /// `ports`: published ports.
        public var ports: [Compose.PortMapping] = []
        /// `post_start`: hooks run in the container after start.
        public var postStart: [Compose.Hook] = []
        /// `pre_start`: init containers, in order, before the service.
        public var preStart: [Compose.Hook] = []
        /// `pre_stop`: hooks before stop.
        public var preStop: [Compose.Hook] = []
        /// `privileged`: privileged container.
        public var privileged: Compose.Located<Bool>?
        /// `provider`: service run by an external tool.
        public var provider: Compose.Provider?
        /// `pull_policy`: missing (default), if_not_present.
        public var pullPolicy: Compose.Text?
        /// `pull_refresh_after`: the age at which an image is pulled anew.
        public var pullRefreshAfter: Compose.Text?
        /// `read_only`: read-only root filesystem.
        public var readOnly: Compose.Located<Bool>?
        /// `restart`: absent.
        public var restart: Compose.Text?
        /// `runtime`: OCI runtime.
        public var runtime: Compose.Text?
        /// `scale`: number of containers.
        public var scale: Compose.Located<Int>?
        /// `secrets`: grant of secrets (list).
        public var secrets: [Compose.FileGrant] = []
        /// `security_opt`: security options.
        public var securityOpt: [Compose.Text] = []
        /// `shm_size`: /dev/shm size, bytes or suffix.
        public var shmSize: Compose.Located<Int>?
        /// `stdin_open`: keep stdin open.
        public var stdinOpen: Compose.Located<Bool>?
        /// `stop_grace_period`: default 10s.
        public var stopGracePeriod: Compose.Located<Int64>?
        /// `stop_signal`: default SIGTERM or image STOPSIGNAL.
        public var stopSignal: Compose.Text?
        /// `storage_opt`: storage driver options.
        public var storageOpt: [Compose.Pair] = []
        /// `sysctls`: kernel parameters (map or list).
        public var sysctls: [Compose.Pair] = []
        /// `tmpfs`: tmpfs mounts (string or list).
        public var tmpfs: [Compose.Text] = []
        /// `tty`: allocate a TTY.
        public var tty: Compose.Located<Bool>?
        /// `ulimits`: resource limits.
        public var ulimits: [Compose.Ulimit] = []
        /// `use_api_socket`: give the container the engine socket and credentials.
        public var useAPISocket: Compose.Located<Bool>?
        /// `user`: user[:group].
        public var user: Compose.Text?
        /// `userns_mode`: user namespace.
        public var usernsMode: Compose.Text?
        /// `uts`: UTS namespace: host.
        public var uts: Compose.Text?
        /// `volumes`: mounts (list).
        public var volumes: [Compose.VolumeMount] = []
        /// `volumes_from`: volumes of another service [:ro|:rw].
        public var volumesFrom: [Compose.Text] = []
        /// `working_dir`: working directory.
        public var workingDir: Compose.Text?
        /// The `x-…` elements.
        public var extensions = Compose.Mapping()

        init() {}
    }
}

extension Compose.Service {
    /// Decodes one canonical entry of `services`.
    init(decoding entry: Compose.Mapping.Entry) {
        self.init(name: entry.key, range: entry.keyRange)
        attributes = [Attributes(decoding: entry.value)]
    }
}

extension Compose.Service.Attributes {
    /// Decodes the canonical value of one entry of `services`.
    fileprivate init(decoding node: Compose.Node) {
        annotations = node.pairs("annotations")
        attach = node.bool("attach")
        blkioConfig = node["blkio_config"]
        build = node.stated("build").map { Compose.Build(decoding: $0) }
        capAdd = node.texts("cap_add")
        capDrop = node.texts("cap_drop")
        cgroup = node.text("cgroup")
        cgroupParent = node.text("cgroup_parent")
        command = node.optionalTexts("command")
        configs = node.items(of: "configs").compactMap { Compose.FileGrant(decoding: $0) }
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
        credentialSpec = node["credential_spec"].map { Compose.CredentialSpec(decoding: $0) }
        dependsOn = node.sortedEntries(of: "depends_on").map { Compose.Dependency(decoding: $0) }
        deploy = node.stated("deploy").map { Compose.Deploy(decoding: $0) }
        deviceCgroupRules = node.texts("device_cgroup_rules")
        devices = node.items(of: "devices").map { Compose.DeviceMapping(decoding: $0) }
        dns = node.texts("dns")
        dnsOpt = node.texts("dns_opt")
        dnsSearch = node.texts("dns_search")
        domainname = node.text("domainname")
        entrypoint = node.optionalTexts("entrypoint")
        environment = node.pairs("environment")
        expose = node.texts("expose")
        externalLinks = node.texts("external_links")
        extraHosts = node.hosts("extra_hosts")
        gpus = node.items(of: "gpus").map { Compose.DeviceRequest(decoding: $0) }
        groupAdd = node.texts("group_add")
        healthcheck = node.stated("healthcheck").map { Compose.Healthcheck(decoding: $0) }
        hostname = node.text("hostname")
        image = node.text("image")
        initProcess = node.bool("init")
        ipc = node.text("ipc")
        isolation = node.text("isolation")
        labels = node.pairs("labels")
        links = node.texts("links")
        logging = node["logging"].map { Compose.Logging(decoding: $0) }
        macAddress = node.text("mac_address")
        memLimit = node.int("mem_limit")
        memReservation = node.int("mem_reservation")
        memSwappiness = node.int("mem_swappiness")
        memswapLimit = node.int("memswap_limit")
        models = node.sortedEntries(of: "models").map { Compose.ModelBinding(decoding: $0) }
        networkMode = node.text("network_mode")
        networks = node.sortedEntries(of: "networks").map { Compose.NetworkAttachment(decoding: $0) }
        oomKillDisable = node.bool("oom_kill_disable")
        oomScoreAdj = node.int("oom_score_adj")
        pid = node.text("pid")
        pidsLimit = node.int("pids_limit")
        platform = node.text("platform")
        ports = node.items(of: "ports").compactMap { Compose.PortMapping(decoding: $0) }
        postStart = node.items(of: "post_start").map { Compose.Hook(decoding: $0) }
        preStart = node.items(of: "pre_start").map { Compose.Hook(decoding: $0) }
        preStop = node.items(of: "pre_stop").map { Compose.Hook(decoding: $0) }
        privileged = node.bool("privileged")
        provider = node.stated("provider").map { Compose.Provider(decoding: $0) }
        pullPolicy = node.text("pull_policy")
        pullRefreshAfter = node.text("pull_refresh_after")
        readOnly = node.bool("read_only")
        restart = node.text("restart")
        runtime = node.text("runtime")
        scale = node.int("scale")
        secrets = node.items(of: "secrets").compactMap { Compose.FileGrant(decoding: $0) }
        securityOpt = node.texts("security_opt")
        shmSize = node.int("shm_size")
        stdinOpen = node.bool("stdin_open")
        stopGracePeriod = node.duration("stop_grace_period")
        stopSignal = node.text("stop_signal")
        storageOpt = node.pairs("storage_opt")
        sysctls = node.pairs("sysctls")
        tmpfs = node.texts("tmpfs")
        tty = node.bool("tty")
        ulimits = node.sortedEntries(of: "ulimits").compactMap { Compose.Ulimit(decoding: $0) }
        useAPISocket = node.bool("use_api_socket")
        user = node.text("user")
        usernsMode = node.text("userns_mode")
        uts = node.text("uts")
        volumes = node.items(of: "volumes").compactMap { Compose.VolumeMount(decoding: $0) }
        volumesFrom = node.texts("volumes_from")
        workingDir = node.text("working_dir")
        extensions = node.extensionEntries
    }
}

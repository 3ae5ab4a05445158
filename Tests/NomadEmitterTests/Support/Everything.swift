import HCL
@testable import NomadEmitter

/// A job file with a value for each property of each block.
enum Everything {
    static let jobspec = Jobspec(
        comment: ["Everything"],
        variables: [
            Jobspec.Variable(
                name: "COUNT",
                type: .number,
                default: .number(2),
                description: "how many",
                sensitive: true,
                comment: ["c"]
            ),
            Jobspec.Variable(name: "dns", type: .strings, default: .strings(["${attr.unique.network.ip-address}"])),
            Jobspec.Variable(name: "flag", type: .bool, default: .bool(true)),
            Jobspec.Variable(name: "text", default: .string("a ${b}"), isEscapedForDriver: true),
        ],
        job: job
    )

    static let job = Jobspec.Job(
        name: JobName(sanitizing: "all"),
        type: .service,
        region: "global",
        namespace: "default",
        datacenters: ["dc1"],
        nodePool: "default",
        priority: 50,
        allAtOnce: false,
        constraints: constraints,
        affinities: [affinity],
        spreads: [spread],
        update: update,
        migrate: migrate,
        reschedule: reschedule,
        vault: vault,
        meta: ["a": "b", "a-b": "c"],
        secrets: [secret],
        groups: [group, bridge],
        attributeComments: ["type": ["why"]],
        comment: ["c"]
    )

    static let batch = Jobspec(
        job: Jobspec.Job(
            name: JobName(sanitizing: "batch"),
            type: .batch,
            periodic: Jobspec.Periodic(
                crons: ["0 * * * *"],
                prohibitOverlap: true,
                timeZone: "UTC",
                enabled: true
            ),
            parameterized: Jobspec.Parameterized(payload: .optional, metaRequired: ["a"], metaOptional: ["b"]),
            groups: [Sample.group { $0.maxRunDuration = .hours(1) }]
        )
    )

    static let constraints = [
        Jobspec.Constraint(attribute: .runtime("attr.kernel.name"), value: "linux"),
        Jobspec.Constraint(attribute: .runtime("attr.nomad.version"), comparison: .semver, value: ">= 1.8"),
        Jobspec.Constraint(attribute: .runtime("meta.x"), comparison: .isSet),
        .distinctHosts, .distinctProperty(.runtime("node.datacenter"), count: 2),
    ]
    static let affinity = Jobspec.Affinity(
        attribute: .runtime("node.datacenter"),
        comparison: .notEquals,
        value: "dc2",
        weight: 20
    )
    static let spread = Jobspec.Spread(
        attribute: .runtime("node.datacenter"),
        weight: 50,
        targets: [.init(value: "dc1", percent: 60)]
    )
    static let update = Jobspec.Update(
        maxParallel: 1,
        canary: 1,
        healthCheck: .taskStates,
        minHealthyTime: .seconds(10),
        healthyDeadline: .minutes(5),
        progressDeadline: .minutes(10),
        autoRevert: true,
        autoPromote: true,
        stagger: .seconds(30)
    )
    static let migrate = Jobspec.Migrate(
        maxParallel: 1,
        healthCheck: .taskStates,
        minHealthyTime: .seconds(10),
        healthyDeadline: .minutes(5)
    )
    static let reschedule = Jobspec.Reschedule(
        attempts: 3,
        interval: .hours(1),
        delay: .seconds(30),
        delayFunction: .constant,
        maxDelay: .minutes(1),
        unlimited: false
    )
    static let restart = Jobspec.Restart(
        attempts: 2,
        interval: .minutes(30),
        delay: .seconds(15),
        mode: .delay,
        renderTemplates: true
    )
    static let vault = Jobspec.Vault(
        policies: ["p"],
        role: "r",
        namespace: "n",
        cluster: "default",
        env: false,
        disableFile: true,
        changeMode: "signal",
        changeSignal: "SIGHUP",
        allowTokenExpiration: true
    )
    static let secret = Jobspec.Secret(
        name: "db",
        provider: "nomad",
        path: "nomad/jobs/all",
        config: HCL.Body([.attribute(HCL.Attribute("namespace", "default"))]),
        env: ["A": "b"]
    )

    static let group = Jobspec.Group(
        name: GroupName(sanitizing: "main"),
        count: .variable("COUNT"),
        shutdownDelay: .seconds(5),
        constraints: constraints,
        affinities: [affinity],
        spreads: [spread],
        restart: restart,
        reschedule: reschedule,
        update: update,
        migrate: migrate,
        disconnect: Jobspec.Disconnect(
            lostAfter: .hours(1),
            replace: true,
            reconcile: .bestScore
        ),
        ephemeralDisk: Jobspec.EphemeralDisk(size: 500, sticky: true, migrate: true),
        scaling: Jobspec.Scaling(
            enabled: true,
            min: 1,
            max: 3,
            policy: HCL.Body([.attribute(HCL.Attribute("cooldown", "1m"))])
        ),
        vault: vault,
        meta: ["a": "b"],
        volumes: [
            Jobspec.VolumeRequest(
                name: "data",
                kind: .host(access: "single-node-writer", attachment: "file-system"),
                source: "all-data",
                readOnly: false,
                perAlloc: false,
                sticky: true
            ),
            Jobspec.VolumeRequest(
                name: "csi",
                kind: .csi(
                    access: "single-node-writer",
                    attachment: "file-system",
                    fileSystem: "ext4",
                    mountFlags: ["noatime"]
                ),
                source: "csi"
            ),
        ],
        network: Jobspec.Network(
            ports: [
                Jobspec.Port(
                    label: Sample.port,
                    staticPort: 8080,
                    to: 80,
                    hostNetwork: "public",
                    ignoreCollision: false
                ),
                Jobspec.Port(label: PortLabel(sanitizing: "other"), to: -1),
            ],
            dns: Jobspec.DNSConfig(servers: .variable("dns"), searches: ["a.b"], options: ["ndots:1"])
        ),
        services: [
            Jobspec.Service(
                name: ServiceName(sanitizing: "all"),
                port: .label(Sample.port),
                addressMode: .host,
                task: TaskName(sanitizing: "main"),
                checks: [
                    Jobspec.Check(
                        kind: .grpc(service: "s", useTLS: true, skipVerify: true),
                        interval: .seconds(1),
                        timeout: .seconds(1)
                    )
                ]
            )
        ],
        tasks: [task],
        attributeComments: ["count": ["why"]],
        comment: ["c"]
    )

    /// A group in bridge mode, with all of the service mesh.
    static let bridge = Sample.group("mesh") { group in
        group.disconnect = Jobspec.Disconnect(stopOnClientAfter: .hours(2))
        group.network?.mode = .bridge
        group.network?.hostname = "mesh"
        group.network?.cniArguments = ["A": "b"]
        group.services = [
            Jobspec.Service(
                name: ServiceName(sanitizing: "mesh"),
                port: .number(80),
                addressMode: .alloc,
                connect: .sidecar(
                    Jobspec.SidecarService(
                        port: Sample.port,
                        tags: ["t"],
                        disableDefaultTCPCheck: true,
                        meta: ["a": "b"],
                        proxy: Jobspec.Proxy(
                            localServiceAddress: "127.0.0.1",
                            localServicePort: 80,
                            upstreams: [
                                Jobspec.Upstream(
                                    destinationName: ServiceName(sanitizing: "db"),
                                    localBindPort: 5432,
                                    localBindAddress: "127.0.1.1",
                                    datacenter: "dc1",
                                    config: HCL.Body([.attribute(HCL.Attribute("protocol", "tcp"))])
                                )
                            ],
                            exposedPaths: [.init(path: "/health", localPort: 80, listener: Sample.port)],
                            config: HCL.Body([.attribute(HCL.Attribute("connect_timeout_ms", 1))])
                        )
                    ),
                    task: Jobspec.SidecarTask(
                        name: "proxy",
                        driver: "docker",
                        user: "1",
                        config: DockerConfig(extraHosts: ["a:1.2.3.4"]),
                        env: ["A": "b"],
                        meta: ["a": "b"],
                        resources: Jobspec.Resources(cpu: 20, memory: 32),
                        logs: Jobspec.LogConfig(maxFiles: 1),
                        killTimeout: .seconds(1),
                        killSignal: "SIGINT",
                        shutdownDelay: .seconds(1)
                    )
                )
            )
        ]
    }

    static let task = Jobspec.Task(
        name: TaskName(sanitizing: "main"),
        user: "1000:\(.variable("text"))",
        leader: true,
        killTimeout: .seconds(30),
        killSignal: "SIGINT",
        shutdownDelay: .seconds(2),
        constraints: [constraints[0]],
        affinities: [affinity],
        restart: restart,
        config: docker,
        env: ["A": "b", "B": .variable("text"), "C": .runtime("NOMAD_IP_http")],
        artifacts: [
            Jobspec.Artifact(
                source: "https://example.com/a",
                destination: "local/a",
                mode: .file,
                chown: true,
                insecure: true,
                options: ["checksum": "md5:d41d8cd98f00b204e9800998ecf8427e"],
                headers: ["X-A": "b"]
            )
        ],
        templates: [
            Jobspec.Template(
                destination: "local/a",
                perms: 0o600,
                uid: 1,
                gid: 2,
                changeMode: .signal("SIGHUP"),
                splay: .seconds(1),
                once: true,
                errorOnMissingKey: true,
                leftDelimiter: "[[",
                rightDelimiter: "]]",
                content: .data("a\n"),
                wait: .init(min: .seconds(1), max: .seconds(2))
            ),
            Jobspec.Template(
                destination: "local/b",
                changeMode: .script(
                    Jobspec.ChangeScript(
                        command: "c",
                        args: ["d"],
                        timeout: .seconds(1),
                        failOnError: true,
                        runOnFirstRender: true
                    )
                ),
                content: .source("local/a")
            ),
            Jobspec.Template(destination: "secrets/env", env: true, content: .data("A=1\n")),
        ],
        secrets: [secret],
        vault: vault,
        volumeMounts: [
            Jobspec.VolumeMount(
                volume: "data",
                destination: "/data",
                readOnly: true,
                propagationMode: "private",
                selinuxLabel: "z"
            )
        ],
        services: [
            Jobspec.Service(
                name: ServiceName(sanitizing: "main"),
                tags: ["t"],
                port: .label(Sample.port),
                provider: .consul,
                address: .runtime("attr.unique.network.ip-address"),
                addressMode: .auto,
                onUpdate: .ignore,
                canaryTags: ["c"],
                enableTagOverride: true,
                cluster: "default",
                meta: ["a": "b"],
                canaryMeta: ["a": "b"],
                taggedAddresses: ["lan": "1.2.3.4"],
                checks: [
                    Jobspec.Check(
                        name: "http",
                        kind: .http(
                            .init(
                                path: "/health",
                                isTLS: true,
                                skipVerify: true,
                                serverName: "a",
                                method: "POST",
                                body: "{}",
                                headers: ["X-A": ["b", "c"]]
                            )
                        ),
                        port: .label(Sample.port),
                        addressMode: .host,
                        interval: .seconds(10),
                        timeout: .seconds(2),
                        initialStatus: "passing",
                        onUpdate: .ignoreWarnings,
                        successBeforePassing: 1,
                        failuresBeforeWarning: 1,
                        failuresBeforeCritical: 1,
                        notes: "n",
                        checkRestart: Jobspec.CheckRestart(limit: 3, grace: .seconds(10), ignoreWarnings: true)
                    ),
                    Jobspec.Check(
                        kind: .script(command: "sh", args: ["-c", "true"]),
                        interval: .seconds(10),
                        timeout: .seconds(2)
                    ),
                ]
            )
        ],
        actions: [Jobspec.Action(name: "migrate", command: "sh", args: ["-c", "x"])],
        meta: ["a": "b"],
        logs: Jobspec.LogConfig(maxFiles: 2, maxFileSize: 5, disabled: false),
        resources: Jobspec.Resources(
            cpu: 100,
            memory: .scaled(variable: "COUNT", by: 64),
            memoryMax: 1024,
            secrets: 1,
            devices: [
                Jobspec.Device(
                    name: "nvidia/gpu",
                    count: 1,
                    constraints: [
                        Jobspec.Constraint(
                            attribute: .runtime("device.attr.memory"),
                            comparison: .greaterOrEqual,
                            value: "2 GiB"
                        )
                    ],
                    affinities: [affinity]
                )
            ]
        ),
        attributeComments: ["driver": ["why"]],
        comment: ["c"]
    )

    static let docker = DockerConfig(
        image: "nginx:\(.variable("text"))",
        forcePull: true,
        imagePullTimeout: .minutes(5),
        load: "a.tar",
        entrypoint: ["sh"],
        command: "c",
        args: ["a"],
        workDir: "/w",
        hostname: "h",
        networkMode: "net",
        networkAliases: ["a"],
        ipv4Address: "1.2.3.4",
        ipv6Address: "::1",
        advertiseIPv6Address: true,
        macAddress: "02:00:00:00:00:01",
        ports: [Sample.port],
        dnsServers: ["1.1.1.1"],
        dnsSearchDomains: ["a"],
        dnsOptions: ["b"],
        extraHosts: ["a:1.2.3.4"],
        volumes: ["/a:/b:ro"],
        volumeDriver: "local",
        initProcess: true,
        interactive: true,
        tty: true,
        privileged: false,
        capAdd: ["CHOWN"],
        capDrop: ["ALL"],
        securityOpt: ["no-new-privileges"],
        readonlyRootfs: true,
        groupAdd: ["1"],
        usernsMode: "host",
        pidMode: "host",
        ipcMode: "host",
        utsMode: "private",
        cgroupns: "private",
        runtime: "runc",
        cpuHardLimit: true,
        cpuCFSPeriod: 100_000,
        cpusetCPUs: "0",
        memoryHardLimit: 2048,
        pidsLimit: 100,
        shmSize: 67_108_864,
        oomScoreAdj: 1,
        containerExistsAttempts: 5,
        authSoftFail: true,
        labels: ["a.b": "c"],
        sysctl: ["net.core.somaxconn": "1024"],
        ulimit: ["nofile": "1:2"],
        storageOpt: ["size": "1G"],
        auth: .init(username: "u", password: "p", serverAddress: "s", email: "e"),
        logging: .init(type: "json-file", config: ["max-size": "1m"]),
        healthcheckDisabled: true,
        devices: [.init(hostPath: "/dev/a", containerPath: "/dev/b", permissions: "rwm")],
        mounts: [
            .init(
                .volume(
                    source: "v",
                    options: .init(noCopy: true, labels: ["a": "b"], driver: "local", driverOptions: ["o": "bind"])
                ),
                target: "/v",
                readonly: true
            ),
            .init(.bind(source: "/s", propagation: "rshared"), target: "/t"),
            .init(.tmpfs(size: 1, mode: 511), target: "/u"),
        ],
        attributeComments: ["image": ["why"]],
        comment: ["c"]
    )
}

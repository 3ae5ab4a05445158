import FoundationEssentials
@testable import NomadEmitter
import TestSupport
import Testing

/// What deploy.sh does, run with stand-ins for the programs that it calls.
@Suite struct DeployRunTests {
    /// A folder with a deployment, and programs that answer as a cluster would.
    struct Cluster {
        let folder: String

        init(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws {
            folder = Subprocess.temporaryPath("deploy")
            for part in ["bin", "out", "state"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/\(part)",
                    withIntermediateDirectories: true
                )
            }
            for file in try Converting(compose, change).companions {
                try Data(file.contents).write(to: URL(filePath: "\(folder)/out/\(file.name)"))
            }
            for (name, text) in Self.programs {
                try install(name, text)
            }
            try answer("nodes", "one alpha\n")
            try answer("facts", Self.facts.joined(separator: "\n") + "\n")
            try answer("outcome", "successful: Deployment completed successfully\n")
        }

        /// Sets a program. What this process writes may still be open in what another test is starting, so it copies.
        func install(_ name: String, _ text: String) throws {
            try answer(name, "#!/bin/sh\n" + text)
            _ = Subprocess.run(["install", "-m", "755", "\(folder)/state/\(name)", "\(folder)/bin/\(name)"])
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }

        /// Sets what the stand-ins answer.
        func answer(_ name: String, _ text: String) throws { try Subprocess.write(text, to: "\(folder)/state/\(name)") }

        /// The code and the output of `deploy.sh`, and the commands that it gave.
        func run(_ arguments: String..., environment: [String] = []) throws -> (
            code: Int32, output: String, commands: [String]
        ) {
            try answer("log", "")
            let words =
                ["/usr/bin/env", "PATH=\(folder)/bin:/usr/bin:/bin", "STATE=\(folder)/state", "TAG=7"]
                + ["REGISTRY=registry.test:5000/team"] + environment + ["sh", "\(folder)/out/deploy.sh"]
            let result = Subprocess.run(words + arguments)
            let log = try String(contentsOf: URL(filePath: "\(folder)/state/log"), encoding: .utf8)
            return (result.code, result.output, log.split(separator: "\n").map(String.init))
        }

        /// What a node of a well-kept cluster has.
        static let facts = [
            "docker", "nomad.version=1.9.3", "consul.version", "consul.dns.port=53",
            "driver.docker.volumes.enabled=true",
            "driver.docker.privileged.enabled=true", "volume shop-data", "network inside", "vault.version",
            "plugins.cni.version.bridge", "consul.connect=true", "plugins.host_volume.mkdir.version",
        ]

        private static let programs = [
            "nomad": """
            words=
            template=
            while [ $# -gt 0 ]; do
              case $1 in
                -t) template=$2; shift ;;
                -*) ;;
                *) words="$words $1" ;;
              esac
              shift
            done
            echo "nomad$words" >>"$STATE/log"
            case $words in
              " node status") cat "$STATE/nodes" ;;
              " node status "*) cat "$STATE/facts" ;;
              " job inspect "*) echo 3 ;;
              " job deployments "*) echo "9 d-of-3" ;;
              " job allocs "*) cat "$STATE/events" ;;
              " job plan "*) exit 1 ;;
              " deployment status "*) [ -z "$template" ] || cat "$STATE/outcome" ;;
              " namespace status "*) [ ! -e "$STATE/no-namespace" ] ;;
              " plugin status "*) [ "$words" = " plugin status ceph" ] ;;
            esac
            """,
            "docker": """
            echo "docker $*" >>"$STATE/log"
            case "$1" in push) [ ! -e "$STATE/refused" ] ;; esac
            """,
            "vault": #"echo "vault $*" >>"$STATE/log""#,
            "curl": #"[ ! -e "$STATE/silent" ]"#,
            "dig": "exit 0",
            "nslookup": "exit 1",
        ]
    }

    private static let shop = """
        name: shop
        x-nomad: {namespace: team}
        services:
          db: {image: "postgres:16", volumes: ["data:/var/lib/postgresql/data"], secrets: [password]}
          api:
            build: .
            privileged: true
            ports: ["8080:80"]
            volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
            depends_on: [agent]
          agent: {image: example/agent, deploy: {mode: global}, depends_on: [db]}
        volumes: {data: {}}
        secrets: {password: {file: ./compose.yaml}}
        """

    private func changes(_ commands: [String]) -> [String] {
        let reads = [
            "node status", "job inspect", "job status", "job deployments", "job allocs", "plugin status",
            "deployment status", "namespace status",
        ]
        return commands.filter { command in !reads.contains { command.hasPrefix("nomad \($0)") } }
    }

    @Test func aClusterThatHasAllGetsTheJobsTwice() throws {
        let cluster = try Cluster(Self.shop) { $0.privateNetwork = "inside" }
        defer { cluster.remove() }
        for _ in 1...2 {
            let run = try cluster.run()
            #expect(run.code == 0, "\(run.output)")
            #expect(
                changes(run.commands).map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                    "docker build -t", "docker push registry.test:5000/team/shop-api:7", "nomad var put",
                    "nomad job run", "nomad job run",
                ]
            )
            #expect(run.commands.filter { $0 == "nomad deployment status d-of-3" }.count == 4)
        }
    }

    @Test(
        "What a node lacks is said with what mends it, before anything is changed",
        arguments: [
            ("docker", "a node with Docker"), ("consul.version", "a node with Consul"),
            ("consul.dns.port=53", "ports { dns = 53 }"),
            ("driver.docker.volumes.enabled=true", "volumes { enabled = true }"),
            ("driver.docker.privileged.enabled=true", "allow_privileged = true"),
            ("volume shop-data", "the host volume shop-data, for db"), ("network inside", "the host network inside"),
        ]
    )
    func whatIsMissing(fact: String, said: String) throws {
        let cluster = try Cluster(Self.shop) { $0.privateNetwork = "inside" }
        defer { cluster.remove() }
        try cluster.answer("facts", Cluster.facts.filter { $0 != fact }.joined(separator: "\n") + "\n")
        let run = try cluster.run()
        #expect(run.code == 1)
        #expect(run.output.contains("nothing was changed; missing:"))
        #expect(run.output.contains(said), "\(run.output)")
        #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("  - ") }.count == 1)
        #expect(changes(run.commands) == [])
        #expect(try cluster.run("--no-preflight").code == 0)
    }

    @Test(
        arguments: [
            (ConversionOptions.Network.container, "plugins.cni.version.bridge", "the CNI plugins"),
            (.mesh, "consul.connect=true", "service mesh"),
        ]
    )
    func whatAStrategyNeeds(network: ConversionOptions.Network, fact: String, said: String) throws {
        let cluster = try Cluster(Self.shop) { $0.network = network }
        defer { cluster.remove() }
        #expect(try cluster.run().code == 0)
        try cluster.answer("facts", Cluster.facts.filter { $0 != fact }.joined(separator: "\n") + "\n")
        let run = try cluster.run()
        #expect(run.code == 1 && run.output.contains(said), "\(run.output)")
    }

    @Test func whatStoresNeed() throws {
        let cluster = try Cluster(Self.shop) {
            $0.volumes = .csi
            $0.secrets = .vault
        }
        defer { cluster.remove() }
        let plugin = ["C2N_PLUGIN=ceph", "PLUGIN_ID=ceph", "\(CreatedVolume.pluginPlaceholder)=ceph"]
        #expect(try cluster.run(environment: plugin).code == 0)
        try cluster.answer("facts", Cluster.facts.filter { $0 != "vault.version" }.joined(separator: "\n") + "\n")
        let run = try cluster.run(environment: ["\(CreatedVolume.pluginPlaceholder)=nfs"])
        #expect(run.code == 1 && changes(run.commands) == [])
        #expect(run.output.contains("the CSI plugin nfs") && run.output.contains("reads from Vault"), "\(run.output)")
    }

    @Test func anOldNomadAndASilentRegistryAreMissingToo() throws {
        let cluster = try Cluster(Self.shop) { $0.volumes = .dynamic }
        defer { cluster.remove() }
        let old = Cluster.facts.filter { !$0.hasPrefix("nomad.") && !$0.hasPrefix("plugins.host") }
        try cluster.answer("facts", (old + ["nomad.version=1.9.7"]).joined(separator: "\n") + "\n")
        try cluster.answer("silent", "")
        try cluster.answer("no-namespace", "")
        let run = try cluster.run()
        #expect(run.code == 1 && changes(run.commands) == [])
        #expect(run.output.contains("Nomad 1.10 or later on every node (alpha has 1.9.7)"), "\(run.output)")
        #expect(run.output.contains("the registry registry.test:5000"), "\(run.output)")
        #expect(run.output.contains("dynamic host volumes"), "\(run.output)")
        #expect(run.output.contains("nomad namespace apply team"), "\(run.output)")
    }

    @Test func imagesThatStayHereNeedANodeHere() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        let run = try cluster.run(environment: ["REGISTRY=localhost"])
        #expect(run.code == 1 && run.output.contains("a node on this machine"), "\(run.output)")
        let here = Subprocess.run(["uname", "-n"]).output.split(separator: "\n")[0]
        try cluster.answer("facts", (Cluster.facts + ["unique.hostname=\(here)"]).joined(separator: "\n") + "\n")
        let local = try cluster.run(environment: ["REGISTRY=localhost"])
        #expect(local.code == 0 && !local.commands.contains { $0.hasPrefix("docker push") }, "\(local.output)")
    }

    @Test func aServerThatDoesNotAnswerIsSaid() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        Subprocess.remove("\(cluster.folder)/state/nodes")
        let run = try cluster.run()
        #expect(run.code == 1 && run.output.contains("is NOMAD_ADDR right") && changes(run.commands) == [])
    }

    @Test func severalNodesAreAskedForOneAndTheDataOfTwoIsSaid() throws {
        let pinned = try Cluster(Self.shop) { $0.network = .docker }
        defer { pinned.remove() }
        try pinned.answer("nodes", "one alpha\ntwo beta gamma\n")
        let run = try pinned.run()
        #expect(run.code == 1 && run.output.contains("set NODE to one of:\nalpha\nbeta gamma"), "\(run.output)")
        let chosen = try pinned.run(environment: ["NODE=beta gamma"])
        #expect(chosen.code == 0, "\(chosen.output)")
        #expect(chosen.commands.contains("nomad node status two") && !chosen.commands.contains("nomad node status one"))
        #expect(try pinned.run(environment: ["NODE=delta"]).output.contains("a node with Docker"))

        let free = try Cluster(Self.shop)
        defer { free.remove() }
        try free.answer("nodes", "one alpha\ntwo beta\n")
        let twice = try free.run()
        #expect(twice.code == 0 && twice.output.contains("several nodes have the host volume shop-data"))
    }

    @Test func aVolumeIsSeededFromTheImageAsDockerDoes() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        let path = "\(cluster.folder)/volume"
        // The folder that a node would have, and the stand-in for its engine.
        let script = "\(cluster.folder)/out/deploy.sh"
        let text = try String(contentsOf: URL(filePath: script), encoding: .utf8)
        try Subprocess.write(text.replacing("/opt/nomad/volumes/shop-data", with: path), to: script)
        let image = #"case "$1" in create) echo c1 ;; cp) cd "$STATE" && tar -cf - nodes ;; esac"#
        try cluster.install("docker", "echo \"docker $*\" >>\"$STATE/log\"\n" + image)
        let first = try cluster.run("node-setup")
        #expect(first.code == 0, "\(first.output)")
        #expect(FileManager.default.fileExists(atPath: "\(path)/nodes"))
        #expect(first.commands.last == "docker rm -v c1")
        #expect(try cluster.run("node-setup").commands == [])
        Subprocess.remove("\(path)/nodes")
        try cluster.install("docker", "case \"$1\" in create) echo c1 ;; cp) echo 'not an archive' ;; esac")
        let broken = try cluster.run("node-setup")
        #expect(broken.code == 1 && broken.output.contains("empty it and run node-setup again"), "\(broken.output)")
    }

    @Test func aFailingDeploymentIsShownWithTheEventsOfItsTasks() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        try cluster.answer("outcome", "failed: Failed due to progress deadline\n")
        try cluster.answer("events", "db/db\tTask received\ndb/db\tFailed to pull postgres:16\n")
        let run = try cluster.run()
        #expect(run.code == 1)
        #expect(run.output.contains("failed: Failed due to progress deadline"))
        #expect(run.output.contains("  db/db: Failed to pull postgres:16"))
        #expect(run.output.contains("not deployed: shop"), "\(run.output)")
        #expect(run.commands.filter { $0.hasPrefix("nomad job run") }.count == 2)
    }

    @Test func aRefusedPushSubmitsNothing() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        try cluster.answer("refused", "")
        let run = try cluster.run()
        #expect(run.code == 1 && run.output.contains("docker login registry.test:5000"), "\(run.output)")
        #expect(!run.commands.contains { $0.hasPrefix("nomad job run") || $0.hasPrefix("nomad var") })
    }

    @Test func whatRunsIsShownPlannedAndEnded() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        let status = try cluster.run("status")
        #expect(status.code == 0 && status.commands.allSatisfy { $0.hasPrefix("nomad job status shop") })
        let plan = try cluster.run("plan")
        #expect(plan.code == 0 && plan.commands.count == 2)
        let ended = changes(try cluster.run("destroy").commands)
        #expect(
            ended.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                "nomad job stop", "nomad job stop", "nomad var purge",
            ]
        )
        #expect(try cluster.run("destroy").output.contains("kept, with the data: shop-data"))
        #expect(try cluster.run("everything").code == 64)
        try cluster.install("nomad", "echo 'No job(s) with prefix or ID \"shop\" found' >&2; exit 1")
        #expect(try cluster.run("destroy").code == 0)
        try cluster.install("nomad", "echo 'Unexpected response code: 403' >&2; exit 1")
        let refused = try cluster.run("destroy")
        #expect(refused.code == 1 && refused.output.contains("was not ended: Unexpected response code: 403"))
        #expect(!refused.output.contains("kept"))
    }

    @Test func nothingIsAskedOrChangedInADryRun() throws {
        let cluster = try Cluster(Self.shop)
        defer { cluster.remove() }
        for arguments in [["--dry-run"], ["--dry-run", "destroy"], ["--dry-run", "plan"]] {
            let run = try arguments.count == 1 ? cluster.run(arguments[0]) : cluster.run(arguments[0], arguments[1])
            #expect(run.code == 0 && run.commands == [], "\(run.output)")
        }
    }

    /// The JSON form has no variables: the script puts the registry and the tag into what it submits.
    @Test func theJSONFormHasRegistryAndTagToo() throws {
        let cluster = try Cluster(Self.shop) { $0.format = .json }
        defer { cluster.remove() }
        try Subprocess.write(#"{"image": "localhost/shop-api:built"}"#, to: "\(cluster.folder)/out/shop.nomad.json")
        try cluster.install("nomad", #"case "$*" in *" -") cat >"$STATE/given" ;; esac"#)
        let run = try cluster.run("--no-preflight", "--no-build", "--no-push", "plan")
        #expect(run.code == 0, "\(run.output)")
        let given = try String(contentsOf: URL(filePath: "\(cluster.folder)/state/given"), encoding: .utf8)
        #expect(given.contains(#""registry.test:5000/team/shop-api:7""#))
    }
}

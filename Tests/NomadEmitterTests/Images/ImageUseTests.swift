import ComposeParser
import Testing

@testable import NomadEmitter

/// What images say takes its place in jobs where the compose file is silent.
@Suite("What images say, in jobs")
struct ImageUseTests {
    /// Converts `services` with an image `x` of this configuration.
    private func convert(
        _ services: String,
        _ config: String,
        _ change: (inout ConversionOptions) -> Void = { _ in }
    ) throws -> Converting {
        var sources = SourceTable()
        _ = sources.add(path: "compose.yaml", bytes: [])
        let table = try ImageTable(
            reading: Array("{\"x\": {\"config\": {\(config)}}}".utf8),
            path: "images.json",
            sources: &sources
        )
        return try Converting("services:\n" + services) {
            $0.images = table
            change(&$0)
        }
    }

    private func inferred(_ converted: Converting) -> [String] {
        converted.diagnostics.filter { $0.id == "inferred-port" }.map(\.message)
    }

    private let caller = """
          web: {image: nginx, ports: ["80:80"], depends_on: {app: {condition: service_healthy}}}

        """
    private let check = #""Healthcheck": {"Test": ["CMD", "/ok"], "Interval": 7000000000, "Timeout": 2000000000}"#

    private let local = #""Healthcheck": {"Test": ["CMD", "curl", "-f", "http://localhost:81/"]}"#

    // MARK: Ports

    @Test func anExposedPortIsBoundWithANote() throws {
        let found = try convert(caller + "  app: {image: x}", #""ExposedPorts": {"8123/tcp": {}}"#)
        #expect(inferred(found) == ["port 8123 of `app` is inferred from what its image exposes"])
        #expect(!found.complaints.contains("unknown-port"))
        try found.expectValid()
    }

    @Test func whatIsBuiltIsKnownByTheNameThatDockerGivesIt() throws {
        var sources = SourceTable()
        let images = #"{"shop-app": {"config": {"ExposedPorts": {"8123/tcp": {}}}}}"#
        let table = try ImageTable(reading: Array(images.utf8), path: "images.json", sources: &sources)
        let found = try Converting("services:\n" + caller + "  app: {build: .}") { $0.images = table }
        #expect(inferred(found) == ["port 8123 of `app` is inferred from what its image exposes"])
        #expect(!found.diagnostics.contains { $0.id == "unused-image" })
    }

    @Test func theFilesOwnWordsOutrankTheImage() throws {
        let stated = "  app: {image: x, command: [serve, --port, \"9000\"]}"
        let found = try convert(caller + stated, #""ExposedPorts": {"8123/tcp": {}}"#)
        #expect(inferred(found) == ["port 9000 of `app` is inferred from its command"])
        let variable = try convert(
            caller + "  app: {image: x, environment: {PORT: \"9000\"}}",
            #""ExposedPorts": {"8123/tcp": {}}, "Env": ["PORT=8123"]"#
        )
        #expect(inferred(variable) == ["port 9000 of `app` is inferred from its environment variable PORT"])
    }

    @Test func whatIsDeclaredIsEnough() throws {
        let found = try convert(caller + "  app: {image: x, expose: [\"70\"]}", #""ExposedPorts": {"8123/tcp": {}}"#)
        #expect(inferred(found).isEmpty)
    }

    @Test func variablesAndCommandOfTheImageSpeakForPorts() throws {
        let variable = try convert(caller + "  app: {image: x}", #""Env": ["PORT=8123"]"#)
        #expect(
            inferred(variable)
                == ["port 8123 of `app` is inferred from the environment variable PORT of its image"]
        )
        let command = try convert(
            caller + "  app: {image: x}",
            #""Env": ["P=8124"], "Entrypoint": ["/app"], "Cmd": ["serve", "--listen", "0.0.0.0:8124"]"#
        )
        #expect(inferred(command) == ["port 8124 of `app` is inferred from the command of its image"])
    }

    @Test func whatAnImageExposesOutranksWhatItsVariablesSay() throws {
        let found = try convert(
            caller + "  app: {image: x}",
            #""ExposedPorts": {"3000/tcp": {}}, "Env": ["METRICS_LISTEN_ADDRESS=0.0.0.0:9100", "PORT=3000"]"#
        )
        #expect(
            inferred(found) == ["port 3000 of `app` is inferred from the environment variable PORT of its image"]
        )
    }

    @Test func portsOfUDPAreBoundAsSuch() throws {
        let found = try convert(
            caller + "  app: {image: x}",
            #""ExposedPorts": {"8125/udp": {}}"#
        )
        #expect(inferred(found).count == 1)
        try found.expectValid()
    }

    // MARK: Healthchecks

    private func checks(_ converted: Converting, _ task: String) throws -> [Jobspec.Check] {
        try converted.task(task).services.flatMap(\.checks)
    }

    @Test func theHealthcheckOfTheImageIsTheServices() throws {
        let found = try convert(caller + "  app: {image: x}", check)
        let check = try #require(try checks(found, "app").first)
        #expect(check.isScript)
        #expect(check.interval == .seconds(7))
        #expect(!found.complaints.contains("no-healthcheck"))
        #expect(found.diagnostics.contains { $0.id == "image-healthcheck" })
        try found.expectValid()
    }

    @Test func figuresOfTheFileComeBeforeThoseOfTheImage() throws {
        let found = try convert(caller + "  app: {image: x, healthcheck: {interval: 3s}}", check)
        let check = try #require(try checks(found, "app").first)
        #expect(check.interval == .seconds(3))
        #expect(check.timeout == .seconds(2))
        #expect(!found.complaints.contains("no-healthcheck"))
    }

    @Test(arguments: ["{disable: true}", "{test: [NONE]}"])
    func theFileSwitchesItOff(stated: String) throws {
        let found = try convert(caller + "  app: {image: x, healthcheck: \(stated)}", check)
        #expect(try checks(found, "app").isEmpty)
        #expect(found.complaints.contains("no-healthcheck"))
        #expect(!found.diagnostics.contains { $0.id == "image-healthcheck" })
    }

    @Test func aTestOfTheFileIsNotThatOfTheImage() throws {
        let found = try convert(caller + "  app: {image: x, healthcheck: {test: [CMD, /mine]}}", check)
        let own = try #require(try checks(found, "app").first)
        #expect(own.timeout == .seconds(2))
        #expect(!found.diagnostics.contains { $0.id == "image-healthcheck" })
    }

    @Test func whatEndsIsNotCheckedAsItsImageSays() throws {
        let found = try convert("  app: {image: x, restart: \"no\", command: [npm, run, migrate]}", check)
        #expect(found.jobs.map(\.job.type) == [.batch])
        #expect(try checks(found, "app").isEmpty)
        let probed = try convert("  app: {image: x, restart: \"no\"}", local) { $0.provider = .nomad }
        #expect(inferred(probed).isEmpty)
        #expect(!found.diagnostics.contains { $0.id == "image-healthcheck" })
    }

    @Test func aCheckOfAPortAsksIt() throws {
        let found = try convert(
            caller + "  app: {image: x}",
            local + #", "ExposedPorts": {"80/tcp": {}, "81/tcp": {}}"#
        )
        let check = try #require(try checks(found, "app").first)
        #expect(!check.isScript)
        #expect(inferred(found).map { $0.prefix(7) } == ["port 81", "port 80"])
        try found.expectValid()
    }

    @Test func whatTheImageSaysIsText() throws {
        let found = try convert(
            caller + "  app: {image: x}",
            #""Healthcheck": {"Test": ["CMD-SHELL", "test ${A} = \"%{b}\"\n$(c)"]}"#
        )
        #expect(try checks(found, "app").first?.isScript == true)
        #expect(found.jobs.map { $0.hcl() }.joined().contains(#"test $${A} = \"%%{b}\"\n$(c)"#))
        try found.expectValid()
    }

    @Test(arguments: ConversionOptions.Network.allCases, ConversionOptions.Layout.allCases)
    func theJobsAreValidEverywhere(network: ConversionOptions.Network, layout: ConversionOptions.Layout) throws {
        let found = try convert(
            caller + "  app: {image: x, volumes: [\"data:/data\"]}\nvolumes: {data: }",
            local + #"""
                , "ExposedPorts": {"80/tcp": {}, "81/tcp": {}, "81/udp": {}, "9/udp": {}}, "User": "7:8",
                "Env": ["PORT=81"], "Cmd": ["serve"], "Entrypoint": ["run.sh"], "Volumes": {"/data": {}, "/x": {}}
                """#
        ) {
            $0.network = network
            $0.layout = layout
        }
        try found.expectValid()
    }

    // MARK: Ends

    private func end(_ service: String, _ config: String) throws -> Jobspec.Job.JobType? {
        try convert("  app: \(service)", config).jobs.first?.job.type
    }

    @Test func theCommandOfTheImageTellsThatItEnds() throws {
        let seeds = #""Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["npm", "run", "db:seed"]"#
        #expect(try end("{image: x}", seeds) == .batch)
        #expect(try end("{image: x, restart: always}", seeds) != .batch)
        #expect(try end("{image: x, command: [npm, start]}", seeds) != .batch)
        #expect(try end("{image: x, command: [mirror, a, b]}", #""Entrypoint": ["mc"]"#) == .batch)
    }

    @Test func theImageOfAServerRuns() throws {
        let found = try convert("  setup: {image: x}", #""ExposedPorts": {"80/tcp": {}}, "Cmd": ["/serve"]"#)
        #expect(found.jobs.map(\.job.type) != [.batch])
        #expect(!found.diagnostics.contains { $0.id == "end-unknown" })
    }

    // MARK: Users and volumes

    private let stored = "  app: {image: x, volumes: [\"data:/data\"]}\nvolumes: {data: }"

    private func client(_ converted: Converting) -> String {
        converted.companions.map { String(decoding: $0.contents, as: UTF8.self) }.joined()
    }

    /// A host volume starts as the image has it; one that Nomad makes is told whom it belongs to.
    @Test func theUserOfTheImageOwnsItsVolumes() throws {
        func dynamic(_ options: inout ConversionOptions) { options.volumes = .dynamic }
        #expect(client(try convert(stored, #""User": "1234:56""#, dynamic)).contains("uid  = 1234\n  gid  = 56"))
        let named = try convert(stored, #""User": "node""#, dynamic)
        #expect(named.complaints.contains("owner-is-no-number"))
        #expect(try convert(stored, #""User": """#, dynamic).complaints.contains("owner-is-no-number") == false)
    }

    @Test func theVolumesOfTheImageAreAnonymous() throws {
        func notes(_ config: String) throws -> [String] {
            try convert(stored, config).diagnostics.filter { $0.id == "anonymous-volume" }.map(\.message)
        }
        #expect(try notes(#""Volumes": {"/data/": {}}"#).isEmpty)
        #expect(
            try notes(#""Volumes": {"/cache": {}, "/data": {}}"#) == [
                "what `app` keeps at `/cache`, a volume of its image, starts anew with each allocation"
            ]
        )
    }

    @Test func theJobDoesNotStateWhatTheImageSaysAnyway() throws {
        let found = try convert(
            caller + "  app: {image: x}",
            #""StopSignal": "SIGQUIT", "Env": ["SECRET=7"], "Cmd": ["/serve-it"], "User": "7", "Volumes": {"/v": {}}"#
        )
        let task = try found.task("app")
        #expect(task.killSignal == nil)
        #expect(task.user == nil)
        let text = found.jobs.map { $0.hcl() }.joined()
        for word in ["SIGQUIT", "SECRET", "serve-it", "/v\""] { #expect(!text.contains(word)) }
    }
}

import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("The file of images")
struct ImageTableTests {
    private func table(_ json: String) throws -> ImageTable {
        var sources = SourceTable()
        return try ImageTable(reading: Array(json.utf8), path: "images.json", sources: &sources)
    }

    private func refusal(_ json: String) -> Diagnostic? {
        var sources = SourceTable()
        do throws(Diagnostic) {
            _ = try ImageTable(reading: Array(json.utf8), path: "images.json", sources: &sources)
            return nil
        } catch {
            return error
        }
    }

    /// The facts of one image with this configuration.
    private func facts(_ config: String) throws -> ImageFacts {
        try #require(try table("{\"a\": {\"config\": {\(config)}}}")["a"])
    }

    // MARK: - References

    @Test(
        "References are completed as Docker does",
        arguments: [
            ("nginx", "docker.io", "library/nginx", ":latest"),
            ("docker.io/nginx:1.27", "docker.io", "library/nginx", ":1.27"),
            ("index.docker.io/library/nginx:1.27", "docker.io", "library/nginx", ":1.27"),
            ("grafana/loki", "docker.io", "grafana/loki", ":latest"),
            ("localhost/web", "localhost", "web", ":latest"),
            ("localhost:5000/web", "localhost:5000", "web", ":latest"),
            ("ghcr.io/a/b/c:2", "ghcr.io", "a/b/c", ":2"),
            ("nginx:1.27@sha256:0a", "docker.io", "library/nginx", "@sha256:0a"),
            ("nginx@sha256:0a", "docker.io", "library/nginx", "@sha256:0a"),
            ("registry:5000/nginx@sha256:0a", "registry:5000", "nginx", "@sha256:0a"),
            ("", "docker.io", "library/", ":latest"), ("/", "docker.io", "/", ":latest"),
            (":", "docker.io", "library/", ":"), ("@", "docker.io", "library/", "@"),
        ]
    )
    func references(text: String, registry: String, path: String, version: String) {
        let reference = ImageReference(text)
        #expect(reference.registry == registry)
        #expect(reference.path == path)
        #expect(reference.version == version)
    }

    @Test("An image is found by its tags, its digests and its id, however they are spelled")
    func lookup() throws {
        let table = try table(
            """
            [{"Id": "sha256:1d", "RepoTags": ["nginx:1.27", "nginx:latest"], "RepoDigests": ["nginx@sha256:0a"],
              "Config": {"User": "101"}},
             {"RepoTags": ["docker.io/library/redis:7"], "RepoDigests": null, "Config": null}]
            """
        )
        for name in ["nginx", "docker.io/library/nginx:1.27", "nginx:1.28@sha256:0a", "sha256:1d"] {
            #expect(table[name]?.user == "101", "\(name)")
        }
        #expect(table["redis:7"] != nil)
        for name in ["nginx:1.28", "nginx:1.27@sha256:0b", "redis", "quay.io/nginx", ""] {
            #expect(table[name] == nil, "\(name)")
        }
    }

    // MARK: - Forms of the file

    @Test("The file holds an array, one image, or an object from names to images")
    func forms() throws {
        let image = #"{"RepoTags": ["a:1"], "Config": {"User": "7"}}"#
        let configuration = #"{"architecture": "amd64", "os": "linux", "config": {"User": "7"}, "rootfs": {}}"#
        for text in ["[\(image)]", image, "{\"a:1\": \(configuration)}", "{\"a:1\": \(image)}"] {
            #expect(try table(text)["docker.io/library/a:1"]?.user == "7", "\(text)")
        }
        #expect(try table("{\"a:1\": \(configuration)}")["a:1"]?.platform == "linux/amd64")
        #expect(try table("[]").images.isEmpty)
        #expect(try table("{}").images.isEmpty)
    }

    @Test("An image that stands twice is one, unless it differs")
    func twice() throws {
        let one = #"{"RepoTags": ["a:1", "a:2"], "Config": {"Healthcheck": {"Test": ["CMD", "x"]}}}"#
        #expect(try table("[\(one),\n\(one)]").images.count == 1)
        let other = #"{"RepoTags": ["a:2"], "Config": {"User": "1"}}"#
        let found = try #require(refusal("[\(one),\n\(other)]"))
        #expect(found.id == "image-twice")
        #expect(found.message.contains("a:2"))
        #expect(found.range.start == Mark(line: 2, column: 1))
        #expect(found.related.map(\.range.start) == [Mark(line: 1, column: 2)])
    }

    // MARK: - Facts

    @Test("Ports are sorted by number, with tcp where none is stated")
    func ports() throws {
        let facts = try facts(
            #""ExposedPorts": {"8080": {}, "53/udp": {}, "53/tcp": {}, "9/sctp": {}, "100-101/tcp": {}}"#
        )
        #expect(facts.ports.map(\.number) == [9, 53, 53, 100, 101, 8080])
        #expect(facts.exposed.map(\.port) == [53, 100, 101, 8080])
        #expect(try self.facts(#""ExposedPorts": {"53/udp": {}, "80": {}}"#).exposed.map(\.isUDP) == [false, true])
        #expect(try self.facts(#""ExposedPorts": {"1000-2000": {}}"#).exposed.count == 16)
    }

    @Test("A healthcheck becomes one of the compose file")
    func healthcheck() throws {
        let facts = try facts(
            #"""
            "Healthcheck": {"Test": ["CMD-SHELL", "curl -f localhost"], "Interval": 30000000000, "Timeout": 1500000000,
             "StartPeriod": 0, "StartInterval": 1000000000, "Retries": 3}
            """#
        )
        let check = try #require(facts.healthcheck)
        #expect(check.test.map(\.string) == ["CMD-SHELL", "curl -f localhost"])
        #expect(check.interval?.value == 30_000_000_000)
        #expect(check.timeout?.text.string == "1.5s")
        #expect(check.startPeriod == nil)
        #expect(check.startInterval?.value == 1_000_000_000)
        #expect(check.retries?.value == 3)
        #expect(check.range.isKnown)
        #expect(!check.isDisabled)
    }

    @Test(
        "An image may have no healthcheck",
        arguments: [
            #""Healthcheck": null"#, #""Healthcheck": {}"#, #""Healthcheck": {"Test": ["NONE"]}"#,
            #""Healthcheck": {"Test": null, "Interval": 5}"#, "",
        ]
    )
    func noHealthcheck(config: String) throws {
        #expect(try facts(config).healthcheck == nil)
    }

    @Test("Podman keeps the healthcheck beside the configuration")
    func podman() throws {
        let table = try table(#"[{"RepoTags": ["a"], "Config": {}, "Healthcheck": {"Test": ["CMD", "x"]}}]"#)
        #expect(table["a"]?.healthcheck?.test.map(\.string) == ["CMD", "x"])
    }

    @Test(
        "The owner is known where the user is a number and not root",
        arguments: [
            ("", nil), ("1000", "1000"), ("1000:0", "1000:0"), ("0", nil), ("0:5", nil), ("node", nil),
            ("1000:node", nil), ("root:0", nil), (":5", nil), ("1:2:3", nil), ("99999999999", nil),
        ]
    )
    func owner(user: String, owner: String?) throws {
        #expect(try facts("\"User\": \"\(user)\"").owner == owner)
    }

    @Test("What else an image says")
    func others() throws {
        let facts = try facts(
            #"""
            "Volumes": {"/data": {}, "/conf": {}}, "StopSignal": "SIGQUIT", "Entrypoint": ["/run.sh"], "Cmd": ["-d"],
            "Env": ["PATH=/bin", "EMPTY=", "A=b=c", "BARE"], "Labels": {"x": "y"}, "WorkingDir": "/", "OnBuild": null
            """#
        )
        #expect(facts.volumes == ["/conf", "/data"])
        #expect(facts.stopSignal == "SIGQUIT")
        #expect(facts.entrypoint == ["/run.sh"])
        #expect(facts.command == ["-d"])
        #expect(facts.environment.map(\.key) == ["PATH", "EMPTY", "A", "BARE"])
        #expect(facts.environment.map { $0.value?.string } == ["/bin", "", "b=c", nil])
        let nothing = try self.facts(#""ExposedPorts": null, "Volumes": null, "Env": null, "Cmd": null, "User": null"#)
        #expect(nothing == ImageFacts(range: nothing.range))
    }

    // MARK: - Bad files

    @Test(
        "A file of another shape is refused where it differs",
        arguments: [
            ("3", 1, 1), ("\"x\"", 1, 1), ("[1]", 1, 2), ("[{}]", 1, 2), (#"{"Name": "nginx"}"#, 1, 10),
            (#"[{"Config": {}}]"#, 1, 2), (#"{"config": {}}"#, 1, 1), (#"{"a": {"config": 1}}"#, 1, 18),
            (#"{"RepoTags": "a", "Config": {}}"#, 1, 14), (#"{"RepoTags": ["a", 1], "Config": {}}"#, 1, 20),
            ("{\"a\": {\"config\": {\n\"ExposedPorts\": [80]}}}", 2, 17),
            ("{\"a\": {\"config\": {\n\"ExposedPorts\": {\"80\": {}, \"http\": {}}}}}", 2, 28),
            ("{\"a\": {\"config\": {\n\"ExposedPorts\": {\"1:2\": {}}}}}", 2, 18),
            ("{\"a\": {\"config\": {\n\"ExposedPorts\": {\"70000/tcp\": {}}}}}", 2, 18),
            ("{\"a\": {\"config\": {\n\"User\": 1000}}}", 2, 9),
            ("{\"a\": {\"config\": {\n\"Healthcheck\": {\"Test\": [\"curl\"]}}}}", 2, 26),
            ("{\"a\": {\"config\": {\n\"Healthcheck\": {\"Test\": [\"CMD\"], \"Interval\": \"30s\"}}}}", 2, 46),
            ("{\"a\": {\"config\": {\n\"Healthcheck\": {\"Test\": [\"CMD\"], \"Retries\": -1}}}}", 2, 45),
            ("{\"a\": {\"config\": {\n\"Healthcheck\": {\"Test\": [\"CMD\"], \"Timeout\": 1e99}}}}", 2, 45),
        ]
    )
    func shapes(json: String, line: UInt32, column: UInt32) throws {
        let found = try #require(refusal(json))
        #expect(found.id == "invalid-images")
        #expect(found.range.isKnown)
        #expect(found.range.start == Mark(line: line, column: column))
        #expect(found.hint != nil)
    }

    @Test("An empty file is told as such, and bad JSON where it is bad")
    func empty() {
        #expect(refusal("")?.id == "invalid-images")
        #expect(refusal(" \n")?.message == "the file of images is empty")
        #expect(refusal("[\n{]")?.range.start == Mark(line: 2, column: 2))
        #expect(refusal("[\n{]")?.id == "invalid-json")
    }
}

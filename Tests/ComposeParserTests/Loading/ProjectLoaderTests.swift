import Testing

@testable import ComposeParser

/// The outcome of loading, with what a diagnostic needs to be shown.
private struct Outcome {
    var project: ResolvedProject?
    var error: Diagnostic?
    var diagnostics = Diagnostics()
    var sources = SourceTable()

    func place(_ range: SourceRange?) -> String? { DiagnosticRenderer(sources: sources).place(range ?? .none) }
}

private func load(
    _ files: [String: String],
    environment: [String: String] = [:],
    configure: (inout LoadOptions) -> Void = { _ in }
) -> Outcome {
    var options = LoadOptions(workingDirectory: "/p")
    options.environment = environment
    configure(&options)
    var memory = MemoryFiles()
    for (path, text) in files { memory.files["/p/" + path] = Array(text.utf8) }
    var outcome = Outcome()
    do throws(Diagnostic) {
        outcome.project = try ProjectLoader.load(
            options,
            files: memory,
            sources: &outcome.sources,
            diagnostics: &outcome.diagnostics
        )
    } catch {
        outcome.error = error
    }
    return outcome
}

@Suite("What loading gives besides the model")
struct ProjectLoaderTests {
    @Test func marksPointToTheFileAValueCameFrom() {
        let outcome = load([
            "compose.yaml": "services:\n  web:\n    extends: {file: lib/base.yaml, service: web}\n    tty: true\n",
            "lib/base.yaml": "services:\n  web:\n    image: base\n",
            "compose.override.yaml": "services:\n  web:\n    hostname: h\n",
        ])
        let web = outcome.project?.root["services"]?["web"]
        #expect(outcome.place(web?["image"]?.range) == "lib/base.yaml:3:12")
        #expect(outcome.place(web?["tty"]?.range) == "compose.yaml:4:10")
        #expect(outcome.place(web?["hostname"]?.range) == "compose.override.yaml:3:15")
    }

    /// As Docker Compose 2.40.3 chooses: a pattern names services that are active, a name any.
    @Test(
        arguments: [
            (["web*"], ["web1"]), (["web*", "a"], ["a", "web1"]), (["\\a"], ["a"]), (["web[12]"], ["web1"]),
            (["web2"], ["web2"]), (["a", "a*"], ["a", "ab", "web1"]), (["web?"], ["web1"]), (["[!a]"], ["a"]),
            (["[a-b]*"], ["a", "ab", "web1"]), (["**"], ["a", "ab", "web1"]), (["*2"], nil), (["["], nil),
            (["[a"], nil),
            (["a\\"], nil), (["[]a]"], nil), (["[^a]"], nil), (["*/*"], nil), (["nope*"], nil), (["*", "nope"], nil),
        ] as [([String], [String]?)]
    )
    func patternsOfServices(names: [String], kept: [String]?) {
        let text = """
            services:
              a: {image: x}
              web1: {image: y}
              web2: {image: y, profiles: [p]}
              ab: {image: z, depends_on: [web1]}
            """
        let outcome = load(["compose.yaml": text]) { $0.services = names }
        #expect(outcome.project?.root.entries(of: "services").map(\.key).sorted() == kept)
        #expect(outcome.project != nil || outcome.error?.id == "no-such-service")
    }

    /// Docker Compose takes it away before it looks at keys.
    @Test(arguments: [
        "{~: x, A: b}", "{1: x, 1: y}", "{x: 1, x: 2}", "{[a]: b}", "{<<: 5}", "[{true: x}]",
        "{a: {~: &y {~: z}}, b: *y}",
    ])
    func whatIsResetMayBeAnything(value: String) {
        let outcome = load(["compose.yaml": "services: {a: {image: x, environment: !reset \(value), labels: {b: c}}}"])
        let service = outcome.project?.root["services"]?["a"]
        #expect(service != nil && service?["environment"] == nil)
    }

    @Test(arguments: [
        "environment: ['A =x']", "environment: ['A ']", "environment: [\"A\\n\"]", "environment: ['à=x']",
        "post_start: [{command: x, environment: ['A =x']}]", "build: {context: ., args: ['A =x']}",
        "blkio_config: {device_read_iops: [{path: /d, rate: .inf}]}", "storage_opt: {A: !!float 1}",
        "storage_opt: {A: 1.5}", "networks: [n]}}\nnetworks: {n: {ipam: {options: {'': x}}",
        "networks: [n]}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/8, aux_addresses: {'': 10.0.0.2}}]}",
    ])
    func whatDockerComposeRefuses(body: String) {
        #expect(load(["compose.yaml": "services: {a: {image: x, \(body)}}"]).error != nil)
    }

    @Test(arguments: [
        "environment: {'A ': x}", "environment: ['é=x', '=x', '']", "labels: ['A =x']", "storage_opt: {A: , B: 1}",
        "build: {context: ., args: ['A ']}",
    ])
    func whatDockerComposeTakes(body: String) {
        #expect(load(["compose.yaml": "services: {a: {image: x, \(body)}}"]).error == nil)
    }

    @Test func refusalsPointIntoIncludedFiles() {
        let outcome = load([
            "compose.yaml": "include: [part/part.yaml]\nservices: {web: {image: w}}\n",
            "part/part.yaml": "services:\n  db:\n    imag: x\n",
        ])
        #expect(outcome.place(outcome.error?.range) == "part/part.yaml:3:5")
    }

    @Test func aRefusedMergeNamesBothPlaces() {
        let outcome = load([
            "compose.yaml": "services: {a: {image: x, ports: [\"80\"]}}\n",
            "compose.override.yaml": "services: {a: {ports: {b: 1}}}\n",
        ])
        #expect(outcome.error?.id == "cannot-merge")
        #expect(outcome.place(outcome.error?.range) == "compose.override.yaml:1:23")
        #expect(outcome.place(outcome.error?.related.first?.range) == "compose.yaml:1:33")
    }

    @Test(arguments: [
        "include: [\"oci://example.com/a\"]", "include: [\"https://github.com/a/b.git\"]",
        "services: {a: {extends: {file: \"git@example.com:a/b.git\", service: x}}}",
    ])
    func remoteFilesAreRefusedWithAHint(_ text: String) {
        let outcome = load(["compose.yaml": text + "\n"])
        #expect(outcome.error?.id == "remote-resource")
        #expect(outcome.error?.hint != nil)
        #expect(outcome.error?.range.isKnown == true)
    }

    @Test func remoteComposeFilesAreRefused() {
        #expect(load([:]) { $0.files = ["oci://example.com/a"] }.error?.id == "remote-resource")
    }

    @Test func severalCandidatesAreSpokenOf() {
        let text = "services: {a: {image: x}}\n"
        let outcome = load(["compose.yaml": text, "docker-compose.yml": text])
        #expect(outcome.project?.composeFiles == ["/p/compose.yaml"])
        #expect(outcome.diagnostics.all.map(\.id) == ["several-compose-files"])
    }

    @Test func variablesKnowTheirSource() {
        let outcome = load(
            [
                "compose.yaml": "services: {a: {image: \"x:${A}${B}${COMPOSE_PROJECT_NAME}\"}}\n",
                ".env": "A=file\nB=file\nUNUSED=1\n",
            ],
            environment: ["B": "environment"]
        )
        let project = outcome.project
        #expect(project?.usedVariables == ["A", "B", "COMPOSE_PROJECT_NAME"])
        #expect(project?.variables.value(of: "A") == .init("file", source: .file("/p/.env")))
        #expect(project?.variables.value(of: "B") == .init("environment", source: .environment))
        #expect(project?.variables.value(of: "COMPOSE_PROJECT_NAME") == .init("p", source: .project))
        #expect(
            project?.root["services"]?["a"]?["image"]?.text.origins.map(\.variable) == [
                "A", "B", "COMPOSE_PROJECT_NAME",
            ]
        )
    }

    @Test func originsSurviveMergingAndPaths() {
        let outcome = load(
            [
                "compose.yaml": "services: {a: {image: x, environment: {K: \"${V}\"}, volumes: [\"./${V}:/d\"]}}\n",
                "compose.override.yaml": "services: {a: {environment: [L=l]}}\n",
            ],
            environment: ["V": "value"]
        )
        let service = outcome.project?.root["services"]?["a"]
        #expect(service?["environment"]?["K"]?.text.origins == [Compose.Origin(span: 0..<5, variable: "V")])
        let source = service?["volumes"]?.sequence?.first?["source"]?.text
        #expect(source?.string == "/p/value")
        #expect(source?.origins == [Compose.Origin(span: 3..<8, variable: "V")])
    }

    @Test func presenceIsWhatActiveServicesState() {
        let outcome = load([
            "compose.yaml": """
            services:
              a: {image: x, networks: [n]}
              b: {image: y, profiles: [p], hostname: h}
            networks: {n: {driver: bridge}, unused: {driver: bridge}}

            """
        ])
        let paths = Set(outcome.project?.presence.map(\.path) ?? [])
        #expect(paths.isSuperset(of: ["services.a.image", "networks.n.driver"]))
        #expect(!paths.contains { $0.hasPrefix("services.b") || $0.hasPrefix("networks.unused") })
        #expect(!paths.contains("networks.n.name"))
        #expect(outcome.project?.disabledServices.entries.map(\.key) == ["b"])
    }

    @Test("A service that others may do without is still needed for its network")
    func networkOfDisabledService() {
        let outcome = load([
            "compose.yaml": """
            services:
              db: {image: x, profiles: [p]}
              web: {image: y, network_mode: "service:db", depends_on: {db: {condition: service_started, required: false}}}

            """
        ])
        #expect(outcome.diagnostics.all.map(\.id) == ["disabled-service"])
    }

    @Test("Devices by count and by id are refused in the merged project, not in a file of it")
    func devicesTwice() {
        let both = "{capabilities: [gpu], count: 1, device_ids: [a]}"
        for stated in ["gpus: [\(both)]", "deploy: {resources: {reservations: {devices: [\(both)]}}}"] {
            let file = "services: {a: {image: x, \(stated)}}\n"
            #expect(load(["compose.yaml": file]).error?.id == "invalid-resource")
            let key = stated.split(separator: ":")[0]
            let reset = "services: {a: {\(key): !reset null}}\n"
            #expect(load(["compose.yaml": file, "compose.override.yaml": reset]).error == nil)
        }
    }

    @Test("A mount of an extended service is replaced by one at the same path, however that is spelled")
    func sameMount() {
        let outcome = load([
            "compose.yaml": """
            services: {a: {image: x, extends: {service: b, file: base.yaml}, volumes: [{type: bind, source: /s, target: /t/}]}}

            """,
            "base.yaml": "services: {b: {volumes: [{type: volume, target: /t/, bind: {unknown: x}}]}}\n",
        ])
        #expect(outcome.error == nil)
        #expect(outcome.project?.root["services"]?["a"]?["volumes"]?.sequence?.count == 1)
    }

    @Test("Any word for gpus means all in a file that is extended, which no schema is asked about")
    func gpusOfAnExtendedFile() {
        let base = "services: {b: {gpus: some}}\n"
        let outcome = load([
            "compose.yaml": "services: {a: {image: x, extends: {service: b, file: base.yaml}}}\n", "base.yaml": base,
        ])
        #expect(outcome.project?.root["services"]?["a"]?["gpus"]?.sequence?.first?["count"]?.content == .int(-1))
        #expect(load(["compose.yaml": base]).error?.id == "invalid-value")
    }

    @Test(
        "A port whose host or protocol is no string repeats none: what is wrong with it is told",
        arguments: [
            ("{target: 80, host_ip: 1_000}", "wrong-type"), ("{target: 80, host_ip: null}", "wrong-type"),
            ("{target: 80, protocol: 1}", "wrong-type"), ("{target: 80.0}", "duplicate-item"),
            ("{target: 80, published: null}", nil), ("{target: 0x50}", nil), ("{target: \"80\"}", nil),
        ]
    )
    func portsOfAnExtendedFile(_ port: String, _ id: String?) {
        let outcome = load([
            "compose.yaml": "services: {a: {image: x, extends: {service: b, file: base.yaml}}}\n",
            "base.yaml": "services: {b: {ports: [\(port), {target: 80}]}}\n",
        ])
        #expect(outcome.error?.id == id)
    }

    @Test(
        "A text for a number that nothing casts is refused in the merged project, where another file may take it away",
        arguments: [
            ("blkio_config: {weight: '300'}", "blkio_config: {weight: 300}"),
            (
                "blkio_config: {weight_device: [{path: /dev/a, weight: x}]}",
                "blkio_config: {weight_device: !override [{path: /dev/a, weight: 3}]}"
            ),
            ("volumes: [{type: tmpfs, target: /t, tmpfs: {mode: ''}}]", "volumes: ['v1:/t/']"),
        ]
    )
    func textForANumber(_ stated: String, _ later: String) {
        let file = "services: {a: {image: x, \(stated)}}\nvolumes: {v1: {}}\n"
        #expect(load(["compose.yaml": file]).error?.id == "wrong-type")
        let override = "services: {a: {\(later)}}\n"
        #expect(load(["compose.yaml": file, "compose.override.yaml": override]).error == nil)
    }

    @Test func withoutInterpolationVariablesStay() {
        let outcome = load(["compose.yaml": "services: {a: {image: \"x:${T}\", ports: [\"${P}:80\"]}}\n"]) {
            $0.interpolates = false
        }
        let service = outcome.project?.root["services"]?["a"]
        #expect(service?["image"]?.text.string == "x:${T}")
        #expect(service?["ports"]?.sequence?.first?.text.string == "${P}:80")
    }

    @Test func endlessIncludesAreRefused() {
        var files: [String: String] = ["compose.yaml": "include: [f0.yaml]\nservices: {a: {image: x}}\n"]
        for index in 0..<100 { files["f\(index).yaml"] = "include: [f\(index + 1).yaml]\n" }
        #expect(load(files).error?.id == "include-cycle")
    }
}

@Suite("Paths as text")
struct PosixPathTests {
    @Test(arguments: [
        ("", "."), ("a//b/", "a/b"), ("./a/../b", "b"), ("/..", "/"), ("../../x", "../../x"), ("/a/./b/..", "/a"),
    ])
    func cleans(_ path: String, _ expected: String) {
        #expect(PosixPath.clean(path) == expected)
    }

    @Test(arguments: [("/a/b", "/a", "b"), ("/a", "/a/b", ".."), ("/x/y", "/x/z", "../y"), ("/a", "/a", ".")])
    func relates(_ path: String, _ base: String, _ expected: String) {
        #expect(PosixPath.relative(path, to: base) == expected)
    }

    @Test func knowsWindowsPaths() {
        #expect(PosixPath.isWindowsAbsolute("C:\\x"))
        #expect(PosixPath.isWindowsAbsolute("c:/x"))
        #expect(PosixPath.isWindowsAbsolute("\\\\host\\share"))
        #expect(!PosixPath.isWindowsAbsolute("c:x"))
        #expect(!PosixPath.isWindowsAbsolute("//"))
    }
}

@Suite("Files in memory")
struct MemoryFilesTests {
    private let files = MemoryFiles(["/a/b/c": "x", "/a/d": ""])

    @Test func haveDirectories() throws {
        #expect(files.status("/a")?.kind == .directory)
        #expect(files.status("/a/d") == FileStatus(kind: .regular, size: 0))
        #expect(files.status("/a/b/") == FileStatus(kind: .directory, size: 0, permissions: 0o755))
        #expect(files.status("/z") == nil)
        #expect(try files.entries(of: "/a") == ["b", "d"])
    }

    @Test func refuseWhatCannotBeRead() {
        #expect(throws: FileAccessError.notFound) { try files.read("/z", limit: 9) }
        #expect(throws: FileAccessError.notAFile) { try files.read("/a", limit: 9) }
        #expect(throws: FileAccessError.tooLarge(limit: 0)) { try files.read("/a/b/c", limit: 0) }
    }
}

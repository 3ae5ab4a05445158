import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("Storage")
struct StorageTests {
    /// The jobs of a project in `/work/shop`, as one text, with the ids of the diagnostics.
    private func convert(
        _ compose: String,
        files: [String: String] = [:],
        change: (inout MemoryFiles) -> Void = { _ in },
        options: ConversionOptions = .dns
    ) throws -> (text: String, findings: [String], deployment: Deployment) {
        var memory = MemoryFiles(files)
        memory.files["/work/shop/compose.yaml"] = Array(compose.utf8)
        change(&memory)
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        let resolved = try ProjectLoader.load(
            LoadOptions(workingDirectory: "/work/shop"),
            files: memory,
            sources: &sources,
            diagnostics: &diagnostics
        )
        let deployment = try NomadConverter(options: options).convert(
            Compose.Project(resolved),
            presence: resolved.presence,
            files: memory,
            diagnostics: &diagnostics
        )
        for job in deployment.jobs { #expect(JobspecValidator.findings(in: job).map(\.message) == []) }
        let text = deployment.jobs.map { $0.hcl() }.joined()
        return (text, diagnostics.all.map(\.id), deployment)
    }

    private func companion(_ name: String, _ deployment: Deployment) -> String? {
        deployment.companions.first { $0.name == name }.map { String(decoding: $0.contents, as: UTF8.self) }
    }

    @Test("A relative path outside of the project is embedded, an absolute one is never read")
    func outside() throws {
        let result = try convert(
            "services: {a: {image: x, volumes: [\"../shared/a.ini:/a:ro\", \"/work/shared/b.ini:/b:ro\"]}}",
            files: ["/work/shared/a.ini": "relative\n", "/work/shared/b.ini": "absolute\n"]
        )
        #expect(result.text.contains("relative"))
        #expect(result.text.contains("\"/work/shared/b.ini:/b:ro\""))
        #expect(!result.text.contains("absolute"))
    }

    @Test("Executables stay executable, links that leave the project stay out")
    func linksAndModes() throws {
        let result = try convert(
            "services: {a: {image: x, volumes: [\"./conf:/conf:ro\"]}}",
            files: ["/work/shop/conf/run.sh": "#!/bin/sh\n", "/work/shop/own.txt": "own\n", "/etc/shadow": "hush\n"]
        ) {
            $0.permissions = ["/work/shop/conf/run.sh": 0o755]
            $0.links = ["/work/shop/conf/out": "/etc/shadow", "/work/shop/conf/in": "/work/shop/own.txt"]
        }
        #expect(result.text.contains("perms       = \"0755\""))
        #expect(result.text.contains("own\n"))
        #expect(!result.text.contains("hush"))
        #expect(result.findings.contains("link-leaves-project"))
    }

    @Test("Files that look secret go to the store, not into the job")
    func secretFiles() throws {
        let result = try convert(
            "services: {a: {image: x, volumes: [\"./.env:/.env:ro\"]}}",
            files: ["/work/shop/.env": "KEY=hush\n"]
        )
        #expect(!result.text.contains("hush"))
        #expect(result.text.contains(#"index . \".env\""#))
        #expect(companion("shop.nv.json", result.deployment)?.contains(#""KEY=hush\n""#) == true)
        #expect(result.deployment.companions.first { $0.name == "shop.nv.json" }?.mode == 0o600)
    }

    @Test("Values of env files become job variables, also under odd keys and where services differ")
    func envFiles() throws {
        let result = try convert(
            "services: {a: {image: x, env_file: a.env}, b: {image: x, env_file: b.env}}",
            files: ["/work/shop/a.env": "KEY=value-1\nlog.level=info\nin=1\n", "/work/shop/b.env": "KEY=value-2\n"]
        )
        let values = try #require(companion("shop.vars.hcl", result.deployment))
        for line in ["a__KEY    = \"value-1\"", "b__KEY    = \"value-2\"", "log_level = \"info\""] {
            #expect(values.contains(line), "\(values)")
        }
        #expect(!result.text.contains("value-1") && !result.text.contains("value-2"))
        #expect(result.text.contains("var.log_level"))
        var options = ConversionOptions.dns
        options.variables = .inline
        let inlined = try convert(
            "services: {a: {image: x, env_file: a.env}}",
            files: ["/work/shop/a.env": "KEY=value-1\n"],
            options: options
        )
        #expect(inlined.text.contains("KEY = \"value-1\""))
    }

    @Test("One path is mounted once")
    func duplicates() throws {
        let result = try convert(
            "services: {a: {image: x, volumes: [\"data:/data\"], tmpfs: [/data/]}}\nvolumes: {data: {}}"
        )
        #expect(result.findings.contains("duplicate-mount"))
        #expect(!result.text.contains("tmpfs"))
    }

    @Test(
        "Each kind of volume has its request and its companion",
        arguments: [
            (ConversionOptions.Volumes.host, "type   = \"host\"", "client.hcl"),
            (.dynamic, "type   = \"host\"", "shop-data.volume.hcl"),
            (.docker, "source = \"shop-data\"", "client.hcl"),
            (.csi, "access_mode     = \"multi-node-multi-writer\"", "shop-data.volume.hcl"),
        ]
    )
    func kinds(_ kind: ConversionOptions.Volumes, _ line: String, _ file: String) throws {
        var options = ConversionOptions.dns
        options.volumes = kind
        let result = try convert(
            """
            services:
              a: {image: "postgres:16", volumes: ["data:/data"]}
              b: {image: x, volumes: ["data:/data"]}
            volumes: {data: {}}
            """,
            options: options
        )
        #expect(result.text.contains(line), "\(result.text)")
        #expect(companion(file, result.deployment) != nil)
        if kind == .dynamic {
            let specification = companion(file, result.deployment) ?? ""
            #expect(specification.contains("uid  = 999"))
            #expect(specification.contains("plugin_id = \"mkdir\""))
        }
    }

    @Test("References to secrets print exactly what is stored")
    func references() {
        var secrets = StoredSecrets(store: .nomadVariable, job: JobName(sanitizing: "shop"))
        #expect(
            secrets.reference(to: "key", isEncoded: false)
                == #"{{ with nomadVar "nomad/jobs/shop" }}{{ .key }}{{ end }}"#
        )
        #expect(
            secrets.reference(to: "a-b", isEncoded: true)
                == #"{{ with nomadVar "nomad/jobs/shop" }}{{ base64Decode (index . "a-b").Value }}{{ end }}"#
        )
        secrets.store = .vault
        #expect(
            secrets.reference(to: "key", isEncoded: true)
                == #"{{ with secret "secret/data/default/shop" }}{{ base64Decode .Data.data.key }}{{ end }}"#
        )
    }

    @Test("A job that holds secrets from outside is for its owner only", arguments: ConversionOptions.Format.allCases)
    func privateJobs(format: ConversionOptions.Format) throws {
        let compose = """
            name: shop
            services:
              db: {image: "example/db:${TAG}", environment: {DB_PASSWORD: "${PW}", LITERAL_TOKEN: abc}}
              web: {image: example/web, labels: {nomad.type: system}}
            """
        var load = LoadOptions(workingDirectory: "/shop")
        load.environment = ["PW": "hush", "TAG": "1"]
        var options = ConversionOptions.dns
        options.format = format
        options.variables = .inline
        let conversion = Conversion(of: load, options: options, files: MemoryFiles(["/shop/compose.yaml": compose]))
        let jobs = try #require(conversion.deployment).jobFiles(format)
        #expect(jobs.map(\.mode) == jobs.map { $0.name.hasPrefix("shop.") ? 0o600 : 0o644 })
        let said = conversion.diagnostics.all.filter { $0.id == "values-in-job" }.map(\.message)
        #expect(said == [#"the job `shop` holds `DB_PASSWORD` as plain text: its file has mode 0600"#])
    }

    @Test("A path inside of a Docker volume that binds a folder is the folder below")
    func subpathOfBind() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              db:
                image: example/db
                volumes: [{type: volume, source: data, target: /data, volume: {subpath: a/b}}]
            volumes: {data: {driver_opts: {type: none, o: bind, device: /srv/data}}}
            """
        ) { $0.volumes = .docker }
        let text = conversion.jobs[0].hcl()
        #expect(text.contains(#""/srv/data/a/b""#) && !text.contains(#""/srv/data""#))
        #expect(!conversion.diagnostics.contains { $0.id == "subpath-lost" })
    }
}

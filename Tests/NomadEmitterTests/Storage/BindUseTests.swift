import ComposeParser
@testable import NomadEmitter
import Testing

/// What becomes of a path of the project that a service mounts.
@Suite struct BindUseTests {
    /// What holds the content in the cluster.
    enum Place: String, Sendable {
        /// A host volume.
        case node
        /// Templates of the task.
        case job
        /// The secret store.
        case store
    }

    private func place(_ mount: String, _ files: [String: String], service: String = "") throws -> Place {
        let compose = "name: shop\nservices:\n  a: {image: example/a, volumes: [\"\(mount)\"]\(service)}\n"
        var all = ["/shop/compose.yaml": compose]
        for (path, text) in files { all["/shop/\(path)"] = text }
        let conversion = Conversion(
            of: LoadOptions(workingDirectory: "/shop"),
            options: .dns,
            files: MemoryFiles(all)
        )
        let group = try #require(conversion.deployment?.jobs.first?.job.groups.first)
        if !group.volumes.isEmpty { return .node }
        let texts: [String] = group.tasks.flatMap(\.templates).compactMap { template -> String? in
            guard case .data(let text) = template.content else { return nil }
            return text.description
        }
        return texts.contains { $0.contains("nomadVar") } ? .store : .job
    }

    @Test(arguments: [
        ("./conf:/etc/app", ["conf/app.ini": "a = 1"], Place.job),
        ("./app.yml:/srv/app.yml", ["app.yml": "a: 1"], .job),
        ("./sql:/docker-entrypoint-initdb.d", ["sql/1.sql": "select 1;"], .job),
        ("./dash:/var/lib/grafana/provisioning", ["dash/d.yaml": "a: 1"], .job),
        ("./data:/var/lib/app", ["data/x.db": "x"], .node), ("./data:/var/lib/app", ["data/.gitkeep": ""], .node),
        ("./data:/var/lib/app", [:], .node), ("./data:/var/lib/app:ro", ["data/x.db": "x"], .job),
        ("./db.sqlite:/srv/db.sqlite", ["db.sqlite": ""], .node),
        ("./acme.json:/acme.json", ["acme.json": "{}"], .node),
        ("./absent.conf:/etc/absent.conf", [:], .node),
        ("./id_rsa:/etc/app/id_rsa:ro", ["id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----"], .store),
        ("./.env:/app/.env:ro", [".env": "A=1"], .store),
    ])
    func placeFollowsFromTheMount(mount: String, files: [String: String], expected: Place) throws {
        #expect(try place(mount, files) == expected)
    }

    /// The choice does not depend on what has run where the project lies.
    @Test(arguments: [[:], ["data/.gitkeep": ""], ["data/page.db": "\u{0}binary"], ["data/notes.txt": "text"]])
    func stateIsStateHoweverMuchIsThere(files: [String: String]) throws {
        #expect(try place("./data:/var/lib/app", files) == .node)
    }

    /// One folder that somebody writes is one volume for all.
    @Test func whatOneWritesOthersReadFromThere() throws {
        let compose = """
            name: shop
            services:
              writer: {image: example/a, volumes: ["./out:/srv/out"]}
              reader: {image: example/b, volumes: ["./out/pages:/pages:ro"]}
            """
        let conversion = Conversion(
            of: LoadOptions(workingDirectory: "/shop"),
            options: .dns,
            files: MemoryFiles(["/shop/compose.yaml": compose, "/shop/out/pages/1.dat": "page"])
        )
        let deployment = try #require(conversion.deployment)
        let groups = deployment.jobs.flatMap(\.job.groups)
        let tasks = groups.flatMap(\.tasks)
        #expect(groups.allSatisfy { $0.volumes.count == 1 })
        #expect(tasks.flatMap(\.templates).isEmpty)
    }
}

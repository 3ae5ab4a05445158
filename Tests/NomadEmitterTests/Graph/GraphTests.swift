import ComposeParser
import Testing

@testable import NomadEmitter

/// The picture of a compose file that stands in the test.
private func graph(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws -> ProjectGraph {
    var options = ConversionOptions.dns
    change(&options)
    return try #require(Conversion(of: compose, project: "shop", options: options).deployment?.graph)
}

extension ProjectGraph {
    /// The boxes of all tasks.
    fileprivate var tasks: [Node] { jobs.flatMap(\.groups).flatMap(\.tasks) }

    /// What stands beside the line between two boxes; `nil` if there is none.
    fileprivate func line(_ from: String, _ to: String) -> (kind: Edge.Kind, lines: [String])? {
        edges.first { $0.from == from && $0.to == to }.map { ($0.kind, $0.lines) }
    }
}

@Suite("Graph")
struct GraphTests {
    @Test("One line between two services says each port, where it is named, and what is waited for")
    func mergesEvidence() throws {
        let graph = try graph(
            """
            services:
              web:
                image: web
                environment: {DB_URL: "postgres://db:5432/x", DB_HOST: db, ADMIN: "http://db:8080"}
                command: ["--db", "db:5432"]
                depends_on: {db: {condition: service_healthy}}
              db: {image: postgres, healthcheck: {test: [CMD, pg_isready]}}
            """
        )
        let line = try #require(graph.line("task_web", "task_db"))
        #expect(line.kind == .names)
        #expect(line.lines == ["8080 ADMIN", "5432 DB_URL, command", "DB_HOST", "waits until healthy"])
        #expect(graph.edges.count == 1 && graph.outside == nil)
    }

    @Test("What waits and names nobody has a line of its own kind")
    func waits() throws {
        let graph = try graph(
            """
            services:
              web: {image: web, depends_on: [db]}
              db: {image: postgres}
            """
        )
        let line = try #require(graph.line("task_web", "task_db"))
        #expect(line.kind == .waits && line.lines == ["waits until started"])
    }

    @Test("A one-shot of one service is a task of its group; one of several has a task that announces its end")
    func oneShots() throws {
        let one = """
            services:
              seed: {image: seed, restart: "no"}
              a: {image: a, depends_on: {seed: {condition: service_completed_successfully}}}
            """
        let alone = try graph(one)
        #expect(alone.tasks.map(\.kind) == [.prestart, .task])
        #expect(alone.jobs[0].groups.map(\.hasFrame) == [true])
        #expect(try #require(alone.line("task_a", "task_seed")).lines == ["waits until ended"])
        let shared = try graph(
            one + "\n  b: {image: b, depends_on: {seed: {condition: service_completed_successfully}}}"
        )
        #expect(shared.tasks.map(\.lines[0]).sorted() == ["a", "b", "seed", "seed-done"])
        for task in ["task_a", "task_b", "task_seed_done"] {
            #expect(try #require(shared.line(task, "task_seed")).lines == ["waits until ended"], "\(task)")
        }
    }

    @Test("Ports come in from outside, and stand in the box of who serves them")
    func ports() throws {
        let graph = try graph(
            """
            services:
              web: {image: web, ports: ["8080:80", "127.0.0.1:53:53/udp", "9000"], environment: {DB: "db:5432"}}
              db: {image: db}
              many: {image: many, ports: ["7000-7009:7000-7009"]}
            """
        )
        #expect(
            try #require(graph.line("outside", "task_web")).lines
                == ["8080 → 80", "127.0.0.1:53/udp", "any → 9000"]
        )
        #expect(try #require(graph.line("outside", "task_many")).lines == ["7000", "7001", "8 more"])
        #expect(graph.tasks.first { $0.id == "task_db" }?.lines == ["db", "port 5432"])
        #expect(graph.tasks.first { $0.id == "task_many" }?.lines == ["many", "ports 7000, 7001, 8 more"])
    }

    @Test("A volume is one box for all who mount it, a path of the nodes another; files in the job are none")
    func mounts() throws {
        let graph = try graph(
            """
            services:
              a: {image: a, volumes: ["data:/data", "data:/again:ro", "/srv/x:/x:ro", "/m"], tmpfs: [/t]}
              b: {image: b, volumes: ["data:/data:ro"]}
            volumes: {data: }
            """
        )
        let storage = graph.jobs[0].storage
        #expect(
            storage.map(\.lines) == [
                ["shop-data", "host volume"], ["/srv/x", "of the node"], ["/m", "Docker volume of a"],
            ]
        )
        #expect(storage.map(\.kind) == [.volume, .path, .volume] && graph.storage.isEmpty)
        #expect(try #require(graph.line("task_a", "volume_shop_data")).lines == [])
        #expect(try #require(graph.line("task_b", "volume_shop_data")).lines == ["read-only"])
        #expect(try #require(graph.line("task_a", "path_srv_x")).lines == ["read-only"])
    }

    @Test("A volume that several jobs mount stands in the frame of none")
    func sharedVolumes() throws {
        let compose = """
            services:
              a: {image: a, volumes: ["data:/data", "own:/own"]}
              b: {image: b, volumes: ["data:/data"]}
            volumes: {data: , own: }
            """
        let graph = try graph(compose) { $0.layout = .service }
        #expect(graph.jobs.map { $0.storage.map(\.id) } == [["volume_shop_own"], []])
        #expect(graph.storage.map(\.id) == ["volume_shop_data"])
    }

    @Test("Jobs of other types say so, and each layout has its frames")
    func frames() throws {
        let compose = """
            services:
              web: {image: web}
              agent: {image: agent, deploy: {mode: global}}
            """
        #expect(try graph(compose).jobs.map(\.title) == ["job shop", "system job shop-agent"])
        let pod = try graph("services: {a: {image: a}, b: {image: b}}") { $0.layout = .pod }
        #expect(pod.jobs.map { $0.groups.map(\.name) } == [["shop"]])
        #expect(pod.jobs[0].groups[0].hasFrame)
    }

    @Test("Boxes of one name have ids of their own")
    func ids() throws {
        let graph = try graph(
            """
            services:
              a: {image: a, volumes: ["/x-y:/1", "/x_y:/2", "/x/y:/3"]}
            """
        )
        #expect(graph.jobs[0].storage.map(\.id) == ["path_x_y", "path_x_y_2", "path_x_y_3"])
    }
}

import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("Lifetimes")
struct LifetimeTests {
    private func type(of name: String, in conversion: Converting) -> Jobspec.Job.JobType? {
        conversion.jobs.first { $0.job.groups.contains { $0.name.rawValue == name } }?.job.type
    }

    private func ids(_ conversion: Converting, of service: String) -> [String] {
        conversion.diagnostics.filter { $0.service == service }.map(\.id)
    }

    @Test func whatEndsRunsOnce() throws {
        for layout in ConversionOptions.Layout.allCases {
            let conversion = try Converting(
                """
                name: shop
                services:
                  store: {image: "minio/minio:1", command: server /data, ports: ["9000:9000"]}
                  buckets: {image: example/tool, depends_on: [store], entrypoint: [sh, -c, "mc mb m/media; exit 0"]}
                  schema: {image: example/schema-migrate}
                """
            ) { $0.layout = layout }
            try conversion.expectValid("\(layout)")
            #expect(type(of: "buckets", in: conversion) == .batch)
            #expect(type(of: "schema", in: conversion) == .batch)
            #expect(conversion.jobs.first?.job.type == .service)
            #expect(ids(conversion, of: "buckets").contains("one-shot-inferred"))
        }
    }

    @Test func theOnlyDependentTakesInWhatIsSeenToEnd() throws {
        let conversion = try Converting(
            "name: shop\nservices: {setup: {image: a}, web: {image: b, ports: [\"80\"], depends_on: [setup]}}"
        )
        #expect(try conversion.task("setup").lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: false))
        #expect(try conversion.group("web").tasks.map(\.name.rawValue) == ["setup", "web"])
    }

    @Test(
        "What the file says, and what others need, outweighs a name",
        arguments: [
            "restart: unless-stopped", "ports: [\"80:80\"]", "expose: [\"80\"]", "labels: {nomad.type: service}",
            "healthcheck: {test: [CMD, x]}", "deploy: {mode: global}",
        ]
    )
    func stated(_ attribute: String) throws {
        let conversion = try Converting("name: shop\nservices: {setup: {image: a, \(attribute)}}")
        #expect(!ids(conversion, of: "setup").contains("one-shot-inferred"))
        #expect(type(of: "setup", in: conversion) != .batch)
    }

    @Test func whatIsNeededRuns() throws {
        let used = try Converting(
            "name: shop\nservices: {setup: {image: a}, web: {image: b, environment: {URL: \"http://setup:80\"}}}"
        )
        #expect(type(of: "setup", in: used) == .service)
        let awaited = try Converting(
            "name: shop\nservices: {setup: {image: a}, web: {image: b, depends_on: {setup: {condition: service_healthy}}}}"
        )
        #expect(type(of: "setup", in: awaited) == .service)
        let host = try Converting(
            "name: shop\nservices: {setup: {image: a}, web: {image: b, network_mode: \"service:setup\"}}"
        )
        #expect(type(of: "setup", in: host) == .service)
    }

    @Test func whatNothingTellsIsKeptAndSaid() throws {
        let conversion = try Converting(
            """
            name: shop
            services: {job: {image: example/job}, cache: {image: "redis:7"}, mail-worker: {image: example/worker}}
            """
        )
        #expect(type(of: "job", in: conversion) == .service)
        #expect(ids(conversion, of: "job").contains("end-unknown"))
        #expect(!ids(conversion, of: "cache").contains("end-unknown"))
        #expect(!ids(conversion, of: "mail-worker").contains("end-unknown"))
    }

    @Test(arguments: ["on-failure", "\"no\""])
    func knownServersStay(_ restart: String) throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              db: {image: "mariadb:11", restart: \(restart), volumes: ["data:/var/lib/mysql"]}
              dump: {image: "mariadb:11", restart: \(restart), command: [mysqldump, -h, db]}
              app: {image: a, depends_on: [db]}
            volumes: {data: {}}
            """
        )
        try conversion.expectValid()
        #expect(type(of: "db", in: conversion) == .service)
        #expect(try conversion.group("db").tasks.map(\.lifecycle) == [nil])
        #expect(type(of: "dump", in: conversion) == .batch)
    }

    @Test(arguments: ["", ", api: {image: c, depends_on: [init]}"])
    func aOneShotWithoutInstancesIsLeftOut(_ others: String) throws {
        let conversion = try Converting(
            """
            name: shop
            services: {init: {image: a, restart: "no", scale: 0}, web: {image: b, depends_on: [init]}\(others)}
            """
        )
        try conversion.expectValid()
        #expect(!conversion.jobs.flatMap(\.job.groups).flatMap(\.tasks).contains { $0.name.rawValue == "init" })
        #expect(try conversion.template("local/gate", of: "web") == nil)
        #expect(ids(conversion, of: "init").contains("one-shot-left-out"))
    }

    @Test func tasksOutliveAnOutage() throws {
        let waiting = "name: shop\nservices: {a: {image: a, ports: [\"80\"]}, b: {image: b, depends_on: [a]}}"
        func client(_ conversion: Converting) -> String? {
            conversion.companions.first { $0.name == "client.hcl" }.map { String(decoding: $0.contents, as: UTF8.self) }
        }
        let consul = try #require(client(try Converting(waiting)))
        #expect(consul.contains("consul_retry") && consul.contains("nomad_retry") && !consul.contains("vault_retry"))
        let native = try #require(client(try Converting(waiting) { $0.provider = .nomad }))
        #expect(!native.contains("consul_retry") && native.contains("nomad_retry"))
        #expect(client(try Converting("name: shop\nservices: {a: {image: a, ports: [\"80\"]}}")) == nil)
    }
}

import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Order")
struct OrderTests {
    @Test func severalDependentsShareABeacon() throws {
        let compose = """
            name: shop
            services:
              init: {image: init, restart: "no"}
              a: {image: a, depends_on: {init: {condition: service_completed_successfully}}}
              b: {image: b, depends_on: {init: {condition: service_completed_successfully}, a: {condition: service_started}}}
            """
        for network in ConversionOptions.Network.named {
            let conversion = try Converting(compose) { $0.network = network }
            try conversion.expectValid("\(network)")
            #expect(try conversion.group("init").tasks.map(\.name.rawValue) == ["init", "init-done"])
            // At the task, so that it is not there before the one-shot has ended.
            #expect(try conversion.task("init-done").services.count == 1)
            #expect(try conversion.group("init").services == [])
            let gate = try #require(try conversion.template("local/gate", of: "b"))
            #expect(gate.split(separator: "\n").count == 2)
            #expect(gate.contains("init-done"))
        }
    }

    /// The registration of a task that ends at once would be gone before anybody looks.
    @Test func startedIsSeenOfAOneShotThatHasEnded() throws {
        let compose = """
            name: shop
            services:
              init: {image: init, restart: "no"}
              a: {image: a, depends_on: [init]}
              b: {image: b, depends_on: [init]}
            """
        let conversion = try Converting(compose)
        try conversion.expectValid()
        #expect(
            try conversion.template("local/gate", of: "a")?.hasPrefix(
                #"{{ if or (service "init.shop|any") (service "init-done.shop|any") }}ready"#
            ) == true
        )
        #expect(try conversion.task("init").services.map(\.tags) == [["init"]])
        let native = try Converting(compose) { $0.provider = .nomad }
        try native.expectValid()
        #expect(
            try native.template("local/gate", of: "a")?.contains(
                #"or (nomadService "shop-init") (nomadService "shop-init-done")"#
            ) == true
        )
    }

    @Test func theOnlyDependentTakesAOneShotIn() throws {
        let conversion = try Converting(
            "name: shop\nservices: {init: {image: init, restart: \"no\"}, a: {image: a, depends_on: [init]}}"
        )
        #expect(try conversion.group("a").tasks.map(\.lifecycle?.hook) == [.prestart, nil])
        #expect(try conversion.task("init").services == [])
        #expect(try conversion.template("local/gate", of: "a") == nil)
    }

    @Test func nobodyWaitsForWhatDoesNotRun() throws {
        let conversion = try Converting(
            "name: shop\nservices: {a: {image: a, scale: 0}, b: {image: b, depends_on: [a]}}"
        )
        #expect(try conversion.template("local/gate", of: "b") == nil)
    }

    @Test func optionalDependenciesAreNoted() throws {
        let conversion = try Converting(
            "name: shop\nservices: {a: {image: a}, b: {image: b, depends_on: {a: {condition: service_started, required: false}}}}"
        )
        #expect(conversion.diagnostics.contains { $0.id == "optional-dependency" && $0.severity == .note })
        #expect(try conversion.template("local/gate", of: "b")?.contains("a.shop|any") == true)
    }

    @Test func deadlinesCoverTheChain() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              a: {image: a, healthcheck: {test: [CMD, a], interval: 1m, retries: 5}}
              b:
                image: b
                healthcheck: {test: [CMD, b], interval: 1m, retries: 5}
                depends_on: {a: {condition: service_healthy}}
              c: {image: c, depends_on: {b: {condition: service_healthy}}}
            """
        )
        try conversion.expectValid()
        let deadline = try #require(try conversion.group("c").update?.healthyDeadline?.literal)
        #expect(deadline >= .minutes(15))
    }

    @Test func gatesOfOtherJobsNameThemselves() throws {
        let conversion = try Converting(shop) { $0.layout = .service }
        #expect(
            try conversion.template("local/gate", of: "web")?.contains(#"nomadVar "nomad/jobs/shop-web/web/web""#)
                == true
        )
        #expect(try conversion.template("local/gate", of: "web")?.contains(#"service "api.shop|any""#) == true)
        #expect(conversion.jobs.map(\.job.name.rawValue) == ["shop-db", "shop-api", "shop-web"])
    }
}

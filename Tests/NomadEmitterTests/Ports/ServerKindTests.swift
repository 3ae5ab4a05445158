import ComposeParser
import Testing

@testable import NomadEmitter

/// What a service is known to serve.
@Suite("Kinds of servers")
struct ServerKindTests {
    private func port(_ body: String) throws -> Int? {
        let conversion = try Converting(
            "name: shop\nservices:\n  s: {\(body)}\n  web: {image: example/web, ports: [\"80:80\"], depends_on: [s]}"
        ) { $0.network = .dns }
        return try conversion.group("s").network?.ports.first?.staticPort?.literal
    }

    @Test(arguments: [
        ("my.registry/x/bitnami/postgresql:15", 5432),
        ("localhost:5000/mirror/redis@sha256:\(String(repeating: "0a", count: 32))", 6379),
        ("ghcr.io/acme/rabbitmq:3-management", 5672), ("nextcloud:29-fpm-alpine", 9000), ("acme/shop-fpm:2", 9000),
        ("php:8.3-fpm", 9000), ("mcr.microsoft.com/mssql/server:2022-latest", 1433), ("bitnami/nginx", 8080),
        ("bitnamilegacy/mariadb:11", 3306), ("supabase/postgres:15", 5432), ("acme/server:1", nil),
        ("acme/registry:1", nil),
    ])
    func images(reference: String, expected: Int?) throws {
        #expect(try port("image: \"\(reference)\"") == expected)
    }

    @Test func serversAreKnownByTheirWords() throws {
        #expect(try port("image: acme/geo, environment: {POSTGRES_PASSWORD: x, POSTGRES_DB: y}") == 5432)
        #expect(try port(#"image: acme/geo, healthcheck: {test: "pg_isready -U postgres"}"#) == 5432)
        #expect(try port("image: acme/x, environment: {MYSQL_ROOT_PASSWORD: x}") == 3306)
        #expect(try port(#"image: acme/x, healthcheck: {test: ["CMD", "redis-cli", "ping"]}"#) == 6379)
        // Clients are told the same, and ask others.
        #expect(try port("image: acme/app, environment: {POSTGRES_PASSWORD: x, DB_HOST: db.example}") == nil)
        #expect(try port(#"image: acme/app, healthcheck: {test: "pg_isready -h db.example"}"#) == nil)
        #expect(try port("image: acme/app, environment: {POSTGRES_PASSWORD: x, SECRET: y}") == nil)
    }

    @Test func ownWordsAreSurerThanTheImage() throws {
        #expect(try port(#"image: "redis:7", command: redis-server --port 6380"#) == 6380)
        #expect(try port(#"image: acme/redis, environment: {REDIS_PORT: "6381"}"#) == 6381)
        // A shared file of variables reaches databases as well.
        #expect(try port(#"image: "postgres:16", environment: {PORT: "3000"}"#) == 5432)
    }

    /// Backends serve their project, also where nobody is seen to name them; what runs another program does not.
    @Test func backendsHaveCallers() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              app: {image: example/app, environment: {A: b}}
              cache: {image: "redis:7"}
              tool: {image: "redis:7", command: redis-cli -h cache monitor}
              search: {image: example/unknown}
            """
        ) { $0.network = .dns }
        #expect(try conversion.group("cache").network?.ports.map(\.staticPort?.literal) == [6379])
        #expect(try conversion.group("tool").network?.ports.isEmpty != false)
        #expect(conversion.diagnostics.contains { $0.id == "unknown-port" && $0.message.contains("`search`") })
    }
}

import ComposeParser
import Testing

@testable import NomadEmitter

/// The forms by which peers name a service.
@Suite("How peers name a service")
struct PeerNamesTests {
    private func references(_ text: String) -> [String] {
        (ReferenceScanner.references(in: text) + ConnectionWords.references(in: text)).map {
            "\($0.host) \($0.port.map(String.init) ?? "-")"
        }
    }

    @Test(arguments: [
        ("Server=db;Database=x", ["db -"]), ("Data Source=db,1434;User=sa", ["db 1434"]),
        ("Server=tcp:db,1435;", ["db 1435"]), ("Host=db;Port=5433;Username=u", ["db 5433"]),
        ("Port=5434;Host=db", ["db 5434"]), ("host=db port=5434 user=x", ["db 5434"]),
        ("mysql:host=db;port=3307;dbname=x", ["db 3307"]), ("amqp://user:pass@mq:5672/", ["mq 5672"]),
        ("amqp://user:pass@mq/", ["mq 5672"]), ("kafka1:9092,kafka2:9093", ["kafka1 9092", "kafka2 9093"]),
        ("http://es1:9200,http://es2:9201", ["es1 9200", "es2 9201"]),
        ("mongodb://m1,m2:27018/x", ["m1 27017", "m2 27018"]), ("postgresql+asyncpg://u:p@db/x", ["db 5432"]),
        (#"{"host": "db", "port": 5435, "timeout": 30}"#, ["db 5435"]),
        ("db:\n  host: db\n  port: 5436\n", ["db 5436"]),
        ("db_host = db\ndb_port = 5437\ncache_port = 1", ["db 5437"]), ("host=db;timeout=30", ["db -"]),
        ("10:30:00", []), ("user:1234@", []),
    ])
    func forms(text: String, expected: [String]) {
        #expect(references(text) == expected)
    }

    private func port(of service: String, environment: String = "", command: String = "", files: String = "") throws
        -> [Int?]
    {
        try Converting(
            """
            name: shop
            services:
              app: {image: example/app, environment: {\(environment)}, command: "\(command)"}
              db: {image: example/db}
              cache: {image: redis:7}
              peer: {image: example/peer}
            """
        ) { $0.network = .dns }.group(service).network?.ports.map(\.staticPort?.literal) ?? []
    }

    @Test func bareNamesGoWithTheirPort() throws {
        #expect(try port(of: "db", environment: #"DB_HOST: db, DB_PORT: "5440""#) == [5440])
        #expect(try port(of: "cache", environment: "CACHE_HOST: cache") == [6379])
        #expect(try port(of: "cache", environment: #"NODES: "peer:1,cache""#) == [6379])
        #expect(try port(of: "db", environment: "NAME: db") == [])
    }

    @Test func commandsNameHosts() throws {
        #expect(try port(of: "db", command: "serve --db-host db --db-port 5441") == [5441])
        #expect(try port(of: "db", command: "sh -c 'psql -h db -p 5442'") == [5442])
        #expect(try port(of: "db", command: "wait-for-it.sh db:5443 -- serve") == [5443])
        #expect(try port(of: "db", command: "sh -c 'until nc -z db 5444; do sleep 1; done; serve'") == [5444])
    }

    @Test func upstreamsOfNginxAreNoHosts() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              proxy: {image: "nginx:1", ports: ["80:80"], configs: [{source: site, target: /etc/nginx/conf.d/a.conf}]}
              api: {image: example/api, ports: ["8160:8080"]}
              plain: {image: example/plain}
            configs:
              site:
                content: |
                  upstream api { server api:8080; # server api:9999;
                  }
                  server { listen 80; location / { proxy_pass http://api/; }
                    location /plain { proxy_pass http://plain; } }
            """
        ) { $0.network = .dns }
        #expect(try conversion.group("api").network?.ports.map(\.staticPort?.literal) == [8160, 8080])
        #expect(try conversion.group("plain").network?.ports.map(\.staticPort?.literal) == [80])
    }

    /// Peers use the container's port, wherever the file publishes it.
    @Test(arguments: ["5433:5432", "127.0.0.1:5432:5432"])
    func publishedElsewhere(ports: String) throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              api: {image: example/api, environment: {DB_HOST: db}}
              db: {image: "postgres:16", ports: ["\(ports)"]}
            """
        ) { $0.network = .dns }
        let found = try conversion.group("db").network?.ports ?? []
        #expect(found.contains { $0.staticPort?.literal == 5432 && $0.hostNetwork == nil })
    }

    @Test func thoseWhoEndOrShareTheNetworkWantNoPort() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              web: {image: example/web, ports: ["8080:80"]}
              once: {image: example/once, restart: "no", depends_on: [s]}
              side: {image: example/side, network_mode: "service:s", depends_on: [s]}
              s: {image: example/s, environment: {PORT: "8080"}}
            """
        )
        // Nobody is seen to call it, so the number is left to the one that publishes it.
        #expect(try conversion.group("s").network?.ports.map(\.staticPort) == [nil])
        #expect(conversion.diagnostics.contains { $0.id == "port-taken" && $0.service == "s" })
        #expect(!conversion.complaints.contains("shared-host-port"))
    }

    @Test func routersAreToldThePort() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              git: {image: example/git, ports: ["2222:22"], labels: ["traefik.http.services.git.loadbalancer.server.port=3000"]}
              auth: {image: example/auth}
              router: {image: "traefik:3", labels: {traefik.http.middlewares.a.forwardauth.address: "http://auth:9091/"}}
            """
        ) { $0.network = .dns }
        let task = try conversion.task("git")
        #expect(task.services.map(\.port) == [.label(PortLabel(sanitizing: "p3000"))])
        #expect(try conversion.group("auth").network?.ports.map(\.staticPort?.literal) == [9091])
    }
}

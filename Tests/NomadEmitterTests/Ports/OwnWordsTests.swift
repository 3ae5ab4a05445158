import ComposeParser
import Testing

@testable import NomadEmitter

/// A service's own words are evidence of its port; what speaks of another's port is none.
@Suite("A service's own words")
struct OwnWordsTests {
    /// The port of `s` that a service which waits for it gives it, beside `peer`, another service.
    private func ports(of body: String) throws -> [Int?] {
        let conversion = try Converting(
            """
            name: shop
            services:
              front: {image: example/front, ports: ["81:81"], depends_on: [s]}
              peer: {image: example/peer, expose: ["90"]}
              s: {image: example/s, \(body)}
            """
        ) { $0.network = .dns }
        return try conversion.group("s").network?.ports.map(\.staticPort?.literal) ?? []
    }

    @Test(arguments: [
        (#"PORT: "8282""#, 8282), (#"SERVER_PORT: "8001""#, 8001), (#"S_PORT: "8002""#, 8002),
        (#"LISTEN_ADDR: ":8003""#, 8003), (#"APP_BIND: "0.0.0.0:8004""#, 8004), (#"server.port: "8005""#, 8005),
        (#"ASPNETCORE_URLS: "http://+:8006""#, 8006), (#"SELF_URL: "http://s:8007/x""#, 8007),
        (#"ADVERTISED: "IN://s:8008,OUT://localhost:9""#, 8008), (#"HTTP_ADDR: "[::]:8009""#, 8009),
        (#"JAVA_OPTS: "-Xmx1g -Dserver.port=8010""#, 8010), (#"HOST: "0.0.0.0", PORT: "8011""#, 8011),
        (#"ADMIN_PORT: "1", PORT: "8012""#, 8012), (#"ASPNETCORE_HTTP_PORTS: "8013""#, 8013),
    ])
    func variables(text: String, port: Int) throws {
        #expect(try ports(of: "environment: {\(text)}") == [port])
    }

    @Test(arguments: [
        #"DB_HOST: db, DB_PORT: "5432""#, #"SMTP_PORT: "587""#, #"REDIS_PORT: "6379", MYSQL_PORT: "3306""#,
        #"DISPLAY: ":99""#, #"PEER_PORT: "90""#, #"HOST: db.example, PORT: "5432""#, #"DEBUG_PORT: "9229""#,
        #"APP_IMAGE: "app:8080""#, #"FIRST_PORT: "1000", SECOND_PORT: "2000""#, #"PORT: "0""#, #"PORT: "99999""#,
        #"URL: "http://localhost:3000""#, #"LISTEN: "127.0.0.1:3000""#,
    ])
    func otherPorts(text: String) throws {
        #expect(try ports(of: "environment: {\(text)}") == [])
    }

    @Test(arguments: [
        ("serve --port 8001", 8001), ("serve --port=8002", 8002), ("serve --listen=:8003", 8003),
        ("gunicorn -b 0.0.0.0:8004 app", 8004), ("serve --bind 0.0.0.0:8005", 8005),
        ("python -m http.server 8006", 8006), ("python -m http.server", 8000), ("httpd -f -p 8007 -h /www", 8007),
        ("serve --web.listen-address=:8008", 8008), ("serve -addr :8009", 8009),
        ("sh -c 'psql -h peer -p 5432 && serve --port 8010'", 8010), ("serve --host 0.0.0.0 --port 8011", 8011),
        ("serve --peer-host peer --peer-port 90 --http-port 8012", 8012), ("postgres -c port=8013", 8013),
        ("uvicorn main:app --host 0.0.0.0", 8000), ("serve --metrics-port 9 --port 8014", 8014),
        ("socat TCP-LISTEN:8015,fork TCP:peer:90", 8015), ("php -S 0.0.0.0:8016", 8016),
        ("serve tcp://0.0.0.0:8017", 8017),
    ])
    func flags(command: String, port: Int) throws {
        #expect(try ports(of: "command: \"\(command)\"") == [port])
    }

    @Test(arguments: [
        "psql -h db.example -p 5432", "sleep 3600", "mkdir -p 1000", "serve --db-host db --db-port 5432",
        "serve --host db.example --port 5432", "serve --timeout 30", "serve --redis-port 6379",
        "nc -z db.example 5432", "serve --listen 127.0.0.1:8000", "uvicorn main:app",
    ])
    func otherFlags(command: String) throws {
        #expect(try ports(of: "restart: always, command: \"\(command)\"") == [])
    }

    @Test func variablesInCommandsAndHealthchecks() throws {
        let health = #"healthcheck: {test: "curl -f http://localhost:$${P}/"}"#
        #expect(try ports(of: #"environment: {P: "8001"}, command: "serve --port $$P""#) == [8001])
        #expect(try ports(of: #"environment: {P: "8002"}, \#(health)"#) == [8002])
        #expect(try ports(of: health.replacing("${P}", with: "${P:-8003}")) == [8003])
    }

    /// One place gives the variable to several applications: it speaks of none of them for sure.
    @Test func sharedVariablesAreHints() throws {
        let conversion = try Converting(
            """
            name: shop
            x-env: &env {LISTEN_HTTP_PORT: "80", LISTEN_HTTPS_PORT: "443"}
            services:
              proxy: {image: example/proxy, ports: ["80:80"], environment: *env}
              worker: {image: example/worker, environment: *env}
              web: {image: example/web, depends_on: [worker]}
            """
        )
        #expect(try conversion.group("worker").network?.ports.isEmpty != false)
        #expect(conversion.complaints.contains("unknown-port"))
    }

    @Test func aVariableCalledAfterAPeerIsThePeers() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              web: {image: example/web, environment: {API_PORT: "3000"}, depends_on: [api]}
              api: {image: example/api}
            """
        )
        #expect(try conversion.group("api").network?.ports.map(\.to) == [3000])
        #expect(try conversion.group("web").network?.ports.isEmpty != false)
    }

    /// Checks run inside of the container; nobody is seen to call it.
    @Test func aHealthcheckAloneBindsNothing() throws {
        let conversion = try Converting(
            #"name: shop\#nservices: {one: {image: a, healthcheck: {test: "curl -f http://localhost:8080/"}}}"#
        )
        #expect(try conversion.group("one").network?.ports.isEmpty != false)
    }

    @Test func evidenceIsInTheJob() throws {
        let conversion = try Converting(
            #"name: shop\#nservices: {a: {image: a, environment: {PORT: "80"}}, b: {image: b, depends_on: [a]}}"#
        )
        #expect(
            try conversion.group("a").network?.ports.map(\.comment)
                == [["Not declared: inferred from its environment variable PORT."]]
        )
    }
}

import ComposeParser
import Testing

@testable import NomadEmitter

/// What says that a service without a restart policy ends.
@Suite("Evidence of an end") struct ServiceEndTests {
    private func evidence(
        _ name: String = "app",
        image: String = "example/app:1",
        entrypoint: [String]? = nil,
        command: [String]? = nil
    ) -> EndEvidence? {
        var service = Compose.Service(name: name, range: .none)
        service.image = Compose.Text(image)
        service.entrypoint = entrypoint?.map { Compose.Text($0) }
        service.command = command?.map { Compose.Text($0) }
        guard case .ends(let evidence) = ServiceEnd(service, as: ServerKind(service)) else { return nil }
        return evidence
    }

    @Test(
        "Commands that end",
        arguments: [
            ["sh", "-c", "mc alias set m http://store:9000 a b; mc mb m/media; exit 0"],
            ["/bin/bash", "-ec", "until pg_isready; do sleep 1; done\npsql -f /init.sql"],
            ["sh", "-c", "if [ -f /done ]; then exit 0; else cp -r /a /b; fi"],
            ["python", "manage.py", "migrate", "--noinput"],
            ["npm", "run", "db:migrate"],
            ["npx", "prisma", "migrate", "deploy"],
            ["alembic", "upgrade", "head"],
            ["chown", "-R", "1000:1000", "/data"],
            ["psql", "-h", "db", "-c", "select 1"],
            ["node", "seed.js"],
            ["/scripts/create_topics.sh"],
            ["sh", "-c", "echo 'while true' && true # tail -f /dev/null"],
            ["sh", "-c", "mc mb m/media || true"],
            ["sh", "-c", "while true; do mc ready m && break; sleep 1; done; mc mb m/media > /dev/null 2>&1"],
            ["sh", "/scripts/run-migrations.sh"],
            ["wait-for-it.sh", "db:5432", "--", "python", "manage.py", "migrate"],
            ["flask", "--app", "shop", "db", "upgrade"],
        ]
    )
    func ends(command: [String]) {
        #expect(evidence(command: command) != nil)
    }

    @Test(
        "Commands that wait, serve or tell nothing",
        arguments: [
            ["sh", "-c", "mc mb m/media && tail -f /dev/null"],
            ["sh", "-c", "while true; do backup; sleep 3600; done"],
            ["sh", "-c", "python manage.py migrate && gunicorn app.wsgi"],
            ["sh", "-c", "npm install && npm run dev"],
            ["sh", "-c", "cp a b; exec nginx -g 'daemon off;'"],
            ["python", "app.py"],
            ["npm", "start"],
            ["sleep", "infinity"],
            ["serve", "--listen=:9000"],
            ["sh", "-c", "node server.js || exit 1"],
            ["sh", "-c", "trap exit TERM; while :; do certbot renew; sleep 12h & wait $!; done"],
            ["sh", "-c", "while sleep 60; do curl http://web/cron; done"],
            ["flask", "--app", "create_app", "run"],
            ["/init"],
            ["tini", "--", "celery", "-A", "shop", "worker"],
            ["node", "app.js", "--config", "setup.json"],
        ]
    )
    func runs(command: [String]) {
        #expect(evidence(command: command) == nil)
    }

    @Test("Names and images", arguments: ["db-migrate", "createbuckets", "init", "es_setup", "data-seeder"])
    func names(name: String) {
        #expect(evidence(name) == .name)
        #expect(evidence(name, command: ["tail", "-f", "/dev/null"]) == nil)
    }

    @Test("Tools", arguments: ["minio/mc:1", "registry.example:5000/shop/api-migrations:2", "flyway/flyway"])
    func tools(image: String) {
        #expect(evidence(image: image) != nil)
    }

    @Test("A known server is no step of a setup, whatever it is called")
    func servers() {
        #expect(evidence("cassandra-seed", image: "cassandra:5") == nil)
        #expect(evidence("init-db", image: "postgres:16", command: ["-c", "fsync=off"]) == nil)
        #expect(evidence("init-db", image: "postgres:16", command: ["psql", "-f", "a.sql"]) != nil)
        #expect(evidence("web") == nil)
        #expect(evidence("migrate-worker") == nil)
    }
}

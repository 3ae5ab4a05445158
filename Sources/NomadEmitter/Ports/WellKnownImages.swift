internal import ComposeParser

/// What is common knowledge about an image: the ports it serves and whom its process runs as.
struct WellKnownImage: Sendable, Hashable {
    /// The repository without registry, and without `library/`.
    var repository: String
    /// The port it serves by default, the main one first.
    var ports: [Int]
    /// `uid:gid` of the process, where it does not run as root from the start and data must belong to it.
    var owner: String?
    /// The same of the variants on Alpine, where the numbers differ.
    private var alpineOwner: String?

    /// Finds what is known of an image reference such as `docker.io/library/postgres:16`.
    static func find(_ reference: String) -> WellKnownImage? {
        let name = repository(of: reference)
        guard var image = table.first(where: { $0.repository == name }) else { return nil }
        if let alpine = image.alpineOwner, isAlpine(reference) { image.owner = alpine }
        return image
    }

    private static func isAlpine(_ reference: String) -> Bool {
        let name = reference.split(separator: "@").first ?? ""
        guard let tag = name.split(separator: "/").last?.split(separator: ":").dropFirst().last else { return false }
        return tag.split(separator: "-").contains { $0.hasPrefix("alpine") }
    }

    /// The repository of a reference, without registry, tag and digest.
    static func repository(of reference: String) -> String {
        var name = Substring(reference)
        if let at = name.firstIndex(of: "@") { name = name[..<at] }
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") { name = name[..<colon] }
        if let slash = name.firstIndex(of: "/") {
            let registry = name[..<slash]
            if registry.contains(".") || registry.contains(":") || registry == "localhost" {
                name = name[name.index(after: slash)...]
            }
        }
        if name.hasPrefix("library/") { name = name.dropFirst("library/".count) }
        return String(name)
    }

    @inline(never)
    private init(_ repository: String, _ ports: [Int], owner: String? = nil, alpine: String? = nil) {
        self.repository = repository
        self.ports = ports
        self.owner = owner
        alpineOwner = alpine
    }

    private static let table: [WellKnownImage] = [
        WellKnownImage("postgres", [5432], owner: "999:999", alpine: "70:70"),
        WellKnownImage("postgis/postgis", [5432], owner: "999:999", alpine: "70:70"),
        WellKnownImage("pgvector/pgvector", [5432], owner: "999:999"),
        WellKnownImage("timescale/timescaledb", [5432], owner: "70:70"),
        WellKnownImage("bitnami/postgresql", [5432], owner: "1001:0"),
        WellKnownImage("mysql", [3306], owner: "999:999"),
        WellKnownImage("mariadb", [3306], owner: "999:999"),
        WellKnownImage("bitnami/mysql", [3306], owner: "1001:0"),
        WellKnownImage("bitnami/mariadb", [3306], owner: "1001:0"),
        WellKnownImage("mongo", [27017], owner: "999:999"),
        WellKnownImage("redis", [6379], owner: "999:999", alpine: "999:1000"),
        WellKnownImage("valkey/valkey", [6379], owner: "999:999", alpine: "999:1000"),
        WellKnownImage("redis/redis-stack-server", [6379]),
        WellKnownImage("bitnami/redis", [6379], owner: "1001:0"),
        WellKnownImage("eqalpha/keydb", [6379]),
        WellKnownImage("memcached", [11211]),
        WellKnownImage("rabbitmq", [5672], owner: "999:999", alpine: "100:101"),
        WellKnownImage("nats", [4222]),
        WellKnownImage("eclipse-mosquitto", [1883], owner: "1883:1883"),
        WellKnownImage("zookeeper", [2181], owner: "1000:1000"),
        WellKnownImage("confluentinc/cp-zookeeper", [2181], owner: "1000:1000"),
        WellKnownImage("confluentinc/cp-kafka", [9092], owner: "1000:1000"),
        WellKnownImage("apache/kafka", [9092], owner: "1000:1000"),
        WellKnownImage("bitnami/kafka", [9092], owner: "1001:0"),
        WellKnownImage("elasticsearch", [9200], owner: "1000:0"),
        WellKnownImage("elasticsearch/elasticsearch", [9200], owner: "1000:0"),
        WellKnownImage("opensearchproject/opensearch", [9200], owner: "1000:1000"),
        WellKnownImage("kibana", [5601], owner: "1000:0"),
        WellKnownImage("kibana/kibana", [5601], owner: "1000:0"),
        WellKnownImage("logstash", [5044], owner: "1000:0"),
        WellKnownImage("logstash/logstash", [5044], owner: "1000:0"),
        WellKnownImage("nginx", [80]),
        WellKnownImage("httpd", [80]),
        WellKnownImage("caddy", [80]),
        WellKnownImage("traefik", [80]),
        WellKnownImage("wordpress", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("nextcloud", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("adminer", [8080]),
        WellKnownImage("phpmyadmin", [80]),
        WellKnownImage("phpmyadmin/phpmyadmin", [80]),
        WellKnownImage("dpage/pgadmin4", [80], owner: "5050:5050"),
        WellKnownImage("mongo-express", [8081]),
        WellKnownImage("grafana/grafana", [3000], owner: "472:0"),
        WellKnownImage("grafana/grafana-oss", [3000], owner: "472:0"),
        WellKnownImage("grafana/loki", [3100], owner: "10001:10001"),
        WellKnownImage("grafana/tempo", [3200], owner: "10001:10001"),
        WellKnownImage("prom/prometheus", [9090], owner: "65534:65534"),
        WellKnownImage("prom/alertmanager", [9093], owner: "65534:65534"),
        WellKnownImage("prom/node-exporter", [9100]),
        WellKnownImage("prom/pushgateway", [9091], owner: "65534:65534"),
        WellKnownImage("influxdb", [8086], owner: "1000:1000"),
        WellKnownImage("minio/minio", [9000]),
        WellKnownImage("hashicorp/vault", [8200]),
        WellKnownImage("keycloak/keycloak", [8080], owner: "1000:0"),
        WellKnownImage("gitea/gitea", [3000], owner: "1000:1000"),
        WellKnownImage("jenkins/jenkins", [8080], owner: "1000:1000"),
        WellKnownImage("sonarqube", [9000], owner: "1000:0"),
        WellKnownImage("sonatype/nexus3", [8081], owner: "200:200"),
        WellKnownImage("clickhouse/clickhouse-server", [8123, 9000], owner: "101:101"),
        WellKnownImage("cassandra", [9042], owner: "999:999"),
        WellKnownImage("couchdb", [5984], owner: "5984:5984"),
        WellKnownImage("neo4j", [7687, 7474], owner: "7474:7474"),
        WellKnownImage("jaegertracing/all-in-one", [16686], owner: "10001:10001"),
        WellKnownImage("openzipkin/zipkin", [9411]),
        WellKnownImage("otel/opentelemetry-collector", [4317, 4318]),
        WellKnownImage("mailhog/mailhog", [1025, 8025]),
        WellKnownImage("axllent/mailpit", [1025, 8025]),
        WellKnownImage("getmeili/meilisearch", [7700]),
        WellKnownImage("typesense/typesense", [8108]),
        WellKnownImage("qdrant/qdrant", [6333]),
        WellKnownImage("chromadb/chroma", [8000]),
        WellKnownImage("ollama/ollama", [11434]),
        WellKnownImage("n8nio/n8n", [5678], owner: "1000:1000"),
        WellKnownImage("portainer/portainer-ce", [9000]),
        WellKnownImage("registry", [5000]),
        WellKnownImage("etcd", [2379]),
        WellKnownImage("bitnami/etcd", [2379], owner: "1001:0"),
        WellKnownImage("consul", [8500], owner: "100:1000"),
        WellKnownImage("hashicorp/consul", [8500], owner: "100:1000"),
        WellKnownImage("solr", [8983], owner: "8983:8983"),
        WellKnownImage("tomcat", [8080]),
        WellKnownImage("jellyfin/jellyfin", [8096]),
        WellKnownImage("vaultwarden/server", [80]),
        WellKnownImage("louislam/uptime-kuma", [3001]),
        WellKnownImage("ghost", [2368], owner: "1000:1000"),
        WellKnownImage("matomo", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("drupal", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("joomla", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("redmine", [3000], owner: "999:999"),
    ]
}

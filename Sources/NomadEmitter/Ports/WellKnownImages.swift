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

    /// Whether it is only called like the one that is known.
    var isNamesake = false
    /// Whether it only ever serves others of its project: a database, a broker, a cache.
    var isBackend = false

    /// Finds what is known of an image reference such as `docker.io/library/postgres:16`.
    ///
    /// A mirror keeps the end of the path (`registry.example/mirror/bitnami/redis`); of somebody's own `acme/redis` only
    /// the ports are believed.
    static func find(_ reference: String) -> WellKnownImage? {
        let parts = repository(of: reference).split(separator: "/").map(String.init)
        for start in parts.indices.dropLast() {
            if let image = byRepository[normalized(parts[start...])] { return image.variant(reference) }
        }
        guard let last = parts.last else { return nil }
        if parts.count == 1, let image = byRepository[last] { return image.variant(reference) }
        guard var image = byLastPart[last] else { return nil }
        image.owner = nil
        image.isNamesake = true
        return image
    }

    private func variant(_ reference: String) -> WellKnownImage {
        guard let alpineOwner, WellKnownImage.isAlpine(reference) else { return self }
        var image = self
        image.owner = alpineOwner
        return image
    }

    /// Bitnami's images have moved.
    private static func normalized(_ parts: ArraySlice<String>) -> String {
        let path = parts.joined(separator: "/")
        for vendor in ["bitnamilegacy/", "bitnamisecure/"] where path.hasPrefix(vendor) {
            return "bitnami/" + path.dropFirst(vendor.count)
        }
        return path
    }

    /// Whether it is PHP's process manager, which serves FastCGI whatever the application.
    static func isFPM(_ reference: String) -> Bool {
        let name = reference.split(separator: "@").first ?? ""
        let last = name.split(separator: "/").last ?? ""
        return last.split { $0 == "-" || $0 == ":" || $0 == "_" || $0 == "." }.contains {
            $0 == "fpm" || $0 == "phpfpm"
        }
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
    private init(
        _ repository: String,
        _ ports: [Int],
        owner: String? = nil,
        alpine: String? = nil
    ) {
        self.repository = repository
        self.ports = ports
        self.owner = owner
        alpineOwner = alpine
    }

    private static let byRepository = Dictionary(
        uniqueKeysWithValues: (backends.map(\.asBackend) + others).map { ($0.repository, $0) }
    )

    /// Those whose last part says what they are.
    private static let byLastPart: [String: WellKnownImage] = Dictionary(
        (backends.map(\.asBackend) + others).compactMap { image in
            let last = image.repository.split(separator: "/").last.map(String.init) ?? ""
            return vague.contains(last) ? nil : (last, image)
        },
        uniquingKeysWith: { first, _ in first }
    )

    private static let vague: Set<String> = [
        "server", "all-in-one", "registry", "connect", "hub", "chrome", "chromium", "code", "serving", "ui",
        "analytics",
        "hello", "wiki", "portal", "engine", "code-server", "agent", "outline", "auto-setup", "jaeger", "chroma",
        "echo-server", "dex", "flink", "vault", "tempo", "kong", "percona", "quickwit", "sentry", "documentserver",
    ]

    private var asBackend: WellKnownImage {
        var image = self
        image.isBackend = true
        return image
    }

    private static let backends: [WellKnownImage] = [
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
        WellKnownImage("logstash", [5044], owner: "1000:0"),
        WellKnownImage("logstash/logstash", [5044], owner: "1000:0"),
        WellKnownImage("grafana/loki", [3100], owner: "10001:10001"),
        WellKnownImage("grafana/tempo", [3200], owner: "10001:10001"),
        WellKnownImage("influxdb", [8086], owner: "1000:1000"),
        WellKnownImage("minio/minio", [9000]),
        WellKnownImage("clickhouse/clickhouse-server", [8123, 9000], owner: "101:101"),
        WellKnownImage("cassandra", [9042], owner: "999:999"),
        WellKnownImage("couchdb", [5984], owner: "5984:5984"),
        WellKnownImage("neo4j", [7687, 7474], owner: "7474:7474"),
        WellKnownImage("otel/opentelemetry-collector", [4317, 4318]),
        WellKnownImage("getmeili/meilisearch", [7700]),
        WellKnownImage("typesense/typesense", [8108]),
        WellKnownImage("qdrant/qdrant", [6333]),
        WellKnownImage("chromadb/chroma", [8000]),
        WellKnownImage("etcd", [2379]),
        WellKnownImage("bitnami/etcd", [2379], owner: "1001:0"),
        WellKnownImage("solr", [8983], owner: "8983:8983"),
        WellKnownImage("timescale/timescaledb-ha", [5432]),
        WellKnownImage("supabase/postgres", [5432]),
        WellKnownImage("tensorchord/pgvecto-rs", [5432]),
        WellKnownImage("immich-app/postgres", [5432]),
        WellKnownImage("ankane/pgvector", [5432]),
        WellKnownImage("kartoza/postgis", [5432]),
        WellKnownImage("paradedb/paradedb", [5432]),
        WellKnownImage("citusdata/citus", [5432]),
        WellKnownImage("percona/percona-server", [3306]),
        WellKnownImage("percona", [3306]),
        WellKnownImage("mysql/mysql-server", [3306]),
        WellKnownImage("mssql/server", [1433]),
        WellKnownImage("azure-sql-edge", [1433]),
        WellKnownImage("mongodb/mongodb-community-server", [27017]),
        WellKnownImage("bitnami/mongodb", [27017]),
        WellKnownImage("percona/percona-server-mongodb", [27017]),
        WellKnownImage("redis/redis-stack", [6379]),
        WellKnownImage("redislabs/redismod", [6379]),
        WellKnownImage("dragonflydb/dragonfly", [6379]),
        WellKnownImage("bitnami/valkey", [6379]),
        WellKnownImage("bitnami/redis-cluster", [6379]),
        WellKnownImage("bitnami/memcached", [11211]),
        WellKnownImage("bitnami/rabbitmq", [5672]),
        WellKnownImage("bitnami/zookeeper", [2181]),
        WellKnownImage("bitnami/elasticsearch", [9200]),
        WellKnownImage("bitnami/opensearch", [9200]),
        WellKnownImage("bitnami/cassandra", [9042]),
        WellKnownImage("bitnami/minio", [9000]),
        WellKnownImage("bitnami/clickhouse", [8123]),
        WellKnownImage("bitnami/mongodb-sharded", [27017]),
        WellKnownImage("confluentinc/cp-server", [9092]),
        WellKnownImage("confluentinc/confluent-local", [9092]),
        WellKnownImage("wurstmeister/kafka", [9092]),
        WellKnownImage("wurstmeister/zookeeper", [2181]),
        WellKnownImage("redpandadata/redpanda", [9092]),
        WellKnownImage("vectorized/redpanda", [9092]),
        WellKnownImage("confluentinc/cp-schema-registry", [8081]),
        WellKnownImage("confluentinc/cp-ksqldb-server", [8088]),
        WellKnownImage("confluentinc/cp-kafka-rest", [8082]),
        WellKnownImage("confluentinc/cp-kafka-connect", [8083]),
        WellKnownImage("debezium/connect", [8083]),
        WellKnownImage("clickhouse/clickhouse-keeper", [9181]),
        WellKnownImage("yandex/clickhouse-server", [8123]),
        WellKnownImage("scylladb/scylla", [9042]),
        WellKnownImage("cockroachdb/cockroach", [26257]),
        WellKnownImage("rethinkdb", [28015]),
        WellKnownImage("arangodb", [8529]),
        WellKnownImage("arangodb/arangodb", [8529]),
        WellKnownImage("orientdb", [2424]),
        WellKnownImage("semitechnologies/weaviate", [8080]),
        WellKnownImage("weaviate/weaviate", [8080]),
        WellKnownImage("milvusdb/milvus", [19530]),
        WellKnownImage("vespaengine/vespa", [8080]),
        WellKnownImage("manticoresearch/manticore", [9306]),
        WellKnownImage("quickwit/quickwit", [7280]),
        WellKnownImage("victoriametrics/victoria-metrics", [8428]),
        WellKnownImage("questdb/questdb", [9000]),
        WellKnownImage("tdengine/tdengine", [6030]),
        WellKnownImage("surrealdb/surrealdb", [8000]),
        WellKnownImage("nats-streaming", [4222]),
        WellKnownImage("emqx/emqx", [1883]),
        WellKnownImage("emqx", [1883]),
        WellKnownImage("hivemq/hivemq4", [1883]),
        WellKnownImage("apachepulsar/pulsar", [6650]),
        WellKnownImage("rmohr/activemq", [61616]),
        WellKnownImage("apache/activemq-classic", [61616]),
        WellKnownImage("activemq-artemis", [61616]),
        WellKnownImage("beanstalkd", [11300]),
        WellKnownImage("schickling/beanstalkd", [11300]),
        WellKnownImage("localstack/localstack", [4566]),
        WellKnownImage("amazon/dynamodb-local", [8000]),
        WellKnownImage("dynamodb-local", [8000]),
        WellKnownImage("softwaremill/elasticmq", [9324]),
        WellKnownImage("roribio16/alpine-sqs", [9324]),
        WellKnownImage("coreos/etcd", [2379]),
        WellKnownImage("etcd-development/etcd", [2379]),
        WellKnownImage("temporalio/auto-setup", [7233]),
        WellKnownImage("temporalio/server", [7233]),
        WellKnownImage("openldap", [389]),
        WellKnownImage("osixia/openldap", [389]),
        WellKnownImage("bitnami/openldap", [1389]),
        WellKnownImage("edoburu/pgbouncer", [5432]),
        WellKnownImage("bitnami/pgbouncer", [6432]),
        WellKnownImage("namshi/smtp", [25]),
        WellKnownImage("boky/postfix", [587]),
        WellKnownImage("otel/opentelemetry-collector-contrib", [4317]),
        WellKnownImage("grafana/mimir", [8080]),
        WellKnownImage("apache/tika", [9998]),
        WellKnownImage("gotenberg/gotenberg", [3000]),
        WellKnownImage("browserless/chrome", [3000]),
        WellKnownImage("browserless/chromium", [3000]),
        WellKnownImage("selenium/standalone-chrome", [4444]),
        WellKnownImage("selenium/hub", [4444]),
        WellKnownImage("searxng/searxng", [8080]),
        WellKnownImage("fluent/fluentd", [24224]),
        WellKnownImage("jodogne/orthanc", [8042]),
        WellKnownImage("hasura/graphql-engine", [8080]),
        WellKnownImage("postgrest/postgrest", [3000]),
        WellKnownImage("gvenzl/oracle-xe", [1521]),
        WellKnownImage("gvenzl/oracle-free", [1521]),
        WellKnownImage("apache/cassandra", [9042]),
        WellKnownImage("ravendb/ravendb", [8080]),
        WellKnownImage("dgraph/dgraph", [8080]),
        WellKnownImage("memgraph/memgraph", [7687]),
        WellKnownImage("falkordb/falkordb", [6379]),
        WellKnownImage("tarantool/tarantool", [3301]),
        WellKnownImage("aerospike/aerospike-server", [3000]),
        WellKnownImage("hazelcast/hazelcast", [5701]),
        WellKnownImage("apacheignite/ignite", [10800]),
        WellKnownImage("ferretdb/ferretdb", [27017]),
    ]

    private static let others: [WellKnownImage] = [
        WellKnownImage("mailserver/docker-mailserver", [25]),
        WellKnownImage("kibana", [5601], owner: "1000:0"),
        WellKnownImage("kibana/kibana", [5601], owner: "1000:0"),
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
        WellKnownImage("prom/prometheus", [9090], owner: "65534:65534"),
        WellKnownImage("prom/alertmanager", [9093], owner: "65534:65534"),
        WellKnownImage("prom/node-exporter", [9100]),
        WellKnownImage("prom/pushgateway", [9091], owner: "65534:65534"),
        WellKnownImage("hashicorp/vault", [8200]),
        WellKnownImage("keycloak/keycloak", [8080], owner: "1000:0"),
        WellKnownImage("gitea/gitea", [3000], owner: "1000:1000"),
        WellKnownImage("jenkins/jenkins", [8080], owner: "1000:1000"),
        WellKnownImage("sonarqube", [9000], owner: "1000:0"),
        WellKnownImage("sonatype/nexus3", [8081], owner: "200:200"),
        WellKnownImage("jaegertracing/all-in-one", [16686], owner: "10001:10001"),
        WellKnownImage("openzipkin/zipkin", [9411]),
        WellKnownImage("mailhog/mailhog", [1025, 8025]),
        WellKnownImage("axllent/mailpit", [1025, 8025]),
        WellKnownImage("ollama/ollama", [11434]),
        WellKnownImage("n8nio/n8n", [5678], owner: "1000:1000"),
        WellKnownImage("portainer/portainer-ce", [9000]),
        WellKnownImage("registry", [5000]),
        WellKnownImage("consul", [8500], owner: "100:1000"),
        WellKnownImage("hashicorp/consul", [8500], owner: "100:1000"),
        WellKnownImage("tomcat", [8080]),
        WellKnownImage("jellyfin/jellyfin", [8096]),
        WellKnownImage("vaultwarden/server", [80]),
        WellKnownImage("louislam/uptime-kuma", [3001]),
        WellKnownImage("ghost", [2368], owner: "1000:1000"),
        WellKnownImage("matomo", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("drupal", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("joomla", [80], owner: "33:33", alpine: "82:82"),
        WellKnownImage("redmine", [3000], owner: "999:999"),
        WellKnownImage("nginxinc/nginx-unprivileged", [8080]),
        WellKnownImage("bitnami/nginx", [8080]),
        WellKnownImage("bitnami/apache", [8080]),
        WellKnownImage("bitnami/wordpress", [8080]),
        WellKnownImage("bitnami/keycloak", [8080]),
        WellKnownImage("bitnami/grafana", [3000]),
        WellKnownImage("bitnami/prometheus", [9090]),
        WellKnownImage("openresty/openresty", [80]),
        WellKnownImage("kong", [8000]),
        WellKnownImage("linuxserver/nginx", [80]),
        WellKnownImage("linuxserver/swag", [443]),
        WellKnownImage("jwilder/nginx-proxy", [80]),
        WellKnownImage("nginxproxy/nginx-proxy", [80]),
        WellKnownImage("jc21/nginx-proxy-manager", [80]),
        WellKnownImage("rediscommander/redis-commander", [8081]),
        WellKnownImage("sosedoff/pgweb", [8081]),
        WellKnownImage("provectuslabs/kafka-ui", [8080]),
        WellKnownImage("kafbat/kafka-ui", [8080]),
        WellKnownImage("obsidiandynamics/kafdrop", [9000]),
        WellKnownImage("opensearchproject/opensearch-dashboards", [5601]),
        WellKnownImage("redis/redisinsight", [5540]),
        WellKnownImage("grafana/grafana-enterprise", [3000]),
        WellKnownImage("grafana/promtail", [9080]),
        WellKnownImage("grafana/alloy", [12345]),
        WellKnownImage("google/cadvisor", [8080]),
        WellKnownImage("cadvisor/cadvisor", [8080]),
        WellKnownImage("prometheuscommunity/postgres-exporter", [9187]),
        WellKnownImage("oliver006/redis_exporter", [9121]),
        WellKnownImage("prom/blackbox-exporter", [9115]),
        WellKnownImage("prom/mysqld-exporter", [9104]),
        WellKnownImage("prom/statsd-exporter", [9102]),
        WellKnownImage("prom/snmp-exporter", [9116]),
        WellKnownImage("nginx/nginx-prometheus-exporter", [9113]),
        WellKnownImage("percona/mongodb_exporter", [9216]),
        WellKnownImage("danielqsj/kafka-exporter", [9308]),
        WellKnownImage("vault", [8200]),
        WellKnownImage("openbao/openbao", [8200]),
        WellKnownImage("dexidp/dex", [5556]),
        WellKnownImage("oryd/hydra", [4444]),
        WellKnownImage("oryd/kratos", [4433]),
        WellKnownImage("authelia/authelia", [9091]),
        WellKnownImage("goauthentik/server", [9000]),
        WellKnownImage("oauth2-proxy/oauth2-proxy", [4180]),
        WellKnownImage("gitlab/gitlab-ce", [80]),
        WellKnownImage("gitlab/gitlab-ee", [80]),
        WellKnownImage("forgejo/forgejo", [3000]),
        WellKnownImage("drone/drone", [80]),
        WellKnownImage("woodpeckerci/woodpecker-server", [8000]),
        WellKnownImage("jaegertracing/jaeger", [16686]),
        WellKnownImage("jetbrains/teamcity-server", [8111]),
        WellKnownImage("nodered/node-red", [1880]),
        WellKnownImage("homeassistant/home-assistant", [8123]),
        WellKnownImage("home-assistant/home-assistant", [8123]),
        WellKnownImage("linuxserver/plex", [32400]),
        WellKnownImage("linuxserver/sonarr", [8989]),
        WellKnownImage("linuxserver/radarr", [7878]),
        WellKnownImage("linuxserver/lidarr", [8686]),
        WellKnownImage("linuxserver/prowlarr", [9696]),
        WellKnownImage("linuxserver/bazarr", [6767]),
        WellKnownImage("linuxserver/jackett", [9117]),
        WellKnownImage("linuxserver/jellyfin", [8096]),
        WellKnownImage("linuxserver/qbittorrent", [8080]),
        WellKnownImage("linuxserver/heimdall", [80]),
        WellKnownImage("linuxserver/code-server", [8443]),
        WellKnownImage("codercom/code-server", [8080]),
        WellKnownImage("sctx/overseerr", [5055]),
        WellKnownImage("fallenbagel/jellyseerr", [5055]),
        WellKnownImage("flaresolverr/flaresolverr", [8191]),
        WellKnownImage("filebrowser/filebrowser", [80]),
        WellKnownImage("requarks/wiki", [3000]),
        WellKnownImage("outlinewiki/outline", [3000]),
        WellKnownImage("wallabag/wallabag", [80]),
        WellKnownImage("miniflux/miniflux", [8080]),
        WellKnownImage("freshrss/freshrss", [80]),
        WellKnownImage("sissbruecker/linkding", [9090]),
        WellKnownImage("metabase/metabase", [3000]),
        WellKnownImage("apache/superset", [8088]),
        WellKnownImage("redash/redash", [5000]),
        WellKnownImage("directus/directus", [8055]),
        WellKnownImage("strapi/strapi", [1337]),
        WellKnownImage("nocodb/nocodb", [8080]),
        WellKnownImage("baserow/baserow", [80]),
        WellKnownImage("langgenius/dify-api", [5001]),
        WellKnownImage("langgenius/dify-web", [3000]),
        WellKnownImage("langgenius/dify-sandbox", [8194]),
        WellKnownImage("open-webui/open-webui", [8080]),
        WellKnownImage("flowiseai/flowise", [3000]),
        WellKnownImage("langfuse/langfuse", [3000]),
        WellKnownImage("litellm/litellm", [4000]),
        WellKnownImage("berriai/litellm", [4000]),
        WellKnownImage("unclecode/crawl4ai", [11235]),
        WellKnownImage("vllm/vllm-openai", [8000]),
        WellKnownImage("huggingface/text-generation-inference", [80]),
        WellKnownImage("huggingface/text-embeddings-inference", [80]),
        WellKnownImage("apache/airflow", [8080]),
        WellKnownImage("swaggerapi/swagger-ui", [8080]),
        WellKnownImage("plantuml/plantuml-server", [8080]),
        WellKnownImage("apm-server", [8200]),
        WellKnownImage("apm/apm-server", [8200]),
        WellKnownImage("plausible/analytics", [8000]),
        WellKnownImage("umami-software/umami", [3000]),
        WellKnownImage("rocket.chat", [3000]),
        WellKnownImage("mattermost/mattermost-team-edition", [8065]),
        WellKnownImage("matrixdotorg/synapse", [8008]),
        WellKnownImage("vectorim/element-web", [80]),
        WellKnownImage("zabbix/zabbix-server-pgsql", [10051]),
        WellKnownImage("zabbix/zabbix-server-mysql", [10051]),
        WellKnownImage("zabbix/zabbix-web-nginx-pgsql", [8080]),
        WellKnownImage("zabbix/zabbix-web-nginx-mysql", [8080]),
        WellKnownImage("mediawiki", [80]),
        WellKnownImage("odoo", [8069]),
        WellKnownImage("collabora/code", [9980]),
        WellKnownImage("onlyoffice/documentserver", [80]),
        WellKnownImage("photoprism/photoprism", [2342]),
        WellKnownImage("immich-app/immich-server", [2283]),
        WellKnownImage("immich-app/immich-machine-learning", [3003]),
        WellKnownImage("paperless-ngx/paperless-ngx", [8000]),
        WellKnownImage("syncthing/syncthing", [8384]),
        WellKnownImage("adguard/adguardhome", [3000]),
        WellKnownImage("pihole/pihole", [80]),
        WellKnownImage("joxit/docker-registry-ui", [80]),
        WellKnownImage("rancher/rancher", [80]),
        WellKnownImage("portainer/portainer", [9000]),
        WellKnownImage("traefik/whoami", [80]),
        WellKnownImage("containous/whoami", [80]),
        WellKnownImage("kennethreitz/httpbin", [80]),
        WellKnownImage("mccutchen/go-httpbin", [8080]),
        WellKnownImage("ealen/echo-server", [80]),
        WellKnownImage("hashicorp/http-echo", [5678]),
        WellKnownImage("nginxdemos/hello", [80]),
        WellKnownImage("mendhak/http-https-echo", [8080]),
        WellKnownImage("tensorflow/serving", [8501]),
        WellKnownImage("jupyter/scipy-notebook", [8888]),
        WellKnownImage("jupyter/base-notebook", [8888]),
        WellKnownImage("mlflow/mlflow", [5000]),
        WellKnownImage("bitnami/spark", [7077]),
        WellKnownImage("flink", [8081]),
        WellKnownImage("trinodb/trino", [8080]),
        WellKnownImage("apache/nifi", [8443]),
        WellKnownImage("apache/zeppelin", [8080]),
        WellKnownImage("darthsim/imgproxy", [8080]),
        WellKnownImage("imgproxy/imgproxy", [8080]),
        WellKnownImage("unleashorg/unleash-server", [4242]),
        WellKnownImage("temporalio/ui", [8080]),
        WellKnownImage("maildev/maildev", [1025]),
        WellKnownImage("rnwood/smtp4dev", [25]),
        WellKnownImage("schickling/mailcatcher", [1025]),
        WellKnownImage("changemakerstudiosus/papercut-smtp", [25]),
        WellKnownImage("getsentry/sentry", [9000]),
    ]
}

# funless: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl funless.nomad.hcl

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

variable "DOCKER_LIB" {
  type    = string
  default = "/var/lib/docker"
}

variable "DOCKER_SOCK" {
  type    = string
  default = "/var/run/docker.sock"
}

variable "ELASTIC_PASSWORD" {
  type = string
}

variable "ELK_VERSION" {
  type = string
}

variable "KIBANA_PASSWORD" {
  type    = string
  default = ""
}

variable "KIBANA_PORT" {
  type = number
}

variable "POSTGRES_PASSWORD" {
  type = string
}

variable "POSTGRES_USER" {
  type = string
}

variable "SECRET_KEY_BASE" {
  type = string
}

job "funless" {
  type = "service"

  group "postgres" {
    network {
      port "p5432" {
        static = 5432
        to     = 5432
      }
    }

    task "postgres" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:latest"
        hostname          = "postgres"
        ports             = ["p5432"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_HOST_AUTH_METHOD = "trust"
        POSTGRES_PASSWORD         = var.POSTGRES_PASSWORD
        POSTGRES_USER             = var.POSTGRES_USER
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 postgres funless-postgres-1
        EOT
      }

      service {
        name = "funless"
        tags = ["postgres", "funless-postgres-1"]
        port = "p5432"

        check {
          type           = "tcp"
          interval       = "10s"
          timeout        = "3s"
          initial_status = "passing"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "core" {
    network {
      port "p4000" {
        static = 4000
        to     = 4000
      }
    }

    task "init-postgres" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image = "postgres:latest"
        args = [
          "sh",
          "-c",
          "while ! pg_isready -h postgres -U ${var.POSTGRES_USER}; do sleep 1; done; psql -h postgres -U ${var.POSTGRES_USER} -c 'CREATE DATABASE funless;'",
        ]
        hostname          = "init-postgres"
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_HOST_AUTH_METHOD = "trust"
        POSTGRES_PASSWORD         = var.POSTGRES_PASSWORD
        POSTGRES_USER             = var.POSTGRES_USER
      }

      # Holds the task back until postgres is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "postgres.funless|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/core/init-postgres" }}{{ end }}{{ end }}
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "noop"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 init-postgres funless-init-postgres-1
          {{- range service "postgres.funless|any" }}
          {{ .Address }} postgres funless-postgres-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "core" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "ghcr.io/funlessdev/core:latest"
        hostname          = "core"
        ports             = ["p4000"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      env {
        PGDATABASE      = "funless"
        PGHOST          = "postgres"
        PGPASSWORD      = var.POSTGRES_PASSWORD
        PGPORT          = "5432"
        PGUSER          = var.POSTGRES_USER
        SECRET_KEY_BASE = var.SECRET_KEY_BASE
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 core funless-core-1
          {{- range service "elasticsearch.funless|any" }}
          {{ .Address }} elasticsearch funless-elasticsearch-1
          {{- end }}
          {{- range service "filebeat.funless|any" }}
          {{ .Address }} filebeat funless-filebeat-1
          {{- end }}
          {{- range service "kibana.funless|any" }}
          {{ .Address }} kibana funless-kibana-1
          {{- end }}
          {{- range service "postgres.funless|any" }}
          {{ .Address }} postgres funless-postgres-1
          {{- end }}
          {{- range service "prometheus.funless|any" }}
          {{ .Address }} prometheus funless-prometheus-1
          {{- end }}
          {{- range service "worker.funless|any" }}
          {{ .Address }} worker funless-worker-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name = "funless"
        tags = ["core", "funless-core-1"]
        port = "p4000"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "elasticsearch" {
    # The healthcheck may take 120 retries of 10s; the deployment must outlast it.
    update {
      healthy_deadline  = "20m"
      progress_deadline = "25m"
    }

    volume "elasticsearch-data" {
      type   = "host"
      source = "funless-elasticsearch-data"
    }

    network {
      # Not declared: inferred from the environment variable ELASTICSEARCH_HOSTS of kibana.
      port "p9200" {
        static = 9200
        to     = 9200
      }
    }

    task "elasticsearch" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "docker.elastic.co/elasticsearch/elasticsearch:${var.ELK_VERSION}"
        hostname          = "elasticsearch"
        ports             = ["p9200"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = max(var.memory_limit, 1024)
      }

      env = {
        ELASTIC_PASSWORD        = var.ELASTIC_PASSWORD
        ES_JAVA_OPTS            = "-Xms512m -Xmx512m"
        "bootstrap.memory_lock" = "true"
        "discovery.type"        = "single-node"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 elasticsearch funless-elasticsearch-1
        EOT
      }

      volume_mount {
        volume      = "elasticsearch-data"
        destination = "/usr/share/elasticsearch/data"
      }

      service {
        name = "funless"
        tags = ["elasticsearch", "funless-elasticsearch-1"]
        port = "p9200"

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "curl http://localhost:9200 | grep -q 'You Know, for Search'"]
          interval = "10s"
          timeout  = "10s"
        }
      }

      # Twice the 512 MiB of -Xmx.
      resources {
        cpu    = 200
        memory = 1024
      }
    }
  }

  group "filebeat" {
    # The deployment must outlast the wait for elasticsearch.
    update {
      healthy_deadline  = "25m"
      progress_deadline = "30m"
    }

    task "filebeat" {
      driver       = "docker"
      user         = "root"
      kill_timeout = "10s"

      config {
        image    = "docker.elastic.co/beats/filebeat:${var.ELK_VERSION}"
        args     = ["-e", "--strict.perms=false"]
        hostname = "filebeat"
        volumes = [
          "local/bind/filebeat.compose.yml:/usr/share/filebeat/filebeat.yml:ro",
          "${var.DOCKER_LIB}:/var/lib/docker:ro",
          "${var.DOCKER_SOCK}:/var/run/docker.sock",
          "local/hosts:/etc/hosts",
        ]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until elasticsearch is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "elasticsearch.funless|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/filebeat/filebeat" }}{{ end }}{{ end }}
        EOT
      }

      template {
        destination = "local/bind/filebeat.compose.yml"
        data        = <<-EOT
          filebeat.autodiscover:
            providers:
              - type: docker
                templates:
                  - condition.contains.docker.container.image: funlessdev
                    config:
                      - type: container
                        paths:
                          - /var/lib/docker/containers/$${data.docker.container.id}/*.log

          output.elasticsearch:
            hosts: ["$${ELASTICSEARCH_HOSTS:elasticsearch:9200}"]
            username: elastic
            password: "$${ELASTIC_PASSWORD:-}"
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 filebeat funless-filebeat-1
          {{- range service "core.funless|any" }}
          {{ .Address }} core funless-core-1
          {{- end }}
          {{- range service "elasticsearch.funless|any" }}
          {{ .Address }} elasticsearch funless-elasticsearch-1
          {{- end }}
          {{- range service "kibana.funless|any" }}
          {{ .Address }} kibana funless-kibana-1
          {{- end }}
          {{- range service "postgres.funless|any" }}
          {{ .Address }} postgres funless-postgres-1
          {{- end }}
          {{- range service "prometheus.funless|any" }}
          {{ .Address }} prometheus funless-prometheus-1
          {{- end }}
          {{- range service "worker.funless|any" }}
          {{ .Address }} worker funless-worker-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name = "funless"
        tags = ["filebeat", "funless-filebeat-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "kibana" {
    # The deployment must outlast the wait for elasticsearch.
    update {
      healthy_deadline  = "25m"
      progress_deadline = "30m"
    }

    volume "kibana-data" {
      type   = "host"
      source = "funless-kibana-data"
    }

    network {
      port "p5601" {
        static = var.KIBANA_PORT
        to     = 5601
      }
    }

    task "kibana" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "docker.elastic.co/kibana/kibana:${var.ELK_VERSION}"
        hostname          = "kibana"
        ports             = ["p5601"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      env {
        ELASTICSEARCH_HOSTS    = "http://elasticsearch:9200"
        ELASTICSEARCH_PASSWORD = var.KIBANA_PASSWORD
        ELASTICSEARCH_USERNAME = "kibana_system"
        SERVERNAME             = "kibana"
      }

      # Holds the task back until elasticsearch is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "elasticsearch.funless|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/kibana/kibana" }}{{ end }}{{ end }}
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 kibana funless-kibana-1
          {{- range service "elasticsearch.funless|any" }}
          {{ .Address }} elasticsearch funless-elasticsearch-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      volume_mount {
        volume      = "kibana-data"
        destination = "/usr/share/kibana/data"
      }

      service {
        name = "funless"
        tags = ["kibana", "funless-kibana-1"]
        port = "p5601"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "prometheus" {
    volume "prometheus-data" {
      type   = "host"
      source = "funless-prometheus-data"
    }

    network {
      port "p9090" {
        static = 9090
        to     = 9090
      }
    }

    task "prometheus" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "prom/prometheus:latest"
        args = [
          "--config.file=/etc/prometheus/config.yml",
          "--storage.tsdb.path=/prometheus",
          "--web.console.libraries=/usr/share/prometheus/console_libraries",
          "--web.console.templates=/usr/share/prometheus/consoles",
        ]
        hostname          = "prometheus"
        ports             = ["p9090"]
        volumes           = ["local/bind/prometheus:/etc/prometheus", "local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      template {
        destination = "local/bind/prometheus/config.yml"
        data        = <<-EOT
          global:
            scrape_interval: 15s

          scrape_configs:
            - job_name: platform
              static_configs:
                - targets:
                    - funless-core-1:4000
                    - funless-worker-1:4021
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 prometheus funless-prometheus-1
          {{- range service "core.funless|any" }}
          {{ .Address }} core funless-core-1
          {{- end }}
          {{- range service "elasticsearch.funless|any" }}
          {{ .Address }} elasticsearch funless-elasticsearch-1
          {{- end }}
          {{- range service "filebeat.funless|any" }}
          {{ .Address }} filebeat funless-filebeat-1
          {{- end }}
          {{- range service "kibana.funless|any" }}
          {{ .Address }} kibana funless-kibana-1
          {{- end }}
          {{- range service "postgres.funless|any" }}
          {{ .Address }} postgres funless-postgres-1
          {{- end }}
          {{- range service "worker.funless|any" }}
          {{ .Address }} worker funless-worker-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      volume_mount {
        volume      = "prometheus-data"
        destination = "/prometheus"
      }

      service {
        name = "funless"
        tags = ["prometheus", "funless-prometheus-1"]
        port = "p9090"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "worker" {
    network {
      # Not declared: inferred from the file ./prometheus/config.yml of prometheus.
      port "p4021" {
        static = 4021
        to     = 4021
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "ghcr.io/funlessdev/worker:latest"
        hostname          = "worker"
        ports             = ["p4021"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 worker funless-worker-1
          {{- range service "core.funless|any" }}
          {{ .Address }} core funless-core-1
          {{- end }}
          {{- range service "elasticsearch.funless|any" }}
          {{ .Address }} elasticsearch funless-elasticsearch-1
          {{- end }}
          {{- range service "filebeat.funless|any" }}
          {{ .Address }} filebeat funless-filebeat-1
          {{- end }}
          {{- range service "kibana.funless|any" }}
          {{ .Address }} kibana funless-kibana-1
          {{- end }}
          {{- range service "postgres.funless|any" }}
          {{ .Address }} postgres funless-postgres-1
          {{- end }}
          {{- range service "prometheus.funless|any" }}
          {{ .Address }} prometheus funless-prometheus-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name = "funless"
        tags = ["worker", "funless-worker-1"]
        port = "p4021"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

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
      mode = "bridge"

      port "p5432" {
        static = 5432
        to     = 5432
      }
    }

    service {
      name = "funless-postgres"
      tags = ["postgres", "funless-postgres-1"]
      port = "5432"

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["postgres:127.0.0.1", "funless-postgres-1:127.0.0.1"]
          }
        }
      }
    }

    task "postgres" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:latest"
        extra_hosts       = ["postgres:127.0.0.1", "funless-postgres-1:127.0.0.1"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_HOST_AUTH_METHOD = "trust"
        POSTGRES_PASSWORD         = var.POSTGRES_PASSWORD
        POSTGRES_USER             = var.POSTGRES_USER
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "funless-postgres-started"
        tags = ["postgres-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "core" {
    network {
      mode = "bridge"

      port "p4000" {
        static = 4000
        to     = 4000
      }
    }

    service {
      name = "funless-core"
      tags = ["core", "funless-core-1"]
      port = "4000"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "funless-postgres"
              local_bind_port    = 5432
              local_bind_address = "127.0.1.7"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "core:127.0.0.1",
              "funless-core-1:127.0.0.1",
              "postgres:127.0.1.7",
              "funless-postgres-1:127.0.1.7",
            ]
          }
        }
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
        extra_hosts = [
          "core:127.0.0.1",
          "funless-core-1:127.0.0.1",
          "postgres:127.0.1.7",
          "funless-postgres-1:127.0.1.7",
        ]
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
          {{ if service "funless-postgres-started|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/core/init-postgres" }}{{ end }}{{ end }}
        EOT
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
        image = "ghcr.io/funlessdev/core:latest"
        extra_hosts = [
          "core:127.0.0.1",
          "funless-core-1:127.0.0.1",
          "postgres:127.0.1.7",
          "funless-postgres-1:127.0.1.7",
        ]
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
      mode = "bridge"
    }

    service {
      name = "funless-elasticsearch"
      tags = ["elasticsearch", "funless-elasticsearch-1"]
      port = "9200"

      check {
        type     = "script"
        task     = "elasticsearch"
        command  = "/bin/sh"
        args     = ["-c", "curl http://localhost:9200 | grep -q 'You Know, for Search'"]
        interval = "10s"
        timeout  = "10s"
      }

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["elasticsearch:127.0.0.1", "funless-elasticsearch-1:127.0.0.1"]
          }
        }
      }
    }

    task "elasticsearch" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "docker.elastic.co/elasticsearch/elasticsearch:${var.ELK_VERSION}"
        extra_hosts       = ["elasticsearch:127.0.0.1", "funless-elasticsearch-1:127.0.0.1"]
        memory_hard_limit = max(var.memory_limit, 1024)
      }

      env = {
        ELASTIC_PASSWORD        = var.ELASTIC_PASSWORD
        ES_JAVA_OPTS            = "-Xms512m -Xmx512m"
        "bootstrap.memory_lock" = "true"
        "discovery.type"        = "single-node"
      }

      volume_mount {
        volume      = "elasticsearch-data"
        destination = "/usr/share/elasticsearch/data"
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

    network {
      mode = "bridge"
    }

    # Serves nobody: its sidecar reaches the peers.
    service {
      name = "funless-filebeat"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "funless-elasticsearch"
              local_bind_port    = 9200
              local_bind_address = "127.0.1.3"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "filebeat:127.0.0.1",
              "funless-filebeat-1:127.0.0.1",
              "elasticsearch:127.0.1.3",
              "funless-elasticsearch-1:127.0.1.3",
            ]
          }
        }
      }
    }

    task "filebeat" {
      driver       = "docker"
      user         = "root"
      kill_timeout = "10s"

      config {
        image = "docker.elastic.co/beats/filebeat:${var.ELK_VERSION}"
        args  = ["-e", "--strict.perms=false"]
        extra_hosts = [
          "filebeat:127.0.0.1",
          "funless-filebeat-1:127.0.0.1",
          "elasticsearch:127.0.1.3",
          "funless-elasticsearch-1:127.0.1.3",
        ]
        volumes = [
          "local/bind/filebeat.compose.yml:/usr/share/filebeat/filebeat.yml:ro",
          "${var.DOCKER_LIB}:/var/lib/docker:ro",
          "${var.DOCKER_SOCK}:/var/run/docker.sock",
        ]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until elasticsearch is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "funless-elasticsearch|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/filebeat/filebeat" }}{{ end }}{{ end }}
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
      mode = "bridge"

      port "p5601" {
        static = var.KIBANA_PORT
        to     = 5601
      }
    }

    service {
      name = "funless-kibana"
      tags = ["kibana", "funless-kibana-1"]
      port = "5601"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "funless-elasticsearch"
              local_bind_port    = 9200
              local_bind_address = "127.0.1.3"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "kibana:127.0.0.1",
              "funless-kibana-1:127.0.0.1",
              "elasticsearch:127.0.1.3",
              "funless-elasticsearch-1:127.0.1.3",
            ]
          }
        }
      }
    }

    task "kibana" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "docker.elastic.co/kibana/kibana:${var.ELK_VERSION}"
        extra_hosts = [
          "kibana:127.0.0.1",
          "funless-kibana-1:127.0.0.1",
          "elasticsearch:127.0.1.3",
          "funless-elasticsearch-1:127.0.1.3",
        ]
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
          {{ if service "funless-elasticsearch|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless/kibana/kibana" }}{{ end }}{{ end }}
        EOT
      }

      volume_mount {
        volume      = "kibana-data"
        destination = "/usr/share/kibana/data"
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
      mode = "bridge"

      port "p9090" {
        static = 9090
        to     = 9090
      }
    }

    service {
      name = "funless-prometheus"
      tags = ["prometheus", "funless-prometheus-1"]
      port = "9090"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "funless-core"
              local_bind_port    = 4000
              local_bind_address = "127.0.1.2"
            }

            upstreams {
              destination_name   = "funless-worker"
              local_bind_port    = 4021
              local_bind_address = "127.0.1.9"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "prometheus:127.0.0.1",
              "funless-prometheus-1:127.0.0.1",
              "core:127.0.1.2",
              "funless-core-1:127.0.1.2",
              "worker:127.0.1.9",
              "funless-worker-1:127.0.1.9",
            ]
          }
        }
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
        extra_hosts = [
          "prometheus:127.0.0.1",
          "funless-prometheus-1:127.0.0.1",
          "core:127.0.1.2",
          "funless-core-1:127.0.1.2",
          "worker:127.0.1.9",
          "funless-worker-1:127.0.1.9",
        ]
        volumes           = ["local/bind/prometheus:/etc/prometheus"]
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

      volume_mount {
        volume      = "prometheus-data"
        destination = "/prometheus"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "worker" {
    network {
      mode = "bridge"
    }

    service {
      name = "funless-worker"
      tags = ["worker", "funless-worker-1"]
      port = "4021"

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["worker:127.0.0.1", "funless-worker-1:127.0.0.1"]
          }
        }
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "ghcr.io/funlessdev/worker:latest"
        extra_hosts       = ["worker:127.0.0.1", "funless-worker-1:127.0.0.1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

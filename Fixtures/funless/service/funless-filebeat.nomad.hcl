# funless-filebeat: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl -hcl2-strict=false funless-filebeat.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

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

variable "ELK_VERSION" {
  type = string
}

job "funless-filebeat" {
  type = "service"

  group "filebeat" {
    # The deployment must outlast the wait for elasticsearch.
    update {
      healthy_deadline  = "25m"
      progress_deadline = "30m"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
      }
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
        ]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until elasticsearch is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "elasticsearch.funless|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless-filebeat/filebeat/filebeat" }}{{ end }}{{ end }}
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
}

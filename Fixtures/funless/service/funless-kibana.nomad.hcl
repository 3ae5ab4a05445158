# funless-kibana: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl -hcl2-strict=false funless-kibana.nomad.hcl

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

job "funless-kibana" {
  type = "service"

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

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
      }
    }

    task "kibana" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "docker.elastic.co/kibana/kibana:${var.ELK_VERSION}"
        hostname          = "kibana"
        ports             = ["p5601"]
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
          {{ if service "elasticsearch.funless|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless-kibana/kibana/kibana" }}{{ end }}{{ end }}
        EOT
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
}

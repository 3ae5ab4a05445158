# funless-prometheus: converted from the Compose project "funless" by compose2nomad
# nomad job run funless-prometheus.nomad.hcl

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

job "funless-prometheus" {
  type = "service"

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

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
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
}

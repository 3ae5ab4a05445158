# labels: converted from the Compose project "labels" by compose2nomad
# nomad job run -var-file=labels.vars.hcl labels.nomad.hcl

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

variable "WEB_COUNT" {
  type    = number
  default = 3
}

job "labels" {
  type = "service"

  group "web" {
    count = var.WEB_COUNT

    network {
      port "p80" {
        static = 80
        to     = 80
      }

      port "p8081" {
        static = 8081
        to     = 8081
      }

      dns {
        servers  = var.dns_servers
        searches = ["labels.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        ports             = ["p80", "p8081"]
        memory_hard_limit = var.memory_limit
        labels            = { "other.label" = "kept" }
      }

      service {
        name = "labels"
        tags = ["web", "labels-web-1", "labels-web-2", "labels-web-3"]
        port = "p8081"

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

# images-report: converted from the Compose project "images" by compose2nomad
# nomad job run images-report.nomad.hcl

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

job "images-report" {
  type = "batch"

  group "report" {
    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    volume "reports" {
      type   = "host"
      source = "images-reports"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        args              = ["npm", "run", "report:create"]
        hostname          = "report"
        memory_hard_limit = var.memory_limit
      }

      volume_mount {
        volume      = "reports"
        destination = "/uploads"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

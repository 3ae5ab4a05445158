# shop-report: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl -hcl2-strict=false shop-report.nomad.hcl

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

variable "NAMESPACE" {
  type    = string
  default = "shops"
}

job "shop-report" {
  type        = "batch"
  datacenters = ["dc1", "dc2"]
  namespace   = var.NAMESPACE
  priority    = 70
  region      = "eu"

  constraint {
    attribute = "${attr.kernel.name}"
    value     = "linux"
  }

  periodic {
    crons            = ["0 3 * * *"]
    prohibit_overlap = true
    time_zone        = "UTC"
  }

  meta {
    owner = "team-shop"
  }

  group "report" {
    restart {
      attempts = 1
      delay    = "30s"
      interval = "10m"
      mode     = "fail"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/report:1"
        hostname          = "report"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop-report/report/report" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

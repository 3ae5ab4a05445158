# funless-core: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl -hcl2-strict=false funless-core.nomad.hcl

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

variable "POSTGRES_PASSWORD" {
  type = string
}

variable "POSTGRES_USER" {
  type = string
}

variable "SECRET_KEY_BASE" {
  type = string
}

job "funless-core" {
  type = "service"

  group "core" {
    network {
      port "p4000" {
        static = 4000
        to     = 4000
      }

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
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
          {{ if service "postgres.funless|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/funless-core/core/init-postgres" }}{{ end }}{{ end }}
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
        image             = "ghcr.io/funlessdev/core:latest"
        hostname          = "core"
        ports             = ["p4000"]
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
}

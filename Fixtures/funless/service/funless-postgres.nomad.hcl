# funless-postgres: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl -hcl2-strict=false funless-postgres.nomad.hcl

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

job "funless-postgres" {
  type = "service"

  group "postgres" {
    network {
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
      }
    }

    task "postgres" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:latest"
        hostname          = "postgres"
        ports             = ["p5432"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_HOST_AUTH_METHOD = "trust"
        POSTGRES_PASSWORD         = var.POSTGRES_PASSWORD
        POSTGRES_USER             = var.POSTGRES_USER
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
}

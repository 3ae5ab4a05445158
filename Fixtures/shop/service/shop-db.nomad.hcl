# shop-db: converted from the Compose project "shop" by compose2nomad
# nomad job run shop-db.nomad.hcl

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

job "shop-db" {
  type = "service"

  group "db" {
    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    network {
      # Not declared: inferred from the environment variable DATABASE_URL of api.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        hostname          = "db"
        ports             = ["p5432"]
        volumes           = ["secrets/compose:/run/secrets:ro"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_PASSWORD_FILE = "/run/secrets/db_password"
      }

      template {
        destination = "secrets/compose/db_password"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/shop-db\" }}{{ .db_password }}{{ end }}"
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      service {
        name = "shop"
        tags = ["db", "shop-db-1"]
        port = "p5432"

        check {
          type     = "script"
          command  = "pg_isready"
          args     = ["-U", "postgres"]
          interval = "5s"
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

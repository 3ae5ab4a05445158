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
  type      = "service"
  namespace = "team"

  group "db" {
    network {
      # Not declared: inferred from its image postgres.
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
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_USER = "shop"
      }

      template {
        destination = "secrets/environment.env"
        env         = true
        data        = <<-EOT
          {{ with secret "secret/data/team/shop-db" }}
          POSTGRES_PASSWORD={{ .Data.data.db__POSTGRES_PASSWORD | toJSON }}
          {{ end }}
        EOT
      }

      vault {}

      service {
        name = "shop"
        tags = ["db", "shop-db-1"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

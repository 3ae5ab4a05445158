# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run shop.nomad.hcl

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

job "shop" {
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
          {{ with nomadVar "nomad/jobs/shop" }}
          POSTGRES_PASSWORD={{ .db__POSTGRES_PASSWORD.Value | toJSON }}
          {{ end }}
        EOT
      }

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

  group "web-front" {
    network {
      port "p8080" {
        static = 8080
        to     = 8080
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "web-front" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/web:1"
        hostname          = "web-front"
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE_HOST = "db"
        TOKEN_TTL     = "3600"
      }

      # Values with a ${…} of their own: in env, Nomad would replace it.
      template {
        destination = "secrets/literal.env"
        env         = true
        data        = <<-EOT
          GREETING="$${DATABASE_PASSWORD} is not here"
        EOT
      }

      template {
        destination = "secrets/environment.env"
        env         = true
        data        = <<-EOT
          {{ with nomadVar "nomad/jobs/shop" }}
          DATABASE_PASSWORD={{ .web_front__DATABASE_PASSWORD.Value | toJSON }}
          SESSION_SECRET={{ .web_front__SESSION_SECRET.Value | toJSON }}
          {{ end }}
        EOT
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/web-front/web-front" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "shop"
        tags = ["web-front", "shop-web-front-1"]
        port = "p8080"

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

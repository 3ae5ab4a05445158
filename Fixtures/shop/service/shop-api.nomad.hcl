# shop-api: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl shop-api.nomad.hcl

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

variable "SESSION_KEY" {
  type = string
}

variable "TAG" {
  type    = string
  default = "1"
}

job "shop-api" {
  type = "service"

  group "api" {
    restart {
      attempts = 10
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
    }

    network {
      # Not declared: inferred from the file ./web/default.conf of web.
      port "p8000" {
        static = 8000
        to     = 8000
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "migrate" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "registry.example.com/shop/api:${var.TAG}"
        args              = ["./manage", "migrate"]
        hostname          = "migrate"
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE_URL = "postgres://postgres@db:5432/shop"
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop-api/api/migrate" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example.com/shop/api:${var.TAG}"
        hostname          = "api"
        ports             = ["p8000"]
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE_URL = "postgres://postgres@db:5432/shop"
        SESSION_KEY  = var.SESSION_KEY
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop-api/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "shop"
        tags = ["api", "shop-api-1"]
        port = "p8000"

        check {
          type                     = "http"
          path                     = "/health"
          interval                 = "10s"
          timeout                  = "30s"
          failures_before_critical = 3
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

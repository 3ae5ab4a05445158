# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

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

job "shop" {
  type = "service"

  group "db" {
    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    network {
      mode = "bridge"
    }

    service {
      name = "shop-db"
      tags = ["db", "shop-db-1"]
      port = "5432"

      check {
        type     = "script"
        task     = "db"
        command  = "pg_isready"
        args     = ["-U", "postgres"]
        interval = "5s"
        timeout  = "3s"
      }

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["db:127.0.0.1", "shop-db-1:127.0.0.1"]
          }
        }
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        extra_hosts       = ["db:127.0.0.1", "shop-db-1:127.0.0.1"]
        volumes           = ["secrets/compose:/run/secrets:ro"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_PASSWORD_FILE = "/run/secrets/db_password"
      }

      template {
        destination = "secrets/compose/db_password"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/shop\" }}{{ .db_password }}{{ end }}"
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    restart {
      attempts = 10
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
    }

    network {
      mode = "bridge"
    }

    service {
      name = "shop-api"
      tags = ["api", "shop-api-1"]
      port = "8000"

      check {
        type                     = "http"
        path                     = "/health"
        interval                 = "10s"
        timeout                  = "30s"
        failures_before_critical = 3
        expose                   = true
      }

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "shop-db"
              local_bind_port    = 5432
              local_bind_address = "127.0.1.3"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "api:127.0.0.1",
              "shop-api-1:127.0.0.1",
              "db:127.0.1.3",
              "shop-db-1:127.0.1.3",
            ]
          }
        }
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
        image = "registry.example.com/shop/api:${var.TAG}"
        args  = ["./manage", "migrate"]
        extra_hosts = [
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "db:127.0.1.3",
          "shop-db-1:127.0.1.3",
        ]
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
          {{ if service "shop-db|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/api/migrate" }}{{ end }}{{ end }}
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
        image = "registry.example.com/shop/api:${var.TAG}"
        extra_hosts = [
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "db:127.0.1.3",
          "shop-db-1:127.0.1.3",
        ]
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
          {{ if service "shop-db|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/api/api" }}{{ end }}{{ end }}
        EOT
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "shop-api-started"
        tags = ["api-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    network {
      mode = "bridge"

      port "p80" {
        static = 8080
        to     = 80
      }
    }

    service {
      name = "shop-web"
      tags = ["web", "shop-web-1"]
      port = "80"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "shop-api"
              local_bind_port    = 8000
              local_bind_address = "127.0.1.2"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "web:127.0.0.1",
              "shop-web-1:127.0.0.1",
              "api:127.0.1.2",
              "shop-api-1:127.0.1.2",
            ]
          }
        }
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "nginx:1.27"
        extra_hosts = [
          "web:127.0.0.1",
          "shop-web-1:127.0.0.1",
          "api:127.0.1.2",
          "shop-api-1:127.0.1.2",
        ]
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "shop-api-started|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/web/web" }}{{ end }}{{ end }}
        EOT
      }

      template {
        destination = "local/bind/default.conf"
        data        = <<-EOT
          server {
            listen 80;
            location / { proxy_pass http://api:8000; }
          }
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

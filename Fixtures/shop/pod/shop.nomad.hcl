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

  group "shop" {
    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    network {
      mode = "bridge"

      # Not declared: inferred from the environment variable DATABASE_URL of api.
      port "p5432" {
        to = 5432
      }

      # Not declared: inferred from the file ./web/default.conf of web.
      port "p8000" {
        to = 8000
      }

      port "p80" {
        static = 8080
        to     = 80
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
          "migrate:127.0.0.1",
          "shop-migrate-1:127.0.0.1",
          "db:127.0.0.1",
          "shop-db-1:127.0.0.1",
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "web:127.0.0.1",
          "shop-web-1:127.0.0.1",
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
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/shop/migrate" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    # Starts before the other tasks and stays: a one-shot needs it.
    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = true
      }

      config {
        image = "postgres:16"
        extra_hosts = [
          "migrate:127.0.0.1",
          "shop-migrate-1:127.0.0.1",
          "db:127.0.0.1",
          "shop-db-1:127.0.0.1",
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "web:127.0.0.1",
          "shop-web-1:127.0.0.1",
        ]
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

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      restart {
        attempts = 10
        interval = "5m"
        delay    = "5s"
        mode     = "delay"
      }

      config {
        image = "registry.example.com/shop/api:${var.TAG}"
        extra_hosts = [
          "migrate:127.0.0.1",
          "shop-migrate-1:127.0.0.1",
          "db:127.0.0.1",
          "shop-db-1:127.0.0.1",
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "web:127.0.0.1",
          "shop-web-1:127.0.0.1",
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
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/shop/api" }}{{ end }}{{ end }}
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

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "nginx:1.27"
        extra_hosts = [
          "migrate:127.0.0.1",
          "shop-migrate-1:127.0.0.1",
          "db:127.0.0.1",
          "shop-db-1:127.0.0.1",
          "api:127.0.0.1",
          "shop-api-1:127.0.0.1",
          "web:127.0.0.1",
          "shop-web-1:127.0.0.1",
        ]
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
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

      service {
        name = "shop"
        tags = ["web", "shop-web-1"]
        port = "p80"

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

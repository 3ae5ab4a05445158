# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

variable "node" {
  type        = string
  default     = ""
  description = "Name of the node that runs the job, where several could: deploy.sh asks for it."
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

  # Its peers are found on the same node.
  dynamic "constraint" {
    for_each = compact([var.node])

    content {
      attribute = "${node.unique.name}"
      value     = constraint.value
    }
  }

  group "db" {
    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        hostname          = "db"
        network_mode      = "shop_default"
        network_aliases   = ["db", "shop-db-1"]
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
        name         = "shop"
        tags         = ["db", "shop-db-1"]
        port         = "5432"
        address_mode = "driver"

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

  group "api" {
    restart {
      attempts = 10
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
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
        network_mode      = "shop_default"
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
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/api/migrate" }}{{ end }}{{ end }}
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
        network_mode      = "shop_default"
        network_aliases   = ["api", "shop-api-1"]
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
          {{ if service "db.shop|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name         = "shop"
        tags         = ["api", "shop-api-1"]
        port         = "8000"
        address_mode = "driver"

        check {
          type                     = "http"
          path                     = "/health"
          port                     = "8000"
          address_mode             = "driver"
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

  group "web" {
    network {
      port "p80" {
        static = 8080
        to     = 80
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "web"
        network_mode      = "shop_default"
        network_aliases   = ["web", "shop-web-1"]
        ports             = ["p80"]
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/web/web" }}{{ end }}{{ end }}
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

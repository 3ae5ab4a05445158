# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

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

    network {
      mode     = "bridge"
      hostname = "db"

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    service {
      name         = "shop"
      tags         = ["db", "shop-db-1"]
      port         = "5432"
      address_mode = "alloc"

      check {
        type     = "script"
        task     = "db"
        command  = "pg_isready"
        args     = ["-U", "postgres"]
        interval = "5s"
        timeout  = "3s"
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
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
      mode     = "bridge"
      hostname = "api"

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    service {
      name         = "shop"
      tags         = ["api", "shop-api-1"]
      port         = "8000"
      address_mode = "alloc"

      check {
        type                     = "http"
        path                     = "/health"
        address_mode             = "alloc"
        interval                 = "10s"
        timeout                  = "30s"
        failures_before_critical = 3
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

      # Says that the task runs: the group's services are registered before.
      service {
        name = "shop"
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
      mode     = "bridge"
      hostname = "web"

      port "p80" {
        static = 8080
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    service {
      name         = "shop"
      tags         = ["web", "shop-web-1"]
      port         = "p80"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api-started.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/web/web" }}{{ end }}{{ end }}
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

# project: converted from the Compose project "project" by compose2nomad
# nomad job run project.nomad.hcl

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

job "project" {
  type = "service"

  group "cache" {
    network {
      # Not declared: inferred from its image redis.
      port "p6379" {
        static = 6379
        to     = 6379
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "cache" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "redis:7"
        hostname          = "cache"
        ports             = ["p6379"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["cache", "project-cache-1"]
        port = "p6379"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      # Not declared: inferred from its image postgres.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
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

      service {
        name = "project"
        tags = ["db", "project-db-1"]
        port = "p5432"

        check {
          type     = "script"
          command  = "pg_isready"
          interval = "5s"
          timeout  = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
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
        image             = "example/shop:1"
        args              = ["rake", "db:migrate"]
        hostname          = "migrate"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.project|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/migrate" }}{{ end }}{{ end }}
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
        image             = "example/shop:1"
        hostname          = "api"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until cache and db are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "cache.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/api" }}{{ end }}{{ end }}
          {{ if service "db.project|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "report" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/report:1"
        hostname          = "report"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until cache is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "cache.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/report/report" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["report", "project-report-1"]
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

      # Not declared: inferred from what it publishes on another port or address.
      port "p80_2" {
        static = 80
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "web"
        ports             = ["p80", "p80_2"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/web/web" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["web", "project-web-1"]
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

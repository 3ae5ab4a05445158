# assembled: converted from the Compose project "assembled" by compose2nomad
# nomad job run -var-file=assembled.vars.hcl assembled.nomad.hcl

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

variable "QUEUE_VERSION" {
  type = string
}

variable "RATE" {
  type = string
}

job "assembled" {
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
        searches = ["assembled.service.consul"]
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
        name = "assembled"
        tags = ["cache", "assembled-cache-1"]
        port = "p6379"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "queue" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["assembled.service.consul"]
      }
    }

    task "queue" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/queue:${var.QUEUE_VERSION}"
        hostname          = "queue"
        volumes           = ["local/bind/queue.conf:/etc/queue.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      template {
        destination = "local/bind/queue.conf"
        data        = <<-EOT
          depth = 10
        EOT
      }

      service {
        name = "assembled"
        tags = ["queue", "assembled-queue-1"]
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
      dns {
        servers  = var.dns_servers
        searches = ["assembled.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        hostname          = "api"
        memory_hard_limit = var.memory_limit
        labels            = { "com.example.team" = "shop" }
      }

      env {
        LEVEL = "info"
        RATE  = var.RATE
      }

      # Holds the task back until cache and queue are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "cache.assembled|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/assembled/api/api" }}{{ end }}{{ end }}
          {{ if service "queue.assembled|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/assembled/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "assembled"
        tags = ["api", "assembled-api-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

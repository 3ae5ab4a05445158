# images: converted from the Compose project "images" by compose2nomad
# nomad job run images.nomad.hcl

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

job "images" {
  type = "service"

  group "agent" {
    volume "spool" {
      type   = "host"
      source = "images-spool"
    }

    network {
      # Not declared: inferred from what its image exposes.
      port "p8125" {
        static = 8125
        to     = 8125
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/agent:1"
        hostname          = "agent"
        ports             = ["p8125"]
        memory_hard_limit = var.memory_limit
      }

      volume_mount {
        volume      = "spool"
        destination = "/spool"
      }

      service {
        name = "images"
        tags = ["agent", "images-agent-1"]
        port = "p8125"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      # Not declared: inferred from what its image exposes.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
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
        POSTGRES_PASSWORD = "example"
      }

      service {
        name = "images"
        tags = ["db", "images-db-1"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    volume "uploads" {
      type   = "host"
      source = "images-uploads"
    }

    network {
      # Not declared: inferred from the environment variable PORT of its image.
      port "p3000" {
        static = 3000
        to     = 3000
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        hostname          = "api"
        ports             = ["p3000"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/api/api" }}{{ end }}{{ end }}
        EOT
      }

      volume_mount {
        volume      = "uploads"
        destination = "/uploads"
      }

      service {
        name = "images"
        tags = ["api", "images-api-1"]
        port = "p3000"

        check {
          type                     = "http"
          path                     = "/health"
          interval                 = "10s"
          timeout                  = "3s"
          failures_before_critical = 4
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "queue" {
    network {
      # Not declared: inferred from what its image exposes.
      port "p4369" {
        static = 4369
        to     = 4369
      }

      # Not declared: inferred from what its image exposes.
      port "p5672" {
        static = 5672
        to     = 5672
      }

      # Not declared: inferred from what its image exposes.
      port "p9100" {
        static = 9100
        to     = 9100
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "queue" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/queue@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
        hostname          = "queue"
        ports             = ["p4369", "p5672", "p9100"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "images"
        tags = ["queue", "images-queue-1"]
        port = "p4369"

        check {
          type     = "script"
          command  = "/queue"
          args     = ["ping"]
          interval = "5s"
          timeout  = "2s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "quiet" {
    volume "quiet" {
      type   = "host"
      source = "images-quiet"
    }

    network {
      # Not declared: inferred from its environment variable PORT.
      port "p3030" {
        static = 3030
        to     = 3030
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "quiet" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        hostname          = "quiet"
        ports             = ["p3030"]
        memory_hard_limit = var.memory_limit

        healthchecks {
          disable = true
        }
      }

      env {
        PORT = "3030"
      }

      volume_mount {
        volume      = "quiet"
        destination = "/uploads"
      }

      service {
        name = "images"
        tags = ["quiet", "images-quiet-1"]
        port = "p3030"
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
        searches = ["images.service.consul"]
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

      # Holds the task back until agent, api, queue and quiet are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "agent.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "api.images|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "queue.images|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "quiet.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "images"
        tags = ["web", "images-web-1"]
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

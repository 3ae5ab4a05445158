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
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "cache" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/cache:1"
        hostname          = "cache"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["cache", "project-cache-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    network {
      port "p8080" {
        static = 8080
        to     = 8080
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        hostname          = "api"
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until cache is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "cache.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
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

  group "web" {
    network {
      port "p80" {
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
        image             = "nginx:1"
        hostname          = "web"
        ports             = ["p80"]
        memory_hard_limit = var.memory_limit
      }

      env {
        API  = "http://api:8080"
        JOBS = "http://worker:8080"
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

  group "worker" {
    network {
      port "p8080" {
        static = 8080
        to     = 8080
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/worker:1"
        hostname          = "worker"
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["worker", "project-worker-1"]
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

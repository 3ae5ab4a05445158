# unchanged: converted from the Compose project "unchanged" by compose2nomad
# nomad job run unchanged.nomad.hcl

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

job "unchanged" {
  type = "service"

  group "api" {
    network {
      # Not declared: inferred from its environment variable SELF.
      port "p8000" {
        static = 8000
        to     = 8000
      }

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    task "prepare" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/api:1"
        args              = ["sh", "-c", "migrate up && echo done"]
        hostname          = "prepare"
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE = "tcp://data:5432/x"
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
        image             = "example/api:1"
        hostname          = "api"
        ports             = ["p8000"]
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE = "tcp://data:5432/x"
        LISTEN   = "0.0.0.0:8000"
        SELF     = "http://api:8000/"
      }

      service {
        name = "unchanged"
        tags = ["api", "unchanged-api-1"]
        port = "p8000"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "archive" {
    network {
      # Not declared: inferred from the environment variable SOURCE of report.
      port "p9000" {
        static = 9000
        to     = 9000
      }

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    task "archive" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/archive:1"
        hostname          = "archive"
        ports             = ["p9000"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "unchanged"
        tags = ["archive", "data", "unchanged-archive-1"]
        port = "p9000"

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "curl -fs http://localhost:8081/health"]
          interval = "30s"
          timeout  = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "tunnel" {
    network {
      mode     = "bridge"
      hostname = "tunnel"

      port "p8080" {
        static = 8080
        to     = 8080
      }

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    # Starts before the other tasks and stays: those that live in its network wait for it.
    task "tunnel" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = true
      }

      config {
        image             = "example/tunnel:1"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "unchanged"
        tags = ["tunnel", "unchanged-tunnel-1"]
        port = "p8080"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "panel" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/panel:1"
        memory_hard_limit = var.memory_limit
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
        searches = ["unchanged.service.consul"]
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

      env {
        SOURCE = "http://data:9000/"
      }

      service {
        name = "unchanged"
        tags = ["report", "unchanged-report-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "store" {
    network {
      port "p5432" {
        static = 5433
        to     = 5432
      }

      # Not declared: inferred from the environment variable DATABASE of api.
      port "p5432_2" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/store:3"
        hostname          = "store"
        ports             = ["p5432", "p5432_2"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "unchanged"
        tags = ["store", "data", "unchanged-store-1"]
        port = "p5432"

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

# unchanged: converted from the Compose project "unchanged" by compose2nomad
# nomad job run unchanged.nomad.hcl

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

job "unchanged" {
  type = "service"

  group "api" {
    network {
      mode = "bridge"
    }

    service {
      name = "unchanged-api"
      tags = ["api", "unchanged-api-1"]
      port = "8000"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "unchanged-store"
              local_bind_port    = 5432
              local_bind_address = "127.0.1.7"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "api:127.0.0.1",
              "unchanged-api-1:127.0.0.1",
              "store:127.0.1.7",
              "data:127.0.1.7",
              "unchanged-store-1:127.0.1.7",
            ]
          }
        }
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
        image = "example/api:1"
        args  = ["sh", "-c", "migrate up && echo done"]
        extra_hosts = [
          "api:127.0.0.1",
          "unchanged-api-1:127.0.0.1",
          "store:127.0.1.7",
          "data:127.0.1.7",
          "unchanged-store-1:127.0.1.7",
        ]
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
        image = "example/api:1"
        extra_hosts = [
          "api:127.0.0.1",
          "unchanged-api-1:127.0.0.1",
          "store:127.0.1.7",
          "data:127.0.1.7",
          "unchanged-store-1:127.0.1.7",
        ]
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE = "tcp://data:5432/x"
        LISTEN   = "0.0.0.0:8000"
        SELF     = "http://api:8000/"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "archive" {
    network {
      mode = "bridge"
    }

    service {
      name = "unchanged-archive"
      tags = ["archive", "data", "unchanged-archive-1"]
      port = "9000"

      check {
        type     = "script"
        task     = "archive"
        command  = "/bin/sh"
        args     = ["-c", "curl -fs http://localhost:8081/health"]
        interval = "30s"
        timeout  = "30s"
      }

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["archive:127.0.0.1", "data:127.0.0.1", "unchanged-archive-1:127.0.0.1"]
          }
        }
      }
    }

    task "archive" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/archive:1"
        extra_hosts       = ["archive:127.0.0.1", "data:127.0.0.1", "unchanged-archive-1:127.0.0.1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "tunnel" {
    network {
      mode = "bridge"

      port "p8080" {
        static = 8080
        to     = 8080
      }
    }

    service {
      name = "unchanged-tunnel"
      tags = ["tunnel", "unchanged-tunnel-1"]
      port = "8080"

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = [
              "tunnel:127.0.0.1",
              "unchanged-tunnel-1:127.0.0.1",
              "panel:127.0.0.1",
              "unchanged-panel-1:127.0.0.1",
            ]
          }
        }
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
        image = "example/tunnel:1"
        extra_hosts = [
          "tunnel:127.0.0.1",
          "unchanged-tunnel-1:127.0.0.1",
          "panel:127.0.0.1",
          "unchanged-panel-1:127.0.0.1",
        ]
        memory_hard_limit = var.memory_limit
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
        image = "example/panel:1"
        extra_hosts = [
          "tunnel:127.0.0.1",
          "unchanged-tunnel-1:127.0.0.1",
          "panel:127.0.0.1",
          "unchanged-panel-1:127.0.0.1",
        ]
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
      mode = "bridge"
    }

    # Serves nobody: its sidecar reaches the peers.
    service {
      name = "unchanged-report"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name   = "unchanged-archive"
              local_bind_port    = 9000
              local_bind_address = "127.0.1.3"
            }
          }
        }

        sidecar_task {
          config {
            extra_hosts = [
              "report:127.0.0.1",
              "unchanged-report-1:127.0.0.1",
              "archive:127.0.1.3",
              "data:127.0.1.3",
              "unchanged-archive-1:127.0.1.3",
            ]
          }
        }
      }
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "example/report:1"
        extra_hosts = [
          "report:127.0.0.1",
          "unchanged-report-1:127.0.0.1",
          "archive:127.0.1.3",
          "data:127.0.1.3",
          "unchanged-archive-1:127.0.1.3",
        ]
        memory_hard_limit = var.memory_limit
      }

      env {
        SOURCE = "http://data:9000/"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "store" {
    network {
      mode = "bridge"

      port "p5432" {
        static = 5433
        to     = 5432
      }
    }

    service {
      name = "unchanged-store"
      tags = ["store", "data", "unchanged-store-1"]
      port = "5432"

      connect {
        sidecar_service {}

        sidecar_task {
          config {
            extra_hosts = ["store:127.0.0.1", "data:127.0.0.1", "unchanged-store-1:127.0.0.1"]
          }
        }
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/store:3"
        extra_hosts       = ["store:127.0.0.1", "data:127.0.0.1", "unchanged-store-1:127.0.0.1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

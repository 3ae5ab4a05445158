# unchanged: converted from the Compose project "unchanged" by compose2nomad
# nomad job run unchanged.nomad.hcl

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

job "unchanged" {
  type = "service"

  # Its peers are found on the same node.
  dynamic "constraint" {
    for_each = compact([var.node])

    content {
      attribute = "${node.unique.name}"
      value     = constraint.value
    }
  }

  group "api" {
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
        network_mode      = "unchanged_back"
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
        network_mode      = "unchanged_back"
        network_aliases   = ["api", "unchanged-api-1"]
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
    task "archive" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/archive:1"
        hostname          = "archive"
        network_mode      = "unchanged_front"
        network_aliases   = ["archive", "data", "unchanged-archive-1"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name         = "unchanged-archive"
        port         = "9000"
        provider     = "nomad"
        address_mode = "driver"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "tunnel" {
    network {
      port "p8080" {
        static = 8080
        to     = 8080
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
        hostname          = "tunnel"
        network_mode      = "unchanged_front"
        network_aliases   = ["tunnel", "unchanged-tunnel-1", "panel", "unchanged-panel-1"]
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name     = "unchanged-tunnel"
        port     = "p8080"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    # Joins the network of tunnel, so it starts after it.
    task "panel" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/panel:1"
        network_mode      = "container:tunnel-${NOMAD_ALLOC_ID}"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "report" {
    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/report:1"
        hostname          = "report"
        network_mode      = "unchanged_front"
        network_aliases   = ["report", "unchanged-report-1"]
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
      port "p5432" {
        static = 5433
        to     = 5432
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/store:3"
        hostname          = "store"
        network_mode      = "unchanged_back"
        network_aliases   = ["store", "data", "unchanged-store-1"]
        ports             = ["p5432"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name     = "unchanged-store"
        port     = "p5432"
        provider = "nomad"

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

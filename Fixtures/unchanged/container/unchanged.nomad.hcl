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
    network {
      mode     = "bridge"
      hostname = "api"

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    service {
      name         = "unchanged"
      tags         = ["api", "unchanged-api-1"]
      address_mode = "alloc"
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
      mode     = "bridge"
      hostname = "archive"

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    service {
      name         = "unchanged"
      tags         = ["archive", "data", "unchanged-archive-1"]
      port         = "9000"
      address_mode = "alloc"

      check {
        type     = "script"
        task     = "archive"
        command  = "/bin/sh"
        args     = ["-c", "curl -fs http://localhost:8081/health"]
        interval = "30s"
        timeout  = "30s"
      }
    }

    task "archive" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/archive:1"
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

    service {
      name         = "unchanged"
      tags         = ["tunnel", "unchanged-tunnel-1"]
      port         = "p8080"
      address_mode = "alloc"
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
      mode     = "bridge"
      hostname = "report"

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    service {
      name         = "unchanged"
      tags         = ["report", "unchanged-report-1"]
      address_mode = "alloc"
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/report:1"
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
      mode     = "bridge"
      hostname = "store"

      port "p5432" {
        static = 5433
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["unchanged.service.consul"]
      }
    }

    service {
      name         = "unchanged"
      tags         = ["store", "data", "unchanged-store-1"]
      port         = "p5432"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/store:3"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

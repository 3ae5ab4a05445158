# reach: converted from the Compose project "reach" by compose2nomad
# nomad job run -var-file=reach.vars.hcl reach.nomad.hcl

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

variable "GRACE" {
  type = string
}

variable "INTERVAL" {
  type = string
}

variable "PORT" {
  type = string
}

variable "RETRIES" {
  type = number
}

job "reach" {
  type = "service"

  group "agent" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["reach.service.consul"]
      }
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/agent:1"
        network_mode      = "host"
        memory_hard_limit = var.memory_limit
      }

      env {
        BROKER = "localhost:${var.PORT}"
      }

      service {
        name = "reach"
        tags = ["agent", "reach-agent-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "app" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["reach.service.consul"]
      }
    }

    task "app" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/app:1"
        hostname          = "app"
        extra_hosts       = ["host.docker.internal:${attr.unique.network.ip-address}"]
        memory_hard_limit = var.memory_limit
      }

      env {
        BROKERS = "broker:9092,broker:9093"
      }

      service {
        name = "reach"
        tags = ["app", "reach-app-1"]

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "curl -f http://localhost:8080/healthz"]
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

  group "broker" {
    network {
      port "p9092" {
        static = var.PORT
        to     = var.PORT
      }

      port "p9093" {
        static = 9093
        to     = 9093
      }

      dns {
        servers  = var.dns_servers
        searches = ["reach.service.consul"]
      }
    }

    task "broker" {
      driver       = "docker"
      kill_timeout = var.GRACE

      config {
        image             = "example/broker:1"
        hostname          = "broker"
        ports             = ["p9092", "p9093"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "reach"
        tags = ["broker", "reach-broker-1"]
        port = "p9092"

        check {
          type                     = "tcp"
          interval                 = var.INTERVAL
          timeout                  = "1s"
          failures_before_critical = var.RETRIES
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "resolver" {
    network {
      port "p53" {
        static = 53
        to     = 53
      }

      port "p1000" {
        static = 8300
        to     = 1000
      }

      port "p1001" {
        static = 8301
        to     = 1001
      }

      port "p1002" {
        static = 8302
        to     = 1002
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p1000_2" {
        static = 1000
        to     = 1000
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p1001_2" {
        static = 1001
        to     = 1001
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p1002_2" {
        static = 1002
        to     = 1002
      }

      dns {
        servers  = var.dns_servers
        searches = ["reach.service.consul"]
      }
    }

    task "resolver" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/resolver:1"
        hostname          = "resolver"
        ports             = ["p53", "p1000", "p1001", "p1002", "p1000_2", "p1001_2", "p1002_2"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "reach"
        tags = ["resolver", "reach-resolver-1"]
        port = "p1000"

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

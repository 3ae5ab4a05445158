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

  group "mystery" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "mystery" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/mystery:1"
        hostname          = "mystery"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["mystery", "project-mystery-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "client" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "client" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/client:1"
        hostname          = "client"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until mystery is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "mystery.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/client/client" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["client", "project-client-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "gateway" {
    network {
      port "p8080" {
        static = 80
        to     = 8080
      }

      port "p9000" {
        static       = 9000
        to           = 9000
        host_network = "loopback"
      }

      port "p53" {
        static = 53
        to     = 53
      }

      port "p7000" {
        static = 7000
        to     = 7000
      }

      port "p7001" {
        static = 7001
        to     = 7001
      }

      port "p7002" {
        static = 7002
        to     = 7002
      }

      port "https" {
        static = 443
        to     = 8443
      }

      port "p3000" {
        to = 3000
      }

      # Not declared: inferred from the environment variable GATEWAY_URL of orders.
      port "p8080_2" {
        static = 8080
        to     = 8080
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p9000_2" {
        static = 9000
        to     = 9000
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p8443" {
        static = 8443
        to     = 8443
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p3000_2" {
        static = 3000
        to     = 3000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "gateway" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/gateway:1"
        hostname = "gateway"
        ports = [
          "p8080",
          "p9000",
          "p53",
          "p7000",
          "p7001",
          "p7002",
          "https",
          "p3000",
          "p8080_2",
          "p9000_2",
          "p8443",
          "p3000_2",
        ]
        memory_hard_limit = var.memory_limit
      }

      env {
        SESSION_STORE = "redis://sessions"
        UPSTREAMS     = "http://users:4000,http://orders:4001/v1"
      }

      service {
        name = "project"
        tags = ["gateway", "project-gateway-1", "https"]
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

  group "orders" {
    network {
      port "p4001" {
        static = 4001
        to     = 4001
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "orders" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/orders:1"
        hostname          = "orders"
        ports             = ["p4001"]
        memory_hard_limit = var.memory_limit
      }

      env {
        GATEWAY_URL = "http://gateway:8080"
      }

      service {
        name = "project"
        tags = ["orders", "project-orders-1"]
        port = "p4001"

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

  group "sessions" {
    network {
      # Not declared: inferred from the environment variable SESSION_STORE of gateway.
      port "p6379" {
        static = 6379
        to     = 6379
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "sessions" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "redis:7"
        hostname          = "sessions"
        ports             = ["p6379"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["sessions", "project-sessions-1"]
        port = "p6379"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "users" {
    network {
      # Not declared: inferred from the environment variable UPSTREAMS of gateway.
      port "p4000" {
        static = 4000
        to     = 4000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "users" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/users:1"
        hostname          = "users"
        ports             = ["p4000"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["users", "project-users-1"]
        port = "p4000"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# nets: converted from the Compose project "nets" by compose2nomad
# nomad job run nets.nomad.hcl

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

job "nets" {
  type = "service"

  group "api" {
    network {
      port "p9000" {
        static = 9000
        to     = 9000
      }

      dns {
        servers  = ["10.0.0.53"]
        searches = ["nets.service.consul", "corp.example"]
        options  = ["ndots:2"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        hostname          = "api-host"
        ports             = ["p9000"]
        extra_hosts       = ["host.docker.internal:${attr.unique.network.ip-address}"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["api", "backend", "nets-api-1"]
        port = "p9000"

        check {
          type           = "tcp"
          interval       = "10s"
          timeout        = "3s"
          initial_status = "passing"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      port "p5433" {
        static = 5433
        to     = 5433
      }

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/db:1"
        hostname          = "db"
        ports             = ["p5433"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["db", "nets-db-1"]
        port = "p5433"

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

  group "gateway" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    task "gateway" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/gateway:1"
        hostname          = "gateway"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["gateway", "nets-gateway-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "metal" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    task "metal" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/metal:1"
        network_mode      = "host"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["metal", "nets-metal-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "nameless" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    task "nameless" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/nameless:1"
        hostname          = "nameless"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["nameless", "nets-nameless-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "reporter" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    task "reporter" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/reporter:1"
        hostname          = "reporter"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "nets"
        tags = ["reporter", "nets-reporter-1"]
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
        searches = ["nets.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/web:1"
        hostname          = "web"
        mac_address       = "02:42:ac:11:65:44"
        ports             = ["p80", "p80_2"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api.nets|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/nets/web/web" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "nets"
        tags = ["web", "nets-web-1"]
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

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

  group "agent" {
    network {
      port "p9100" {
        static = 9100
      }

      port "p9101" {
        static = 9101
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
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

      service {
        name = "project"
        tags = ["agent", "project-agent-1"]
        port = "p9100"

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

  group "alone" {
    task "alone" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/x:1"
        hostname          = "h.d.example"
        network_mode      = "none"
        mac_address       = "02:42:ac:11:65:44"
        extra_hosts       = ["a:10.0.0.1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "batch" {
    task "batch" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/batch:1"
        network_mode      = "none"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "beside" {
    task "beside" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/x:1"
        network_mode      = "container:legacy"
        memory_hard_limit = var.memory_limit
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
        searches = ["project.service.consul"]
      }
    }

    task "metal" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/x:1"
        hostname          = "metal-1"
        network_mode      = "host"
        mac_address       = "02:42:ac:11:65:44"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["metal", "project-metal-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "vpn" {
    network {
      mode     = "bridge"
      hostname = "vpn"

      port "p8112" {
        static = 8112
        to     = 8112
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "vpn" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/vpn:1"
        cap_add           = ["net_admin"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["vpn", "project-vpn-1"]
        port = "p8112"

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

    task "torrent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/torrent:1"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

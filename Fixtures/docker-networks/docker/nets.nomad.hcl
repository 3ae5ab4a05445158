# nets: converted from the Compose project "nets" by compose2nomad
# nomad job run nets.nomad.hcl

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

job "nets" {
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
    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image              = "example/api:1"
        hostname           = "api-host"
        network_mode       = "nets_back"
        network_aliases    = ["api", "backend", "nets-api-1"]
        ipv4_address       = "172.28.0.9"
        ipv6_address       = "2001:db8::9"
        mac_address        = "02:42:ac:11:65:43"
        dns_servers        = ["10.0.0.53"]
        dns_search_domains = ["corp.example"]
        dns_options        = ["ndots:2"]
        extra_hosts        = ["host.docker.internal:${attr.unique.network.ip-address}"]
        memory_hard_limit  = var.memory_limit
      }

      service {
        name         = "nets"
        tags         = ["api", "backend", "nets-api-1"]
        port         = "9000"
        address_mode = "driver"

        check {
          type           = "tcp"
          port           = "9000"
          address_mode   = "driver"
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
    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/db:1"
        hostname          = "db"
        network_mode      = "nets_back"
        network_aliases   = ["db", "nets-db-1"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name         = "nets"
        tags         = ["db", "nets-db-1"]
        port         = "5433"
        address_mode = "driver"

        check {
          type         = "tcp"
          port         = "5433"
          address_mode = "driver"
          interval     = "10s"
          timeout      = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "gateway" {
    task "gateway" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/gateway:1"
        hostname          = "gateway"
        network_mode      = "corp-net"
        network_aliases   = ["gateway", "nets-gateway-1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "metal" {
    task "metal" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/metal:1"
        network_mode      = "host"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "nameless" {
    task "nameless" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/nameless:1"
        hostname          = "nameless"
        network_mode      = "nets_unnamed"
        network_aliases   = ["nameless", "nets-nameless-1"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "reporter" {
    task "reporter" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/reporter:1"
        hostname          = "reporter"
        network_mode      = "old-net"
        network_aliases   = ["reporter", "nets-reporter-1"]
        memory_hard_limit = var.memory_limit
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
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/web:1"
        hostname          = "web"
        network_mode      = "nets_back"
        network_aliases   = ["web", "nets-web-1"]
        mac_address       = "02:42:ac:11:65:44"
        ports             = ["p80"]
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

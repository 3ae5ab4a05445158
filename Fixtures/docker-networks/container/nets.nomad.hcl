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
    network {
      mode     = "bridge"
      hostname = "api-host"

      dns {
        servers  = ["10.0.0.53"]
        searches = ["nets.service.consul", "corp.example"]
        options  = ["ndots:2"]
      }
    }

    service {
      name         = "nets"
      tags         = ["api", "backend", "nets-api-1"]
      port         = "9000"
      address_mode = "alloc"

      check {
        type           = "tcp"
        address_mode   = "alloc"
        interval       = "10s"
        timeout        = "3s"
        initial_status = "passing"
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        extra_hosts       = ["host.docker.internal:${attr.unique.network.ip-address}"]
        memory_hard_limit = var.memory_limit
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "nets"
        tags = ["api-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      mode     = "bridge"
      hostname = "db"

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    service {
      name         = "nets"
      tags         = ["db", "nets-db-1"]
      port         = "5433"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/db:1"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "gateway" {
    network {
      mode     = "bridge"
      hostname = "gateway"

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    service {
      name         = "nets"
      tags         = ["gateway", "nets-gateway-1"]
      address_mode = "alloc"
    }

    task "gateway" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/gateway:1"
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
      mode     = "bridge"
      hostname = "nameless"

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    service {
      name         = "nets"
      tags         = ["nameless", "nets-nameless-1"]
      address_mode = "alloc"
    }

    task "nameless" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/nameless:1"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "reporter" {
    network {
      mode     = "bridge"
      hostname = "reporter"

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    service {
      name         = "nets"
      tags         = ["reporter", "nets-reporter-1"]
      address_mode = "alloc"
    }

    task "reporter" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/reporter:1"
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
      mode     = "bridge"
      hostname = "web"

      port "p80" {
        static = 8080
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["nets.service.consul"]
      }
    }

    service {
      name         = "nets"
      tags         = ["web", "nets-web-1"]
      port         = "p80"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/web:1"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api-started.nets|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/nets/web/web" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# images: converted from the Compose project "images" by compose2nomad
# nomad job run images.nomad.hcl

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

job "images" {
  type = "service"

  # Its peers are found on the same node.
  dynamic "constraint" {
    for_each = compact([var.node])

    content {
      attribute = "${node.unique.name}"
      value     = constraint.value
    }
  }

  group "agent" {
    volume "spool" {
      type   = "host"
      source = "images-spool"
    }

    network {
      mode     = "bridge"
      hostname = "agent"

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["agent", "images-agent-1"]
      port         = "8125"
      address_mode = "alloc"
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/agent:1"
        memory_hard_limit = var.memory_limit
      }

      volume_mount {
        volume      = "spool"
        destination = "/spool"
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "images"
        tags = ["agent-started"]
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
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["db", "images-db-1"]
      port         = "5432"
      address_mode = "alloc"
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_PASSWORD = "example"
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "images"
        tags = ["db-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    volume "uploads" {
      type   = "host"
      source = "images-uploads"
    }

    network {
      mode     = "bridge"
      hostname = "api"

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["api", "images-api-1"]
      port         = "3000"
      address_mode = "alloc"

      check {
        type                     = "http"
        path                     = "/health"
        address_mode             = "alloc"
        interval                 = "10s"
        timeout                  = "3s"
        failures_before_critical = 4
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db-started.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/api/api" }}{{ end }}{{ end }}
        EOT
      }

      volume_mount {
        volume      = "uploads"
        destination = "/uploads"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "queue" {
    network {
      mode     = "bridge"
      hostname = "queue"

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["queue", "images-queue-1"]
      port         = "4369"
      address_mode = "alloc"

      check {
        type     = "script"
        task     = "queue"
        command  = "/queue"
        args     = ["ping"]
        interval = "5s"
        timeout  = "2s"
      }
    }

    task "queue" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/queue@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "quiet" {
    volume "quiet" {
      type   = "host"
      source = "images-quiet"
    }

    network {
      mode     = "bridge"
      hostname = "quiet"

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["quiet", "images-quiet-1"]
      port         = "3030"
      address_mode = "alloc"
    }

    task "quiet" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        memory_hard_limit = var.memory_limit

        healthchecks {
          disable = true
        }
      }

      env {
        PORT = "3030"
      }

      volume_mount {
        volume      = "quiet"
        destination = "/uploads"
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "images"
        tags = ["quiet-started"]
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
        searches = ["images.service.consul"]
      }
    }

    service {
      name         = "images"
      tags         = ["web", "images-web-1"]
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
        image             = "nginx:1.27"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until agent, api, queue and quiet are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "agent-started.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "api.images|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "queue.images|passing" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if service "quiet-started.images|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

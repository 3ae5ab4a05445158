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

variable "node" {
  type        = string
  default     = ""
  description = "Name of the node that runs the job, where several could: deploy.sh asks for it."
}

job "project" {
  type = "service"

  # Its peers are found on the same node.
  dynamic "constraint" {
    for_each = compact([var.node])

    content {
      attribute = "${node.unique.name}"
      value     = constraint.value
    }
  }

  group "cache" {
    network {
      mode     = "bridge"
      hostname = "cache"

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    service {
      name         = "project"
      tags         = ["cache", "project-cache-1"]
      address_mode = "alloc"
    }

    task "cache" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/cache:1"
        memory_hard_limit = var.memory_limit
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "project"
        tags = ["cache-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    network {
      mode     = "bridge"
      hostname = "api"

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    service {
      name         = "project"
      tags         = ["api", "project-api-1"]
      port         = "8080"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until cache is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "cache-started.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/api" }}{{ end }}{{ end }}
        EOT
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
        static = 80
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    service {
      name         = "project"
      tags         = ["web", "project-web-1"]
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
        image             = "nginx:1"
        memory_hard_limit = var.memory_limit
      }

      env {
        API  = "http://api:8080"
        JOBS = "http://worker:8080"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "worker" {
    network {
      mode     = "bridge"
      hostname = "worker"

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    service {
      name         = "project"
      tags         = ["worker", "project-worker-1"]
      port         = "8080"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/worker:1"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# project: converted from the Compose project "project" by compose2nomad
# nomad job run -var=registry=REGISTRY -var=tag=TAG project.nomad.hcl

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

variable "registry" {
  type        = string
  description = "Registry that deploy.sh pushes the built images to and the nodes pull from."
}

variable "tag" {
  type        = string
  description = "Tag of the built images: deploy.sh takes it from git or the time."
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
      address_mode = "alloc"
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example.com/shop/api:3"
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

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    service {
      name         = "project"
      tags         = ["web", "project-web-1"]
      address_mode = "alloc"
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "${var.registry}/project-web:${var.tag}"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

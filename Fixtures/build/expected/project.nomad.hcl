# project: converted from the Compose project "project" by compose2nomad
# nomad job run -var-file=project.vars.hcl project.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

variable "registry" {
  type        = string
  description = "Registry that deploy.sh pushes the built images to and the nodes pull from."
}

job "project" {
  type = "service"

  group "api" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example.com/shop/api:3"
        hostname          = "api"
        memory_hard_limit = 2048
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "${var.registry}/project-web:latest"
        hostname          = "web"
        memory_hard_limit = 2048
      }

      service {
        name = "project"
        tags = ["web", "project-web-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# project-everywhere: converted from the Compose project "project" by compose2nomad
# nomad job run project-everywhere.nomad.hcl

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

job "project-everywhere" {
  type = "system"

  group "everywhere" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "everywhere" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/agent:1"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["everywhere", "project-everywhere-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

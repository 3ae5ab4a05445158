# images-load: converted from the Compose project "images" by compose2nomad
# nomad job run images-load.nomad.hcl

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

job "images-load" {
  type = "batch"

  group "load" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "load" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/load:1"
        hostname          = "load"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

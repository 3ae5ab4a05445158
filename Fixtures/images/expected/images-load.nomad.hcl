# images-load: converted from the Compose project "images" by compose2nomad
# nomad job run images-load.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
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
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

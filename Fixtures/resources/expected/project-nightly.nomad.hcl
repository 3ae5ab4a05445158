# project-nightly: converted from the Compose project "project" by compose2nomad
# nomad job run project-nightly.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

job "project-nightly" {
  type = "batch"

  group "nightly" {
    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "nightly" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/job:1"
        hostname          = "nightly"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

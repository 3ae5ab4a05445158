# project-labelled-job: converted from the Compose project "project" by compose2nomad
# nomad job run project-labelled-job.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

job "project-labelled-job" {
  type = "batch"

  group "labelled-job" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "labelled-job" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "labelled-job"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

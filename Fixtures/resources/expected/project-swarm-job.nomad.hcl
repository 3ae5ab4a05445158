# project-swarm-job: converted from the Compose project "project" by compose2nomad
# nomad job run project-swarm-job.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

job "project-swarm-job" {
  type = "batch"

  group "swarm-job" {
    count = 2

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "swarm-job" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

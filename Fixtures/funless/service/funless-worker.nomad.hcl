# funless-worker: converted from the Compose project "funless" by compose2nomad
# nomad job run funless-worker.nomad.hcl

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

job "funless-worker" {
  type = "service"

  group "worker" {
    network {
      # Not declared: inferred from the file ./prometheus/config.yml of prometheus.
      port "p4021" {
        static = 4021
        to     = 4021
      }

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "ghcr.io/funlessdev/worker:latest"
        hostname          = "worker"
        ports             = ["p4021"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "funless"
        tags = ["worker", "funless-worker-1"]
        port = "p4021"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# labels-cleanup: converted from the Compose project "labels" by compose2nomad
# nomad job run labels-cleanup.nomad.hcl

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

job "labels-cleanup" {
  type = "batch"

  group "cleanup" {
    count = 2

    meta {
      team = "ops"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["labels.service.consul"]
      }
    }

    task "cleanup" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "busybox:1"
        args              = ["true"]
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

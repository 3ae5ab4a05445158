# labels-cleanup: converted from the Compose project "labels" by compose2nomad
# nomad job run labels-cleanup.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
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
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

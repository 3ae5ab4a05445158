# labels-agent: converted from the Compose project "labels" by compose2nomad
# nomad job run labels-agent.nomad.hcl

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

job "labels-agent" {
  type = "system"

  group "agent" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["labels.service.consul"]
      }
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/agent:2"
        network_mode      = "host"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "labels"
        tags = ["agent", "labels-agent-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

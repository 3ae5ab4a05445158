# labels-agent: converted from the Compose project "labels" by compose2nomad
# nomad job run labels-agent.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
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
        memory_hard_limit = 2048
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

# shop-agent: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl -hcl2-strict=false shop-agent.nomad.hcl

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

variable "NAMESPACE" {
  type    = string
  default = "shops"
}

job "shop-agent" {
  type        = "system"
  datacenters = ["dc1", "dc2"]
  namespace   = var.NAMESPACE
  priority    = 70
  region      = "eu"

  constraint {
    attribute = "${attr.kernel.name}"
    value     = "linux"
  }

  meta {
    owner = "team-shop"
  }

  group "agent" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
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

      env {
        NODE = "${node.unique.name}"
      }

      service {
        name = "shop"
        tags = ["agent", "shop-agent-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

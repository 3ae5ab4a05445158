# project: converted from the Compose project "project" by compose2nomad
# nomad job run project.nomad.hcl

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

job "project" {
  type = "batch"

  group "app" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "app" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/app:1"
        args              = ["sh", "-c", "echo $$${HOME} %%%{if true} \"quoted\" back\\slash $(date) {{ key }}"]
        hostname          = "app"
        memory_hard_limit = var.memory_limit

        labels {
          rule = "Host(`x`) && Path(`/$$${id}`)"
        }
      }

      env = {
        LINES        = "one\ntwo\ttab"
        PERCENT      = "100%%{x}"
        TEMPLATE     = "{{ env \"HOME\" }}"
        UNICODE      = "grüße 🚀"
        "dotted.key" = "value"
      }

      # Values with a ${…} of their own: in env, Nomad would replace it.
      template {
        destination = "secrets/literal.env"
        env         = true
        data        = <<-EOT
          DOLLAR="$X $${attr.kernel.name} $${DOLLAR}"
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# project-once: converted from the Compose project "project" by compose2nomad
# nomad job run project-once.nomad.hcl

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

job "project-once" {
  type = "batch"

  group "once" {
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

    task "once" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/once:1"
        hostname          = "once"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until worker is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "worker.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project-once/once/once" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# lost: converted from the Compose project "lost" by compose2nomad
# nomad job run lost.nomad.hcl

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

job "lost" {
  type = "service"

  group "asking" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "asking" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/e:1"
        hostname          = "asking"
        memory_hard_limit = var.memory_limit
      }

      env {
        LLM_NAME = "ai/example"
        LLM_URL  = ""
      }

      service {
        name = "lost"
        tags = ["asking", "lost-asking-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "cdi" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "cdi" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/a:1"
        hostname          = "cdi"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "lost"
        tags = ["cdi", "lost-cdi-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 1
        }
      }
    }
  }

  group "deployed" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "deployed" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "deployed"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "lost"
        tags = ["deployed", "lost-deployed-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 1
        }
      }
    }
  }

  group "hooked" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "hooked" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/d:1"
        hostname          = "hooked"
        volumes           = ["local/configs/rendered:/rendered:ro", "secrets/compose:/run/secrets:ro"]
        memory_hard_limit = var.memory_limit
      }

      template {
        destination     = "local/configs/rendered"
        perms           = "0444"
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = "{{.Service.Name}}"
      }

      template {
        destination = "secrets/compose/driven"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/lost\" }}{{ .driven }}{{ end }}"
      }

      # Runs a post_start hook in the container: run_on_first_render needs Nomad 2.0.5.
      template {
        destination = "local/.post_start_1"
        change_mode = "script"
        data        = <<-EOT
          post_start
        EOT

        change_script {
          command             = "true"
          fail_on_error       = true
          run_on_first_render = true
        }
      }

      service {
        name = "lost"
        tags = ["hooked", "lost-hooked-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "limits" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "limits" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/a:1"
        hostname = "limits"

        devices {
          host_path          = "/dev/null"
          container_path     = "/dev/x"
          cgroup_permissions = "rwm"
        }
      }

      service {
        name = "lost"
        tags = ["limits", "lost-limits-1"]
      }

      resources {
        cpu    = 200
        memory = 64

        device "amd/gpu" {
          count = 1
        }
      }
    }
  }

  group "joined" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["lost.service.consul"]
      }
    }

    task "joined" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "joined"
        volumes           = ["/srv/x:/x"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until limits is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "limits.lost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/lost/joined/joined" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "lost"
        tags = ["joined", "lost-joined-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

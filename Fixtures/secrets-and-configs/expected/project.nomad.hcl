# project: converted from the Compose project "project" by compose2nomad
# nomad job run -var-file=project.vars.hcl project.nomad.hcl

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

variable "PLACE" {
  type    = string
  default = "the shop"
}

job "project" {
  type = "service"

  group "api" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/api:1"
        hostname = "api"
        volumes = [
          "local/configs/settings:/etc/api/settings.ini:ro",
          "local/configs/motd:/motd:ro",
          "secrets/compose-abs/2:/etc/ssl/cert.pem:ro",
          "secrets/compose:/run/secrets:ro",
        ]
        memory_hard_limit = var.memory_limit
      }

      env {
        API_KEY = "literal-in-the-file"
      }

      template {
        destination = "local/configs/settings"
        perms       = "0440"
        gid         = 1000
        data        = <<-EOT
          [api]
          port = 80
        EOT
      }

      template {
        destination     = "local/configs/motd"
        perms           = "0444"
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = <<-EOT
          Welcome to ${var.PLACE}, {{ visitor }}
        EOT
      }

      template {
        destination = "secrets/compose/db-password"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/project\" }}{{ index . \"db-password\" }}{{ end }}"
      }

      template {
        destination = "secrets/compose/api_token"
        perms       = "0400"
        uid         = 1000
        gid         = 1000
        data        = "{{ with nomadVar \"nomad/jobs/project\" }}{{ .token }}{{ end }}"
      }

      template {
        destination          = "secrets/compose-abs/2"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/project/api\" }}{{ .cert }}{{ end }}"
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

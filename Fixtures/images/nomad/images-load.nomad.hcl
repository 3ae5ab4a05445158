# images-load: converted from the Compose project "images" by compose2nomad
# nomad job run images-load.nomad.hcl

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

job "images-load" {
  type = "batch"

  group "load" {
    task "load" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/load:1"
        hostname          = "load"
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "noop"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 load images-load-1
          {{- range nomadService "images-agent" }}
          {{ .Address }} agent images-agent-1
          {{- end }}
          {{- range nomadService "images-api" }}
          {{ .Address }} api images-api-1
          {{- end }}
          {{- range nomadService "images-db" }}
          {{ .Address }} db images-db-1
          {{- end }}
          {{- range nomadService "images-queue" }}
          {{ .Address }} queue images-queue-1
          {{- end }}
          {{- range nomadService "images-quiet" }}
          {{ .Address }} quiet images-quiet-1
          {{- end }}
          {{- range nomadService "images-report" }}
          {{ .Address }} report images-report-1
          {{- end }}
          {{- range nomadService "images-web" }}
          {{ .Address }} web images-web-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

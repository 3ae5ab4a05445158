# images: converted from the Compose project "images" by compose2nomad
# nomad job run images.nomad.hcl

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

job "images" {
  type = "service"

  group "agent" {
    volume "spool" {
      type   = "host"
      source = "images-spool"
    }

    network {
      # Not declared: inferred from what its image exposes.
      port "p8125" {
        static = 8125
        to     = 8125
      }
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/agent:1"
        hostname          = "agent"
        ports             = ["p8125"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 agent images-agent-1
          {{- range nomadService "images-api" }}
          {{ .Address }} api images-api-1
          {{- end }}
          {{- range nomadService "images-db" }}
          {{ .Address }} db images-db-1
          {{- end }}
          {{- range nomadService "images-load" }}
          {{ .Address }} load images-load-1
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
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      volume_mount {
        volume      = "spool"
        destination = "/spool"
      }

      service {
        name     = "images-agent"
        port     = "p8125"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      # Not declared: inferred from what its image exposes.
      port "p5432" {
        static = 5432
        to     = 5432
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        hostname          = "db"
        ports             = ["p5432"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_PASSWORD = "example"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 db images-db-1
        EOT
      }

      service {
        name     = "images-db"
        port     = "p5432"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "api" {
    volume "uploads" {
      type   = "host"
      source = "images-uploads"
    }

    network {
      # Not declared: inferred from the environment variable PORT of its image.
      port "p3000" {
        static = 3000
        to     = 3000
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        hostname          = "api"
        ports             = ["p3000"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if nomadService "images-db" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/api/api" }}{{ end }}{{ end }}
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 api images-api-1
          {{- range nomadService "images-agent" }}
          {{ .Address }} agent images-agent-1
          {{- end }}
          {{- range nomadService "images-db" }}
          {{ .Address }} db images-db-1
          {{- end }}
          {{- range nomadService "images-load" }}
          {{ .Address }} load images-load-1
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
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      volume_mount {
        volume      = "uploads"
        destination = "/uploads"
      }

      service {
        name     = "images-api"
        port     = "p3000"
        provider = "nomad"

        check {
          type     = "http"
          path     = "/health"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "queue" {
    network {
      # Not declared: inferred from what its image exposes.
      port "p4369" {
        static = 4369
        to     = 4369
      }

      # Not declared: inferred from what its image exposes.
      port "p5672" {
        static = 5672
        to     = 5672
      }

      # Not declared: inferred from what its image exposes.
      port "p9100" {
        static = 9100
        to     = 9100
      }
    }

    task "queue" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/queue@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
        hostname          = "queue"
        ports             = ["p4369", "p5672", "p9100"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 queue images-queue-1
          {{- range nomadService "images-agent" }}
          {{ .Address }} agent images-agent-1
          {{- end }}
          {{- range nomadService "images-api" }}
          {{ .Address }} api images-api-1
          {{- end }}
          {{- range nomadService "images-db" }}
          {{ .Address }} db images-db-1
          {{- end }}
          {{- range nomadService "images-load" }}
          {{ .Address }} load images-load-1
          {{- end }}
          {{- range nomadService "images-quiet" }}
          {{ .Address }} quiet images-quiet-1
          {{- end }}
          {{- range nomadService "images-report" }}
          {{ .Address }} report images-report-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "images-queue"
        port     = "p4369"
        provider = "nomad"

        check {
          type     = "tcp"
          interval = "5s"
          timeout  = "2s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "quiet" {
    volume "quiet" {
      type   = "host"
      source = "images-quiet"
    }

    network {
      # Not declared: inferred from its environment variable PORT.
      port "p3030" {
        static = 3030
        to     = 3030
      }
    }

    task "quiet" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/api:3"
        hostname          = "quiet"
        ports             = ["p3030"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit

        healthchecks {
          disable = true
        }
      }

      env {
        PORT = "3030"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 quiet images-quiet-1
          {{- range nomadService "images-agent" }}
          {{ .Address }} agent images-agent-1
          {{- end }}
          {{- range nomadService "images-api" }}
          {{ .Address }} api images-api-1
          {{- end }}
          {{- range nomadService "images-db" }}
          {{ .Address }} db images-db-1
          {{- end }}
          {{- range nomadService "images-load" }}
          {{ .Address }} load images-load-1
          {{- end }}
          {{- range nomadService "images-queue" }}
          {{ .Address }} queue images-queue-1
          {{- end }}
          {{- range nomadService "images-report" }}
          {{ .Address }} report images-report-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      volume_mount {
        volume      = "quiet"
        destination = "/uploads"
      }

      service {
        name     = "images-quiet"
        port     = "p3030"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    network {
      port "p80" {
        static = 8080
        to     = 80
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p80_2" {
        static = 80
        to     = 80
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "web"
        ports             = ["p80", "p80_2"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until agent, api, queue and quiet are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if nomadService "images-agent" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if nomadService "images-api" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if nomadService "images-queue" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
          {{ if nomadService "images-quiet" }}ready{{ else }}{{ with nomadVar "nomad/jobs/images/web/web" }}{{ end }}{{ end }}
        EOT
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 web images-web-1
          {{- range nomadService "images-agent" }}
          {{ .Address }} agent images-agent-1
          {{- end }}
          {{- range nomadService "images-api" }}
          {{ .Address }} api images-api-1
          {{- end }}
          {{- range nomadService "images-queue" }}
          {{ .Address }} queue images-queue-1
          {{- end }}
          {{- range nomadService "images-quiet" }}
          {{ .Address }} quiet images-quiet-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "images-web"
        port     = "p80"
        provider = "nomad"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

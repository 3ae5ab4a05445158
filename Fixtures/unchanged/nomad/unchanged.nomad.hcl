# unchanged: converted from the Compose project "unchanged" by compose2nomad
# nomad job run unchanged.nomad.hcl

job "unchanged" {
  type = "service"

  group "api" {
    network {
      # Not declared: inferred from its environment variable SELF.
      port "p8000" {
        static = 8000
        to     = 8000
      }
    }

    task "prepare" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/api:1"
        args              = ["sh", "-c", "migrate up && echo done"]
        hostname          = "prepare"
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = 2048
      }

      env {
        DATABASE = "tcp://data:5432/x"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "noop"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 prepare unchanged-prepare-1
          {{- range nomadService "unchanged-store" }}
          {{ .Address }} store data unchanged-store-1
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

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        hostname          = "api"
        ports             = ["p8000"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = 2048
      }

      env {
        DATABASE = "tcp://data:5432/x"
        LISTEN   = "0.0.0.0:8000"
        SELF     = "http://api:8000/"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 api unchanged-api-1
          {{- range nomadService "unchanged-store" }}
          {{ .Address }} store data unchanged-store-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "unchanged-api"
        port     = "p8000"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "archive" {
    network {
      # Not declared: inferred from the environment variable SOURCE of report.
      port "p9000" {
        static = 9000
        to     = 9000
      }

      # Not declared: inferred from its healthcheck.
      port "p8081" {
        to = 8081
      }
    }

    task "archive" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/archive:1"
        hostname          = "archive"
        ports             = ["p9000", "p8081"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = 2048
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 archive data unchanged-archive-1
          {{- range nomadService "unchanged-panel" }}
          {{ .Address }} panel unchanged-panel-1
          {{- end }}
          {{- range nomadService "unchanged-report" }}
          {{ .Address }} report unchanged-report-1
          {{- end }}
          {{- range nomadService "unchanged-tunnel" }}
          {{ .Address }} tunnel unchanged-tunnel-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "unchanged-archive"
        port     = "p9000"
        provider = "nomad"

        check {
          type     = "http"
          path     = "/health"
          port     = "p8081"
          interval = "30s"
          timeout  = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "tunnel" {
    network {
      mode     = "bridge"
      hostname = "tunnel"

      port "p8080" {
        static = 8080
        to     = 8080
      }
    }

    # Starts before the other tasks and stays: those that live in its network wait for it.
    task "tunnel" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = true
      }

      config {
        image             = "example/tunnel:1"
        memory_hard_limit = 2048
      }

      service {
        name     = "unchanged-tunnel"
        port     = "p8080"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "panel" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/panel:1"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "report" {
    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/report:1"
        hostname          = "report"
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = 2048
      }

      env {
        SOURCE = "http://data:9000/"
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 report unchanged-report-1
          {{- range nomadService "unchanged-archive" }}
          {{ .Address }} archive data unchanged-archive-1
          {{- end }}
          {{- range nomadService "unchanged-panel" }}
          {{ .Address }} panel unchanged-panel-1
          {{- end }}
          {{- range nomadService "unchanged-tunnel" }}
          {{ .Address }} tunnel unchanged-tunnel-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "unchanged-report"
        provider = "nomad"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "store" {
    network {
      port "p5432" {
        static = 5433
        to     = 5432
      }

      # Not declared: inferred from the environment variable DATABASE of api.
      port "p5432_2" {
        static = 5432
        to     = 5432
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/store:3"
        hostname          = "store"
        ports             = ["p5432", "p5432_2"]
        volumes           = ["local/hosts:/etc/hosts"]
        memory_hard_limit = 2048
      }

      # The names of the peers, at the addresses of their nodes.
      template {
        destination = "local/hosts"
        change_mode = "restart"
        data        = <<-EOT
          127.0.0.1 localhost
          ::1 localhost ip6-localhost ip6-loopback
          127.0.0.1 store data unchanged-store-1
          {{- range nomadService "unchanged-api" }}
          {{ .Address }} api unchanged-api-1
          {{- end }}
        EOT

        wait {
          min = "5s"
          max = "30s"
        }
      }

      service {
        name     = "unchanged-store"
        port     = "p5432"
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

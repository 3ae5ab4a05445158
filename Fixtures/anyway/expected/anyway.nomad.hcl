# anyway: converted from the Compose project "anyway" by compose2nomad
# nomad job run anyway.nomad.hcl

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

job "anyway" {
  type = "service"

  group "app" {
    volume "data" {
      type   = "host"
      source = "anyway-data"
    }

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

      dns {
        servers  = var.dns_servers
        searches = ["anyway.service.consul"]
      }
    }

    # A pre_start hook of app.
    task "app-init-1" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image    = "example/app:1"
        args     = ["prepare"]
        hostname = "app"
        volumes = [
          "local/bind/etc:/etc/app:ro",
          "local/configs/motd:/motd:ro",
          "secrets/compose:/run/secrets:ro",
        ]
      }

      template {
        destination = "local/bind/etc/app.ini"
        data        = <<-EOT
          level = 1
        EOT
      }

      template {
        destination = "local/configs/motd"
        perms       = "0444"
        data        = "hello"
      }

      template {
        destination = "secrets/compose/key"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/anyway\" }}{{ .key }}{{ end }}"
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      resources {
        cpu    = 200
        memory = 64
      }
    }

    task "app" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/app:1"
        hostname = "app"
        ports    = ["p80", "p80_2"]
        volumes = [
          "local/bind/etc:/etc/app:ro",
          "local/configs/motd:/motd:ro",
          "secrets/compose:/run/secrets:ro",
        ]
      }

      template {
        destination = "local/bind/etc/app.ini"
        data        = <<-EOT
          level = 1
        EOT
      }

      template {
        destination = "local/configs/motd"
        perms       = "0444"
        data        = "hello"
      }

      template {
        destination = "secrets/compose/key"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/anyway\" }}{{ .key }}{{ end }}"
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      service {
        name = "anyway"
        tags = ["app", "anyway-app-1"]
        port = "p80"

        check {
          type                     = "tcp"
          interval                 = "30s"
          timeout                  = "30s"
          failures_before_critical = 3
        }
      }

      resources {
        cpu    = 200
        memory = 64
      }
    }
  }

  group "plain" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["anyway.service.consul"]
      }
    }

    task "plain" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/plain:1"
        hostname          = "plain"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until app is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "app.anyway|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/anyway/plain/plain" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "anyway"
        tags = ["plain", "anyway-plain-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# notes: converted from the Compose project "notes" by compose2nomad
# nomad job run notes.nomad.hcl

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

job "notes" {
  type      = "service"
  namespace = "team"

  group "app" {
    volume "app" {
      type   = "host"
      source = "notes-app"
    }

    volume "app-data" {
      type   = "host"
      source = "notes-app-data"
    }

    volume "files" {
      type   = "host"
      source = "notes-files"
    }

    volume "shared" {
      type   = "host"
      source = "notes-shared"
    }

    network {
      port "p3000" {
        static = 3000
        to     = 3000
      }

      dns {
        servers  = var.dns_servers
        searches = ["notes.service.consul"]
      }
    }

    task "app" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/notes:2"
        hostname = "app"
        ports    = ["p3000"]
        volumes = [
          "local/bind/config.yml:/etc/notes/config.yml",
          "local/bind/logo.bin:/srv/logo.bin:ro",
          "secrets/bind/server.key:/etc/notes/server.key:ro",
        ]
        memory_hard_limit = var.memory_limit

        mount {
          type   = "bind"
          target = "/srv/notes.db"
          source = "/opt/nomad/volumes/notes-app/notes.db"
        }

        mount {
          type   = "bind"
          target = "/etc/notes/absent.conf"
          source = "/opt/nomad/volumes/notes-app/absent.conf"
        }
      }

      template {
        destination = "local/bind/config.yml"
        data        = <<-EOT
          title: Notes
        EOT
      }

      template {
        destination = "local/bind/logo.bin"
        data        = "{{ base64Decode \"AAEC/wCJ\" }}"
      }

      template {
        destination = "secrets/bind/server.key"
        data        = "{{ with nomadVar \"nomad/jobs/notes\" }}{{ index . \"keys/server.key\" }}{{ end }}"
      }

      volume_mount {
        volume      = "app-data"
        destination = "/var/lib/notes"
      }

      volume_mount {
        volume      = "shared"
        destination = "/srv/shared"
      }

      volume_mount {
        volume      = "files"
        destination = "/srv/files"
      }

      service {
        name = "notes"
        tags = ["app", "notes-app-1"]
        port = "p3000"

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

  group "web" {
    volume "app-data" {
      type   = "host"
      source = "notes-app-data"
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
        searches = ["notes.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "nginx:1"
        hostname = "web"
        ports    = ["p80", "p80_2"]
        volumes = [
          "local/bind/site.conf:/etc/nginx/conf.d/site.conf",
          "local/bind/start.sh:/docker-entrypoint.d/start.sh",
        ]
        memory_hard_limit = var.memory_limit
      }

      env {
        UPSTREAM = "http://app:3000"
      }

      template {
        destination = "local/bind/site.conf"
        data        = <<-EOT
          server { listen 80; location / { proxy_pass http://app:3000; } }
        EOT
      }

      template {
        destination = "local/bind/start.sh"
        perms       = "0755"
        data        = <<-EOT
          #!/bin/sh
          echo started
        EOT
      }

      volume_mount {
        volume      = "app-data"
        destination = "/usr/share/nginx/html/data"
        read_only   = true
      }

      service {
        name = "notes"
        tags = ["web", "notes-web-1"]
        port = "p80"

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

  group "worker" {
    volume "files" {
      type   = "host"
      source = "notes-files"
    }

    volume "shared" {
      type   = "host"
      source = "notes-shared"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["notes.service.consul"]
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/notes:2"
        args              = ["work"]
        hostname          = "worker"
        memory_hard_limit = var.memory_limit
      }

      volume_mount {
        volume      = "shared"
        destination = "/srv/in"
        read_only   = true
      }

      volume_mount {
        volume      = "files"
        destination = "/srv/files"
      }

      service {
        name = "notes"
        tags = ["worker", "notes-worker-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

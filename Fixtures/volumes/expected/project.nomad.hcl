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
  type = "service"

  group "app" {
    volume "archive" {
      type   = "host"
      source = "project-archive"
    }

    volume "shared" {
      type   = "host"
      source = "company-files"
    }

    volume "uploads" {
      type   = "host"
      source = "project-uploads"
    }

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
        hostname          = "app"
        volumes           = ["local/bind/conf:/etc/app:ro"]
        readonly_rootfs   = true
        memory_hard_limit = var.memory_limit

        mount {
          type   = "volume"
          target = "/srv/cache"
        }

        mount {
          type   = "tmpfs"
          target = "/scratch"

          tmpfs_options {
            size = 1048576
            mode = 448
          }
        }

        mount {
          type   = "tmpfs"
          target = "/tmp"

          tmpfs_options {
            size = 67108864
            mode = 1023
          }
        }

        mount {
          type   = "tmpfs"
          target = "/run"
        }
      }

      template {
        destination     = "local/bind/conf/app.toml"
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = <<-EOT
          name = "{{ .Name }}"
          home = "$${HOME}"
          rate = "100%%{x}"
        EOT
      }

      template {
        destination = "local/bind/conf/ends-without-newline.ini"
        data        = <<-EOT
          [server]
          port = 80
            # trailing spaces and no newline  
            {{/* no newline here */ -}}
        EOT
      }

      template {
        destination = "local/bind/conf/nested/raw.txt"
        data        = "no newline at the end"
      }

      volume_mount {
        volume      = "uploads"
        destination = "/srv/uploads"
      }

      volume_mount {
        volume      = "shared"
        destination = "/srv/shared"
        read_only   = true
      }

      volume_mount {
        volume      = "archive"
        destination = "/srv/archive"
      }

      service {
        name = "project"
        tags = ["app", "project-app-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    volume "backups" {
      type   = "host"
      source = "nightly-backups"
    }

    volume "data" {
      type   = "host"
      source = "project-data"
    }

    network {
      # Not declared: inferred from its image postgres.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "postgres:16"
        hostname = "db"
        ports    = ["p5432"]
        volumes = [
          "/etc/localtime:/etc/localtime:ro",
          "local/bind/init.sql:/docker-entrypoint-initdb.d/init.sql:ro",
        ]
        memory_hard_limit = var.memory_limit
      }

      template {
        destination = "local/bind/init.sql"
        data        = <<-EOT
          CREATE TABLE items (id int);
        EOT
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      volume_mount {
        volume      = "backups"
        destination = "/backups"
      }

      service {
        name = "project"
        tags = ["db", "project-db-1"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

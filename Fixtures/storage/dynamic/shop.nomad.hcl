# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl -var=registry=REGISTRY -var=tag=TAG shop.nomad.hcl

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

variable "registry" {
  type        = string
  description = "Registry that deploy.sh pushes the built images to and the nodes pull from."
}

variable "tag" {
  type        = string
  description = "Tag of the built images: deploy.sh takes it from git or the time."
}

variable "TAG" {
  type = string
}

variable "api__POSTGRES_PASSWORD" {
  type = string
}

variable "db__POSTGRES_PASSWORD" {
  type = string
}

variable "log_level" {
  type = string
}

job "shop" {
  type = "service"

  group "api" {
    constraint {
      attribute = "${attr.kernel.name}"
      value     = "linux"
    }

    constraint {
      attribute = "${attr.cpu.arch}"
      value     = "amd64"
    }

    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    volume "disk" {
      type   = "host"
      source = "shop-disk"
    }

    volume "ext" {
      type   = "host"
      source = "company"
    }

    volume "upload" {
      type   = "host"
      source = "shop-upload"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/shop:${var.TAG}"
        hostname          = "api"
        memory_hard_limit = var.memory_limit

        mount {
          type   = "volume"
          target = "/nfs"
          source = "shop-nfs"

          volume_options {
            driver_config {
              name = "local"

              options {
                device = ":/export"
                o      = "addr=10.0.0.2,rw"
                type   = "nfs"
              }
            }
          }
        }
      }

      env {
        POSTGRES_PASSWORD = var.api__POSTGRES_PASSWORD
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
        read_only   = true
      }

      volume_mount {
        volume      = "upload"
        destination = "/upload"
      }

      volume_mount {
        volume      = "disk"
        destination = "/disk"
      }

      volume_mount {
        volume      = "ext"
        destination = "/ext"
      }

      service {
        name = "shop"
        tags = ["api", "shop-api-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    volume "cache" {
      type   = "host"
      source = "shop-cache"
    }

    volume "data" {
      type   = "host"
      source = "shop-data"
    }

    volume "shop-data-backup" {
      type   = "host"
      source = "shop-data-backup"
    }

    network {
      # Not declared: inferred from its image postgres.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    # Fills empty volumes with what the image has there, as Docker does.
    task "db-volumes" {
      driver = "docker"
      user   = "root"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image      = "postgres:16"
        entrypoint = ["/bin/sh", "-c"]
        args = [
          "if [ -d /var/lib/postgresql/data ] && [ -z \"$(ls -A /volumes/data)\" ]; then cp -a /var/lib/postgresql/data/. /volumes/data/; fi",
        ]
      }

      volume_mount {
        volume      = "data"
        destination = "/volumes/data"
      }

      resources {
        cpu    = 50
        memory = 64
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
          "local/bind/conf:/etc/shop",
          "local/bind/setup.sh:/docker-entrypoint-initdb.d/setup.sh:ro",
          "secrets/bind/.env:/app/.env:ro",
          "local/configs/app:/app.cfg:ro",
          "local/configs/icon:/icon:ro",
          "secrets/compose-abs/1:/etc/shared-key:ro",
          "secrets/compose:/run/secrets:ro",
        ]
        memory_hard_limit = var.memory_limit

        mount {
          type   = "volume"
          target = "/var/scratch"
        }

        mount {
          type   = "tmpfs"
          target = "/run"

          tmpfs_options {
            size = 1048576
          }
        }
      }

      env = {
        ADMIN_PASSWORD    = "plain"
        POSTGRES_PASSWORD = var.db__POSTGRES_PASSWORD
        "log.level"       = var.log_level
      }

      template {
        destination = "local/bind/conf/shop.ini"
        data        = <<-EOT
          name = shop
        EOT
      }

      template {
        destination = "local/bind/setup.sh"
        perms       = "0755"
        data        = <<-EOT
          #!/bin/sh
          true
        EOT
      }

      template {
        destination = "secrets/bind/.env"
        data        = "{{ with nomadVar \"nomad/jobs/shop\" }}{{ index . \".env\" }}{{ end }}"
      }

      template {
        destination     = "local/configs/app"
        perms           = "0444"
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = <<-EOT
          host = {{ host }}
          tag = ${var.TAG}
          shell = $${HOME}
        EOT
      }

      template {
        destination = "local/configs/icon"
        perms       = "0440"
        uid         = 5
        data        = "{{ base64Decode \"AAE=\" }}"
      }

      template {
        destination = "secrets/compose/password"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/shop\" }}{{ .password }}{{ end }}"
      }

      template {
        destination          = "secrets/compose-abs/1"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/shop/db\" }}{{ .shared }}{{ end }}"
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      volume_mount {
        volume      = "cache"
        destination = "/etc/shop/cache"
      }

      volume_mount {
        volume      = "shop-data-backup"
        destination = "/backup"
      }

      service {
        name = "shop"
        tags = ["db", "shop-db-1"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "1m"

      config {
        image             = "${var.registry}/web:${var.tag}"
        hostname          = "web"
        volumes           = ["/etc/ssl/certs:/certs:ro"]
        cap_add           = ["net_admin"]
        memory_hard_limit = var.memory_limit

        mount {
          type   = "tmpfs"
          target = "/memory"

          tmpfs_options {
            size = 1048576
          }
        }

        mount {
          type   = "volume"
          target = "/owned"
          source = "shop-owned"

          volume_options {
            driver_config {
              name = "local"

              options {
                device = "tmpfs"
                o      = "size=1m,uid=1000"
                type   = "tmpfs"
              }
            }
          }
        }
      }

      service {
        name = "shop"
        tags = ["web", "shop-web-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

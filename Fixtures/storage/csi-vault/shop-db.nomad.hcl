# shop-db: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl -hcl2-strict=false shop-db.nomad.hcl

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

variable "TAG" {
  type = string
}

variable "db__POSTGRES_PASSWORD" {
  type = string
}

variable "log_level" {
  type = string
}

job "shop-db" {
  type = "service"

  group "db" {
    volume "cache" {
      type            = "csi"
      source          = "shop-cache"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"
    }

    volume "data" {
      type            = "csi"
      source          = "shop-data"
      access_mode     = "multi-node-multi-writer"
      attachment_mode = "file-system"
    }

    volume "shop-data-backup" {
      type            = "csi"
      source          = "shop-data-backup"
      access_mode     = "multi-node-multi-writer"
      attachment_mode = "file-system"
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
        data        = "{{ with secret \"secret/data/default/shop-db\" }}{{ index .Data.data \".env\" }}{{ end }}"
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
        data        = "{{ with secret \"secret/data/default/shop-db\" }}{{ .Data.data.password }}{{ end }}"
      }

      template {
        destination          = "secrets/compose-abs/1"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with secret \"secret/data/default/shop-db/db\" }}{{ .Data.data.shared }}{{ end }}"
      }

      vault {}

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
}

# shop-api: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl -hcl2-strict=false shop-api.nomad.hcl

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

variable "api__POSTGRES_PASSWORD" {
  type = string
}

job "shop-api" {
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
      type            = "csi"
      source          = "shop-data"
      access_mode     = "multi-node-multi-writer"
      attachment_mode = "file-system"
    }

    volume "disk" {
      type   = "host"
      source = "shop-disk"
    }

    volume "ext" {
      type            = "csi"
      source          = "company"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"
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
}

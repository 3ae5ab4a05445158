# shop-web: converted from the Compose project "shop" by compose2nomad
# nomad job run -var=registry=REGISTRY -var=tag=TAG shop-web.nomad.hcl

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

job "shop-web" {
  type = "service"

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

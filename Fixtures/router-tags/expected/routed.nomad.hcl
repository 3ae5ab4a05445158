# routed: converted from the Compose project "routed" by compose2nomad
# nomad job run -var-file=routed.vars.hcl routed.nomad.hcl

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

variable "DOMAIN" {
  type    = string
  default = "example.org"
}

job "routed" {
  type = "service"

  group "web" {
    meta = { "traefik.http.services.web.loadbalancer.server.port" = "80" }

    network {
      port "p80" {
        to = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["routed.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "web"
        ports             = ["p80"]
        memory_hard_limit = var.memory_limit
        labels = {
          other                           = "not a tag"
          "traefik.enable"                = "true"
          "traefik.http.routers.web.rule" = "Host(`${var.DOMAIN}`)"
          "urlprefix-/old"                = "redirect=301,/web"
          "urlprefix-/web"                = ""
        }
      }

      service {
        name = "routed"
        tags = ["web", "routed-web-1"]
        port = "p80"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      # For the routers that its labels speak to.
      service {
        name = "routed-web"
        tags = [
          "traefik.enable=true",
          "traefik.http.routers.web.rule=Host(`${var.DOMAIN}`)",
          "urlprefix-/old=redirect=301,/web",
          "urlprefix-/web",
        ]
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
}

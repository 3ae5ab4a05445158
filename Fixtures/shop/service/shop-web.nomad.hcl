# shop-web: converted from the Compose project "shop" by compose2nomad
# nomad job run shop-web.nomad.hcl

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

job "shop-web" {
  type = "service"

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

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "web"
        ports             = ["p80", "p80_2"]
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop-web/web/web" }}{{ end }}{{ end }}
        EOT
      }

      template {
        destination = "local/bind/default.conf"
        data        = <<-EOT
          server {
            listen 80;
            location / { proxy_pass http://api:8000; }
          }
        EOT
      }

      service {
        name = "shop"
        tags = ["web", "shop-web-1"]
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

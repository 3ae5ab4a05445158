# my-shop: converted from the Compose project "my_shop" by compose2nomad
# nomad job run my-shop.nomad.hcl

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

job "my-shop" {
  type = "service"

  group "alloc-svc" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["my-shop.service.consul"]
        options  = ["ndots:2"]
      }
    }

    task "alloc-svc" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/alloc:1"
        hostname          = "alloc"
        memory_hard_limit = var.memory_limit
      }

      env {
        DB    = "postgres://u@primary/shop"
        OTHER = "http://web_front.v2"
      }

      service {
        name = "my-shop"
        tags = ["alloc", "my_shop-alloc-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      # Not declared: inferred from the environment variable DB of alloc.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["my-shop.service.consul"]
        options  = ["ndots:2"]
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        hostname          = "db"
        ports             = ["p5432"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "my-shop"
        tags = ["db", "the-database", "primary", "my_shop-db-1", "database"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web-front-v2" {
    network {
      port "p80" {
        static = 8080
        to     = 80
      }

      # Not declared: inferred from the environment variable OTHER of alloc.
      port "p80_2" {
        static = 80
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["my-shop.service.consul"]
        options  = ["ndots:2"]
      }
    }

    task "web-front-v2" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        ports             = ["p80", "p80_2"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.my-shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/my-shop/web-front-v2/web-front-v2" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "my-shop"
        tags = ["web_front.v2", "my_shop-web_front.v2-1"]
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

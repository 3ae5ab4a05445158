# project: converted from the Compose project "project" by compose2nomad
# nomad job run -var=registry=REGISTRY -var=tag=TAG project.nomad.hcl

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

job "project" {
  type = "service"

  group "api" {
    network {
      # Not declared: inferred from its environment variable PORT.
      port "p8282" {
        static = 8282
        to     = 8282
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:1"
        hostname          = "api"
        ports             = ["p8282"]
        memory_hard_limit = var.memory_limit
      }

      env {
        DB_HOST   = "db"
        DB_PORT   = "5440"
        PORT      = "8282"
        SMTP_PORT = "587"
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
        port = "p8282"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "broker" {
    network {
      # Not declared: inferred from its environment variable KAFKA_ADVERTISED_LISTENERS.
      port "p9092" {
        static = 9092
        to     = 9092
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "broker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/broker:1"
        hostname          = "broker"
        ports             = ["p9092"]
        memory_hard_limit = var.memory_limit
      }

      env {
        KAFKA_ADVERTISED_LISTENERS = "PLAINTEXT://broker:9092,OUTSIDE://localhost:29092"
      }

      service {
        name = "project"
        tags = ["broker", "project-broker-1"]
        port = "p9092"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      # Not declared: inferred from the environment variable DB_HOST of api.
      port "p5440" {
        static = 5440
        to     = 5440
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
        image             = "example/geo:1"
        hostname          = "db"
        ports             = ["p5440"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["db", "project-db-1"]
        port = "p5440"

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "pg_isready -U postgres"]
          interval = "30s"
          timeout  = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "docs" {
    network {
      # Not declared: inferred from its command.
      port "p8000" {
        static = 8000
        to     = 8000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "docs" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "python:3.12"
        args              = ["sh", "-c", "psql -h db -p 5440 -c 'select 1' && python -m http.server 8000"]
        hostname          = "docs"
        ports             = ["p8000"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["docs", "project-docs-1"]
        port = "p8000"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "jobs" {
    network {
      # Not declared: inferred from its command.
      port "p9191" {
        static = 9191
        to     = 9191
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "jobs" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/jobs:1"
        args              = ["serve", "--listen=0.0.0.0:9191"]
        hostname          = "jobs"
        ports             = ["p9191"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["jobs", "project-jobs-1"]
        port = "p9191"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "mailer" {
    network {
      # Not declared: inferred from its image team/mailer-fpm with FPM.
      port "p9000" {
        static = 9000
        to     = 9000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "mailer" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/team/mailer-fpm:2"
        hostname          = "mailer"
        ports             = ["p9000"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["mailer", "project-mailer-1"]
        port = "p9000"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "pages" {
    network {
      # Not declared: inferred from its file ./pages/nginx.conf.
      port "p8081" {
        static = 8081
        to     = 8081
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "pages" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "pages"
        ports             = ["p8081"]
        volumes           = ["local/bind/nginx.conf:/etc/nginx/nginx.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      template {
        destination = "local/bind/nginx.conf"
        data        = <<-EOT
          events {}
          http {
            server {
              listen 8081;
              listen [::]:8081;
              listen 127.0.0.1:8082;
            }
          }
        EOT
      }

      service {
        name = "project"
        tags = ["pages", "project-pages-1"]
        port = "p8081"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "search" {
    network {
      # Not declared: inferred from its healthcheck.
      port "p7700" {
        static = 7700
        to     = 7700
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "search" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/search:1"
        hostname          = "search"
        ports             = ["p7700"]
        memory_hard_limit = var.memory_limit
      }

      env {
        SEARCH_HTTP = "7700"
      }

      service {
        name = "project"
        tags = ["search", "project-search-1"]
        port = "p7700"

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "curl -f http://localhost:$SEARCH_HTTP/"]
          interval = "30s"
          timeout  = "30s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "sums" {
    network {
      # Not declared: inferred from its environment variable JAVA_OPTS.
      port "p8090" {
        static = 8090
        to     = 8090
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "sums" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "${var.registry}/project-sums:${var.tag}"
        hostname          = "sums"
        ports             = ["p8090"]
        memory_hard_limit = max(var.memory_limit, 2048)
      }

      env {
        JAVA_OPTS = "-Xmx1g -Dserver.port=8090"
      }

      service {
        name = "project"
        tags = ["sums", "project-sums-1"]
        port = "p8090"
      }

      # Twice the 1024 MiB of -Xmx.
      resources {
        cpu    = 200
        memory = 2048
      }
    }
  }

  group "unknown" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "unknown" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/unknown:1"
        hostname          = "unknown"
        memory_hard_limit = var.memory_limit
      }

      env {
        REDIS_PORT = "6379"
      }

      service {
        name = "project"
        tags = ["unknown", "project-unknown-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "front" {
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
        searches = ["project.service.consul"]
      }
    }

    task "front" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        hostname          = "front"
        ports             = ["p80", "p80_2"]
        volumes           = ["local/bind/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until api, broker, db, docs, jobs, mailer, pages, search, sums and unknown are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "broker.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "db.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "docs.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "jobs.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "mailer.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "pages.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "search.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "sums.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
          {{ if service "unknown.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/front/front" }}{{ end }}{{ end }}
        EOT
      }

      template {
        destination = "local/bind/default.conf"
        data        = <<-EOT
          upstream shop {
            server shop:3000; # not server shop:9999;
          }
          server {
            listen 80;
            location / { proxy_pass http://shop/; }
          }
        EOT
      }

      service {
        name = "project"
        tags = ["front", "project-front-1"]
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
    network {
      # Not declared: inferred from its environment variable PORT.
      port "p8099" {
        static = 8099
        to     = 8099
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/worker:1"
        hostname          = "worker"
        ports             = ["p8099"]
        memory_hard_limit = var.memory_limit
      }

      env {
        PORT    = "8099"
        THREADS = "4"
      }

      service {
        name = "project"
        tags = ["worker", "project-worker-1"]
        port = "p8099"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "shop" {
    network {
      port "p3000" {
        static = 3000
        to     = 3000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "shop" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/shop:1"
        hostname          = "shop"
        ports             = ["p3000"]
        memory_hard_limit = var.memory_limit
        labels = {
          "traefik.enable"                                      = "true"
          "traefik.http.services.shop.loadbalancer.server.port" = "3000"
        }
      }

      service {
        name = "project"
        tags = ["shop", "project-shop-1"]
        port = "p3000"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }
      }

      # For the routers that its labels speak to.
      service {
        name = "project-shop"
        tags = ["traefik.enable=true"]
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
}

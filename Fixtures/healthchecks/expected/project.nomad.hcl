# project: converted from the Compose project "project" by compose2nomad
# nomad job run -var-file=project.vars.hcl project.nomad.hcl

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

variable "HOME" {
  type = string
}

job "project" {
  type = "service"

  group "curl" {
    network {
      port "p8080" {
        static = 8080
        to     = 8080
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "curl" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/a:1"
        hostname          = "curl"
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["curl", "project-curl-1"]
        port = "p8080"

        check {
          type                     = "http"
          path                     = "/health?full=1"
          interval                 = "15s"
          timeout                  = "5s"
          failures_before_critical = 4
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "exec" {
    network {
      # Not declared: inferred from its image redis.
      port "p6379" {
        static = 6379
        to     = 6379
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "exec" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "redis:7"
        hostname          = "exec"
        ports             = ["p6379"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["exec", "project-exec-1"]
        port = "p6379"

        check {
          type     = "script"
          command  = "redis-cli"
          args     = ["ping"]
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

  group "none" {
    network {
      port "p1" {
        static = 1
        to     = 1
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "none" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/f:1"
        hostname          = "none"
        ports             = ["p1"]
        memory_hard_limit = var.memory_limit

        healthchecks {
          disable = true
        }
      }

      service {
        name = "project"
        tags = ["none", "project-none-1"]
        port = "p1"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "of-the-image" {
    network {
      port "p2" {
        static = 2
        to     = 2
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "of-the-image" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/h:1"
        hostname          = "of-the-image"
        ports             = ["p2"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["of-the-image", "project-of-the-image-1"]
        port = "p2"

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

  group "port" {
    network {
      port "p6000" {
        static = 6000
        to     = 6000
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "port" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/d:1"
        hostname          = "port"
        ports             = ["p6000"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["port", "project-port-1"]
        port = "p6000"

        check {
          type                     = "tcp"
          interval                 = "1s"
          timeout                  = "30s"
          failures_before_critical = 3
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "secure" {
    network {
      port "p8443" {
        static = 8443
        to     = 8443
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "secure" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "secure"
        ports             = ["p8443"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["secure", "project-secure-1"]
        port = "p8443"

        check {
          type                     = "http"
          protocol                 = "https"
          tls_skip_verify          = true
          path                     = "/"
          interval                 = "30s"
          timeout                  = "30s"
          failures_before_critical = 3

          header {
            Host = ["shop"]
          }
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "shell" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "shell" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/e:1"
        hostname          = "shell"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["shell", "project-shell-1"]

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "test -e /ready && ! grep -q ERROR ${var.HOME}/log"]
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

  group "wget" {
    network {
      port "p80" {
        static = 80
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "wget" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "wget"
        ports             = ["p80"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["wget", "project-wget-1"]
        port = "p80"

        check {
          type                     = "http"
          path                     = "/ready"
          interval                 = "30s"
          timeout                  = "30s"
          failures_before_critical = 3
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

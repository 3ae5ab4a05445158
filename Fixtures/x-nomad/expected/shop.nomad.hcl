# shop: converted from the Compose project "shop" by compose2nomad
# nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

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

variable "NAMESPACE" {
  type    = string
  default = "shops"
}

variable "REGISTRY_PASSWORD" {
  type    = string
  default = "none"
}

variable "STAGE" {
  type    = string
  default = "test"
}

job "shop" {
  type        = "service"
  datacenters = ["dc1", "dc2"]
  namespace   = var.NAMESPACE
  priority    = 70
  region      = "eu"

  constraint {
    attribute = "${attr.kernel.name}"
    value     = "linux"
  }

  meta {
    owner = "team-shop"
  }

  group "db" {
    constraint {
      attribute = "${meta.disk}"
      value     = "ssd"
    }

    volume "data" {
      type            = "csi"
      source          = "shop-db"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"

      mount_options {
        fs_type     = "ext4"
        mount_flags = ["noatime"]
      }
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
      kill_timeout = "25s"

      config {
        image             = "postgres:16"
        hostname          = "db"
        ports             = ["p5432"]
        memory_hard_limit = var.memory_limit
      }

      env {
        POSTGRES_PASSWORD = "secret"
        PGDATA            = "/var/lib/postgresql/data/pg"
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      service {
        name = "shop"
        tags = ["db", "shop-db-1"]
        port = "p5432"
      }

      resources {
        cpu        = 1000
        memory     = 1024
        memory_max = 2048
      }
    }
  }

  group "api" {
    count          = 2
    shutdown_delay = "5s"

    update {
      canary       = 1
      health_check = "checks"
      max_parallel = 1
    }

    network {
      port "p8080" {
        static = 8080
        to     = 8080
      }

      port "metrics" {
        to = 9100
      }

      dns {
        servers  = var.dns_servers
        searches = ["shop.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example.com/api:1"
        ports             = ["p8080"]
        memory_hard_limit = var.memory_limit
        force_pull        = true

        labels {
          node  = "${node.unique.name}"
          plain = "$$${HOME}"
        }

        ulimit {
          nofile = "4096:8192"
        }

        auth {
          password = var.REGISTRY_PASSWORD
          username = "ci"
        }
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.shop|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/shop/api/api" }}{{ end }}{{ end }}
        EOT
      }

      template {
        data        = "ZONE={{ env \"node.datacenter\" }}\n"
        destination = "local/zone.env"
        env         = true
      }

      service {
        name = "shop"
        tags = ["api", "route-${var.STAGE}"]
        port = "p8080"

        check {
          type     = "tcp"
          interval = "10s"
          timeout  = "3s"
        }

        check {
          interval = "10s"
          name     = "health"
          path     = "/health"
          timeout  = "2s"
          type     = "http"
        }

        meta {
          version = "1"
        }
      }

      logs {
        max_file_size = 5
        max_files     = 3
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

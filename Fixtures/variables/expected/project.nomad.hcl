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

variable "API_PORT" {
  type = number
}

variable "FROM_ENVIRONMENT" {
  type = string
}

variable "NAME" {
  type = string
}

variable "REPLICAS" {
  type = number
}

variable "SHARED" {
  type = string
}

variable "TAG" {
  type    = string
  default = "latest"
}

variable "UNSET_VARIABLE" {
  type = string
}

variable "api__DATABASE_PASSWORD" {
  type = string
}

variable "api__LEVEL" {
  type    = string
  default = "info"
}

variable "worker__DATABASE_PASSWORD" {
  type = string
}

variable "worker__LEVEL" {
  type    = string
  default = "debug"
}

job "project" {
  type = "service"

  group "api" {
    count = var.REPLICAS

    network {
      port "p80" {
        static = var.API_PORT
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

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/api:${var.TAG}"
        hostname          = "api"
        ports             = ["p80", "p80_2"]
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE_PASSWORD = var.api__DATABASE_PASSWORD
        EMPTY             = var.UNSET_VARIABLE
        FROM_ENVIRONMENT  = var.FROM_ENVIRONMENT
        GREETING          = "Hello ${var.NAME}"
        LEVEL             = var.api__LEVEL
        LITERAL           = "$${NOT_A_VARIABLE}"
        SHARED            = var.SHARED
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
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
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/worker:${var.TAG}"
        args              = ["work", "--name=${var.NAME}", "--shell=$$${HOSTNAME}", "%%%{literal}"]
        hostname          = "worker"
        memory_hard_limit = var.memory_limit
      }

      env {
        DATABASE_PASSWORD = var.worker__DATABASE_PASSWORD
        LEVEL             = var.worker__LEVEL
        SHARED            = var.SHARED
      }

      service {
        name = "project"
        tags = ["worker", "project-worker-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

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

variable "ROOT_PASSWORD" {
  type    = string
  default = "change-me"
}

job "project" {
  type = "service"

  group "db" {
    network {
      # Not declared: inferred from its image mariadb.
      port "p3306" {
        static = 3306
        to     = 3306
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
        image             = "mariadb:11"
        hostname          = "db"
        ports             = ["p3306"]
        memory_hard_limit = var.memory_limit
      }

      env {
        MARIADB_ROOT_PASSWORD = var.ROOT_PASSWORD
      }

      service {
        name = "project"
        tags = ["db", "project-db-1"]
        port = "p3306"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "migrate" {
    restart {
      attempts = 3
      interval = "24h"
      delay    = "15s"
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "migrate" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      restart {
        attempts = 3
        interval = "24h"
        delay    = "15s"
        mode     = "fail"
      }

      config {
        image             = "example/app:2"
        args              = ["migrate", "--all"]
        hostname          = "migrate"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/migrate/migrate" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    # Starts when migrate has ended well; those that wait for it look for this service.
    task "migrate-done" {
      driver = "docker"

      config {
        image   = "busybox:1"
        command = "sleep"
        args    = ["2147483647"]
      }

      service {
        name = "project"
        tags = ["migrate-done"]
      }

      resources {
        cpu    = 10
        memory = 10
      }
    }
  }

  group "api" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/app:2"
        hostname          = "api"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until migrate-done is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "migrate-done.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/api/api" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "project"
        tags = ["api", "project-api-1"]
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
        image             = "example/app:2"
        args              = ["worker"]
        hostname          = "worker"
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until migrate-done is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "migrate-done.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/worker/worker" }}{{ end }}{{ end }}
        EOT
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

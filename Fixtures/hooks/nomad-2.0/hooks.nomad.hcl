# hooks: converted from the Compose project "hooks" by compose2nomad
# nomad job run hooks.nomad.hcl

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

job "hooks" {
  type = "service"

  group "db" {
    network {
      # Not declared: inferred from its image postgres.
      port "p5432" {
        static = 5432
        to     = 5432
      }

      dns {
        servers  = var.dns_servers
        searches = ["hooks.service.consul"]
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

      env {
        POSTGRES_PASSWORD = "secret"
      }

      service {
        name = "hooks"
        tags = ["db", "hooks-db-1"]
        port = "p5432"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "app" {
    volume "state" {
      type   = "host"
      source = "hooks-state"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["hooks.service.consul"]
      }
    }

    # The pre_start hooks of app, one after the other.
    task "app-init-1" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image      = "example/app:3"
        entrypoint = ["/bin/sh"]
        args = [
          "-c",
          "\"$1\" \"$2\" \"$3\" && (cd \"$4\" && \"$5\" \"$6\" \"$7\" \"$8\" \"$9\")",
          "sh",
          "sh",
          "-c",
          "mkdir -p /state/a",
          "/srv",
          "env",
          "STEP=2",
          "./migrate",
          "--to",
          "$$${VERSION}",
        ]
        hostname          = "app"
        memory_hard_limit = var.memory_limit
      }

      env {
        MODE = "live"
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.hooks|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/hooks/app/app-init-1" }}{{ end }}{{ end }}
        EOT
      }

      volume_mount {
        volume      = "state"
        destination = "/state"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "app" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/app:3"
        hostname          = "app"
        memory_hard_limit = var.memory_limit
      }

      env {
        MODE = "live"
      }

      # Holds the task back until db is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "db.hooks|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/hooks/app/app" }}{{ end }}{{ end }}
        EOT
      }

      # Runs a post_start hook in the container: run_on_first_render needs Nomad 2.0.5.
      template {
        destination = "local/.post_start_1"
        change_mode = "script"
        data        = <<-EOT
          post_start
        EOT

        change_script {
          command = "/bin/sh"
          args = [
            "-c",
            "cd \"$1\" && shift && exec \"$@\"",
            "sh",
            "/srv",
            "env",
            "LEVEL=1",
            "./warm-up",
            "--all",
          ]
          fail_on_error       = true
          run_on_first_render = true
        }
      }

      template {
        destination = "local/.post_start_2"
        change_mode = "script"
        data        = <<-EOT
          post_start
        EOT

        change_script {
          command             = "./announce"
          args                = ["now"]
          fail_on_error       = true
          run_on_first_render = true
        }
      }

      volume_mount {
        volume      = "state"
        destination = "/state"
      }

      service {
        name = "hooks"
        tags = ["app", "hooks-app-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "mixed" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["hooks.service.consul"]
      }
    }

    # A pre_start hook of mixed.
    task "mixed-init-1" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/mixed:3"
        args              = ["one"]
        hostname          = "mixed"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    # A pre_start hook of mixed.
    task "mixed-init-2" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/two:1"
        args              = ["two"]
        hostname          = "mixed"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "mixed" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/mixed:3"
        hostname          = "mixed"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "hooks"
        tags = ["mixed", "hooks-mixed-1"]
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
        searches = ["hooks.service.consul"]
      }
    }

    # A pre_start hook of worker.
    task "worker-init-1" {
      driver       = "docker"
      user         = "1000"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/fetch:1"
        force_pull        = true
        args              = ["fetch", "models"]
        hostname          = "worker"
        privileged        = true
        memory_hard_limit = var.memory_limit
      }

      env {
        MODE = "once"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "worker" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/worker:3"
        force_pull        = true
        hostname          = "worker"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "hooks"
        tags = ["worker", "hooks-worker-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

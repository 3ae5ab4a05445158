# project: converted from the Compose project "project" by compose2nomad
# nomad job run project.nomad.hcl

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

job "project" {
  type = "service"

  group "app" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul", "corp.example"]
        options  = ["ndots:2"]
      }
    }

    task "app" {
      driver       = "docker"
      user         = "1000:1000"
      kill_timeout = "1m30s"
      kill_signal  = "SIGINT"

      config {
        image      = "example/app:1"
        force_pull = true
        entrypoint = ["/bin/sh", "-c"]
        args       = ["echo", "hello world", "$HOME"]
        work_dir   = "/srv"
        hostname   = "app-host"
        extra_hosts = [
          "host.docker.internal:${attr.unique.network.ip-address}",
          "registry:10.0.0.5",
        ]
        init              = true
        interactive       = true
        tty               = true
        privileged        = true
        cap_add           = ["net_admin", "sys_time"]
        cap_drop          = ["all"]
        security_opt      = ["no-new-privileges:true"]
        group_add         = ["audio", "999"]
        pid_mode          = "host"
        ipc_mode          = "private"
        cgroupns          = "host"
        memory_hard_limit = var.memory_limit
        shm_size          = 67108864
        oom_score_adj     = -100
        labels = {
          "com.example.team"              = "shop"
          "traefik.enable"                = "true"
          "traefik.http.routers.app.rule" = "Host(`app`)"
        }
        sysctl = { "net.core.somaxconn" = "1024" }

        ulimit {
          nofile = "1024:2048"
          nproc  = "512"
        }

        storage_opt {
          size = "1G"
        }

        logging {
          type = "json-file"
          config = {
            "max-file" = "3"
            "max-size" = "10m"
          }
        }

        devices {
          host_path          = "/dev/ttyUSB0"
          container_path     = "/dev/tty0"
          cgroup_permissions = "rw"
        }
      }

      service {
        name = "project"
        tags = ["app", "project-app-1"]
      }

      # For the routers that its labels speak to.
      service {
        name = "project-app"
        tags = ["traefik.enable=true", "traefik.http.routers.app.rule=Host(`app`)"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "plain" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "plain" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/plain:1"
        hostname          = "plain"
        cap_add           = ["chown"]
        security_opt      = ["credentialspec=registry://shop"]
        memory_hard_limit = var.memory_limit
      }

      # Holds the task back until app is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "app.project|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/project/plain/plain" }}{{ end }}{{ end }}
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
          command             = "announce"
          fail_on_error       = true
          run_on_first_render = true
        }
      }

      service {
        name = "project"
        tags = ["plain", "project-plain-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# prepared: converted from the Compose project "prepared" by compose2nomad
# nomad job run prepared.nomad.hcl

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

job "prepared" {
  type = "service"

  group "attached" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["prepared.service.consul"]
      }
    }

    task "attached" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/d:1"
        hostname          = "attached"
        network_mode      = "corp"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "prepared"
        tags = ["attached", "prepared-attached-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "beside" {
    task "beside" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        network_mode      = "container:legacy-db"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "builder" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["prepared.service.consul"]
      }
    }

    task "builder" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example.com/tools/builder:1"
        hostname          = "builder"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "prepared"
        tags = ["builder", "prepared-builder-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "confined" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["prepared.service.consul"]
      }
    }

    task "confined" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/a:1"
        volumes           = ["/var/run/docker.sock:/var/run/docker.sock"]
        privileged        = true
        cap_add           = ["sys_time"]
        security_opt      = ["seccomp=/etc/seccomp/shop.json"]
        userns_mode       = "host"
        pid_mode          = "host"
        ipc_mode          = "host"
        uts_mode          = "host"
        runtime           = "runsc"
        memory_hard_limit = var.memory_limit

        storage_opt {
          size = "1G"
        }

        devices {
          host_path          = "/dev/ttyUSB0"
          container_path     = "/dev/modem"
          cgroup_permissions = "rw"
        }
      }

      service {
        name = "prepared"
        tags = ["confined", "prepared-confined-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "stored" {
    volume "named" {
      type   = "host"
      source = "prepared-named"
    }

    volume "old" {
      type   = "host"
      source = "older-data"
    }

    volume "san" {
      type            = "csi"
      source          = "prepared-san"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["prepared.service.consul"]
      }
    }

    task "stored" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/e:1"
        hostname = "stored"
        volumes = [
          "/home/user/keys:/keys",
          "/var/run/docker.sock:/var/run/docker.sock",
          "local/configs/site:/site:ro",
          "local/configs/older:/older:ro",
          "secrets/compose:/run/secrets:ro",
        ]
        memory_hard_limit = var.memory_limit

        mount {
          type   = "volume"
          target = "/plugin"
          source = "prepared-plugin"

          volume_options {
            driver_config {
              name = "rexray/ebs"

              options {
                size = "20"
              }
            }
          }
        }
      }

      template {
        destination          = "local/configs/site"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/prepared/stored\" }}{{ .site }}{{ end }}"
      }

      template {
        destination          = "local/configs/older"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/prepared/stored\" }}{{ index . \"site-2019\" }}{{ end }}"
      }

      template {
        destination          = "secrets/compose/kept"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/prepared/stored\" }}{{ .kept }}{{ end }}"
      }

      template {
        destination          = "secrets/compose/foreign"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/prepared/stored\" }}{{ .elsewhere }}{{ end }}"
      }

      template {
        destination = "secrets/compose/vaulted"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/prepared\" }}{{ .vaulted }}{{ end }}"
      }

      volume_mount {
        volume      = "san"
        destination = "/san"
      }

      volume_mount {
        volume      = "old"
        destination = "/old"
      }

      volume_mount {
        volume      = "named"
        destination = "/named"
      }

      service {
        name = "prepared"
        tags = ["stored", "prepared-stored-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "windows" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["prepared.service.consul"]
      }
    }

    task "windows" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "windows"
        volumes           = ["\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine"]
        security_opt      = ["credentialspec=file://spec.json"]
        memory_hard_limit = var.memory_limit
        isolation         = "process"
      }

      service {
        name = "prepared"
        tags = ["windows", "prepared-windows-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

# project: converted from the Compose project "project" by compose2nomad
# nomad job run project.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

variable "cpu_mhz" {
  type        = number
  default     = 2000
  description = "MHz of one core of the nodes: Compose counts cores, Nomad MHz."
}

variable "memory_limit" {
  type        = number
  default     = 2048
  description = "MiB that a task may take at most where the compose file states no limit."
}

job "project" {
  type = "service"

  group "chosen" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "chosen" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "chosen"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["chosen", "project-chosen-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 2

          constraint {
            attribute = "${device.ids}"
            operator  = "set_contains"
            value     = "GPU-8f2a1c9e"
          }
        }

        device "amd/gpu" {
          count = 1
        }

        device "intel/gpu" {
          count = 1
        }
      }
    }
  }

  group "client" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "client" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "client"
        memory_hard_limit = var.memory_limit
      }

      env {
        STORE = "redis://store:6379/0"
      }

      service {
        name = "project"
        tags = ["client", "project-client-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "gpu" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "gpu" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "gpu"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["gpu", "project-gpu-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 1
        }
      }
    }
  }

  group "gpus" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "gpus" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "gpus"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["gpus", "project-gpus-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 2
        }
      }
    }
  }

  group "java" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "java" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/java:1"
        hostname          = "java"
        memory_hard_limit = max(var.memory_limit, 4096)
      }

      env {
        JAVA_OPTS = "-Xms1g -Xmx2g"
      }

      service {
        name = "project"
        tags = ["java", "project-java-1"]
      }

      # Twice the 2048 MiB of -Xmx.
      resources {
        cpu    = 200
        memory = 4096
      }
    }
  }

  group "limited" {
    count = 3

    constraint {
      attribute = "${attr.unique.hostname}"
      value     = "worker1"
    }

    constraint {
      attribute = "${meta.disk}"
      operator  = "!="
      value     = "hdd"
    }

    constraint {
      distinct_hosts = true
    }

    spread {
      attribute = "${meta.zone}"
      weight    = 100
    }

    restart {
      attempts = 5
      interval = "24h"
      delay    = "10s"
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    update {
      max_parallel     = 2
      canary           = 3
      min_healthy_time = "20s"
      auto_revert      = true
      auto_promote     = true
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "limited" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/a:1"
        memory_hard_limit = 1024
        pids_limit        = 200
      }

      service {
        name = "project"
        tags = ["limited", "project-limited-1", "project-limited-2", "project-limited-3"]
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.5)
        memory = 256
      }
    }
  }

  group "named" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "named" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/c:1"
        hostname          = "named"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["named", "project-named-1"]
      }

      resources {
        cpu    = 200
        memory = 512

        device "nvidia/gpu" {
          count = 1

          constraint {
            attribute = "${device.ids}"
            operator  = "set_contains"
            value     = "GPU-1b7e22d0"
          }
        }
      }
    }
  }

  group "once" {
    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    network {
      port "p6100" {
        static = 6100
        to     = 6100
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "once" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "once"
        ports             = ["p6100"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["once", "project-once-1"]
        port = "p6100"

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

  group "outweighed" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "outweighed" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "outweighed"
        cpu_hard_limit    = true
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["outweighed", "project-outweighed-1"]
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.5)
        memory = 512
      }
    }
  }

  group "quota" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "quota" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "quota"
        cpu_hard_limit    = true
        cpu_cfs_period    = 100000
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["quota", "project-quota-1"]
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.5)
        memory = 512
      }
    }
  }

  group "shares" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "shares" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "shares"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["shares", "project-shares-1"]
      }

      resources {
        cpu    = 500
        memory = 64
      }
    }
  }

  group "short" {
    constraint {
      attribute = "${attr.kernel.name}"
      value     = "linux"
    }

    constraint {
      attribute = "${attr.cpu.arch}"
      value     = "arm64"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "short" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image          = "example/b:1"
        hostname       = "short"
        cpu_hard_limit = true
        pids_limit     = 64
      }

      service {
        name = "project"
        tags = ["short", "project-short-1"]
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.25)
        memory = 128
      }
    }
  }

  group "steady" {
    count = 2

    constraint {
      attribute = "${meta.os}"
      value     = "linux"
    }

    spread {
      attribute = "${attr.unique.hostname}"
      weight    = 100
    }

    restart {
      attempts = 10
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
    }

    update {
      max_parallel     = 1
      min_healthy_time = "45s"
    }

    network {
      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "steady" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        cpu_hard_limit    = true
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["steady", "project-steady-1", "project-steady-2"]
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.75)
        memory = 512
      }
    }
  }

  group "store" {
    restart {
      attempts = 10
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
    }

    network {
      # Not declared: inferred from the environment variable STORE of client.
      port "p6379" {
        static = 6379
        to     = 6379
      }

      dns {
        servers  = var.dns_servers
        searches = ["project.service.consul"]
      }
    }

    task "store" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "redis:7"
        hostname          = "store"
        ports             = ["p6379"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["store", "project-store-1"]
        port = "p6379"
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "stubborn" {
    restart {
      attempts = 4
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

    task "stubborn" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/b:1"
        hostname          = "stubborn"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "project"
        tags = ["stubborn", "project-stubborn-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

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

job "project" {
  type = "service"

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
        memory_hard_limit = 2048
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
        image = "example/java:1"
      }

      env {
        JAVA_OPTS = "-Xms1g -Xmx2g"
      }

      # Twice the Java heap of 2048 MiB (-Xmx).
      resources {
        cpu    = 200
        memory = 4096
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
        cpu_hard_limit = true
        pids_limit     = 64
      }

      resources {
        cpu    = floor(var.cpu_mhz * 0.25)
        memory = 128
      }
    }
  }
}

# project-limited: converted from the Compose project "project" by compose2nomad
# nomad job run project-limited.nomad.hcl

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

job "project-limited" {
  type = "batch"

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

      resources {
        cpu    = floor(var.cpu_mhz * 0.5)
        memory = 256
      }
    }
  }
}

# images: converted from the Compose project "images" by compose2nomad
# nomad job run images.nomad.hcl

variable "dns_servers" {
  type        = list(string)
  default     = ["$${attr.unique.network.ip-address}"]
  description = "Resolvers that answer *.consul and forward the rest."
}

job "images" {
  type = "service"

  group "agent" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "agent" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/agent@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "db" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "db" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "postgres:16"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "report" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "report" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "registry.example/report:2"
        memory_hard_limit = 2048
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    network {
      port "p80" {
        static = 8080
        to     = 80
      }

      dns {
        servers  = var.dns_servers
        searches = ["images.service.consul"]
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "nginx:1.27"
        ports             = ["p80"]
        memory_hard_limit = 2048
      }

      service {
        name = "images"
        tags = ["web", "images-web-1"]
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
}

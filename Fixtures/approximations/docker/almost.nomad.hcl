# almost: converted from the Compose project "almost" by compose2nomad
# nomad job run -var-file=almost.vars.hcl almost.nomad.hcl

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

variable "node" {
  type        = string
  default     = ""
  description = "Name of the node that runs the job, where several could: deploy.sh asks for it."
}

variable "GREETING" {
  type = string
}

job "almost" {
  type = "service"

  # Its peers are found on the same node.
  dynamic "constraint" {
    for_each = compact([var.node])

    content {
      attribute = "${node.unique.name}"
      value     = constraint.value
    }
  }

  group "api" {
    count = 2

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

    volume "static" {
      type   = "host"
      source = "almost-static"
    }

    network {
      mode = "bridge"

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    service {
      name         = "almost"
      tags         = ["api", "almost-api-1", "almost-api-2"]
      port         = "7000"
      address_mode = "alloc"

      check {
        type           = "tcp"
        address_mode   = "alloc"
        interval       = "10s"
        timeout        = "3s"
        initial_status = "passing"
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "25s"

      config {
        image             = "example/api:1"
        force_pull        = true
        volumes           = ["/srv/shared:/shared:rshared,z", "/srv/labelled:/labelled:Z", "/srv/odd:/odd"]
        memory_hard_limit = var.memory_limit

        devices {
          host_path      = "/dev/null"
          container_path = "/dev/x"
        }

        mount {
          type   = "volume"
          target = "/data"
          source = "almost-data"

          volume_options {
            no_copy = true

            labels {
              tier = "gold"
              zone = "a"
            }
          }
        }

        mount {
          type   = "bind"
          target = "/strict"
          source = "/srv/strict"

          bind_options {
            propagation = "rslave"
          }
        }

        mount {
          type   = "volume"
          target = "/nameless"
        }

        mount {
          type   = "bind"
          target = "/colon"
          source = "/srv/a:b"
        }

        mount {
          type   = "tmpfs"
          target = "/run"

          tmpfs_options {
            size = 1048576
          }
        }

        mount {
          type   = "tmpfs"
          target = "/tmp"
        }

        mount {
          type     = "bind"
          target   = "/etc/na:me"
          source   = "local/configs/named"
          readonly = true
        }
      }

      env {
        CACHE_HOST = "cache"
        CACHE_PORT = "0"
      }

      template {
        destination = "local/configs/named"
        perms       = "0444"
        data        = "hello"
      }

      volume_mount {
        volume      = "static"
        destination = "/col:on"
      }

      volume_mount {
        volume           = "static"
        destination      = "/static"
        read_only        = true
        propagation_mode = "host-to-task"
        selinux_label    = "z"
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "almost"
        tags = ["api-started"]
      }

      resources {
        cpu    = 200
        memory = 96
      }
    }
  }

  group "cache" {
    volume "static" {
      type   = "host"
      source = "almost-static"
    }

    network {
      mode     = "bridge"
      hostname = "cache"

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    service {
      name         = "almost"
      tags         = ["cache", "almost-cache-1", "store"]
      port         = "7001"
      address_mode = "alloc"
    }

    task "cache" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image = "example/cache:1"
        volumes = [
          "/srv/shared:/shared:ro,rshared,z",
          "/srv/labelled:/labelled:ro,Z",
          "/srv/odd:/odd:ro",
          "local/configs/greeting:/greeting:ro",
          "local/configs/named:/named:ro",
          "local/configs/named-elsewhere:/named-elsewhere:ro",
          "secrets/compose:/run/secrets:ro",
        ]
        memory_hard_limit = var.memory_limit
        sysctl            = { "net.core.somaxconn" = "1024" }

        healthchecks {
          disable = true
        }

        mount {
          type     = "volume"
          target   = "/data"
          source   = "almost-data"
          readonly = true

          volume_options {
            no_copy = true

            labels {
              tier = "gold"
              zone = "a"
            }
          }
        }

        mount {
          type     = "bind"
          target   = "/strict"
          source   = "/srv/strict"
          readonly = true

          bind_options {
            propagation = "rslave"
          }
        }

        mount {
          type     = "bind"
          target   = "/colon"
          source   = "/srv/a:b"
          readonly = true
        }
      }

      # Holds the task back until api is there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api-started.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/cache/cache" }}{{ end }}{{ end }}
        EOT
      }

      template {
        destination = "local/configs/greeting"
        perms       = "0444"
        data        = "${var.GREETING}"
      }

      template {
        destination = "local/configs/named"
        perms       = "0444"
        data        = "hello"
      }

      template {
        destination          = "local/configs/named-elsewhere"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/almost/cache\" }}{{ index . \"company-config\" }}{{ end }}"
      }

      template {
        destination = "secrets/compose/key"
        perms       = "0444"
        data        = "{{ with nomadVar \"nomad/jobs/almost\" }}{{ .key }}{{ end }}"
      }

      template {
        destination          = "secrets/compose/key-elsewhere"
        perms                = "0444"
        error_on_missing_key = true
        data                 = "{{ with nomadVar \"nomad/jobs/almost/cache\" }}{{ index . \"company-key\" }}{{ end }}"
      }

      volume_mount {
        volume      = "static"
        destination = "/col:on"
        read_only   = true
      }

      volume_mount {
        volume           = "static"
        destination      = "/static"
        read_only        = true
        propagation_mode = "host-to-task"
        selinux_label    = "z"
      }

      # Says that the task runs: the group's services are registered before.
      service {
        name = "almost"
        tags = ["cache-started"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "metal" {
    network {
      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    task "metal" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/metal:1"
        network_mode      = "host"
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "almost"
        tags = ["metal", "almost-metal-1"]
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "telephone" {
    network {
      mode     = "bridge"
      hostname = "telephone"

      port "p5060" {
        static = 5060
        to     = 5060
      }

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    service {
      name         = "almost"
      tags         = ["telephone", "almost-telephone-1"]
      port         = "p5060"
      address_mode = "alloc"

      check {
        type         = "tcp"
        address_mode = "alloc"
        interval     = "10s"
        timeout      = "3s"
      }
    }

    task "telephone" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/sip:1"
        memory_hard_limit = var.memory_limit
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }

  group "web" {
    count = 2

    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    network {
      mode     = "bridge"
      hostname = "front.shop.example"

      port "p80" {
        static = 8080
        to     = 80
      }

      port "p443" {
        static = 8443
        to     = 443
      }

      port "p53" {
        static = 5300
        to     = 53
      }

      port "p90" {
        to = 90
      }

      dns {
        servers  = ["10.0.0.53"]
        searches = ["almost.service.consul"]
      }
    }

    service {
      name         = "almost"
      tags         = ["web", "almost-web-1", "almost-web-2"]
      port         = "p80"
      address_mode = "alloc"

      check {
        type     = "script"
        task     = "web"
        command  = "/check"
        interval = "30s"
        timeout  = "1s"
      }
    }

    # A pre_start hook of web.
    task "web-init-1" {
      driver       = "docker"
      kill_timeout = "10s"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image             = "example/web:1"
        args              = ["warm"]
        memory_hard_limit = var.memory_limit

        logging {
          type   = "syslog"
          config = { "syslog-address" = "udp://10.0.0.9:514" }
        }
      }

      # Holds the task back until api and cache are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api-started.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web-init-1" }}{{ end }}{{ end }}
          {{ if service "cache-started.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web-init-1" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }

    task "web" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/web:1"
        memory_hard_limit = var.memory_limit

        logging {
          type   = "syslog"
          config = { "syslog-address" = "udp://10.0.0.9:514" }
        }
      }

      # Holds the task back until api and cache are there.
      # Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.
      template {
        destination = "local/gate"
        change_mode = "noop"
        data        = <<-EOT
          {{ if service "api-started.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web" }}{{ end }}{{ end }}
          {{ if service "cache-started.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web" }}{{ end }}{{ end }}
        EOT
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

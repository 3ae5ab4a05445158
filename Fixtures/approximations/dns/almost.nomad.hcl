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

variable "GREETING" {
  type = string
}

job "almost" {
  type = "service"

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

    volume "data" {
      type   = "host"
      source = "almost-data"
    }

    volume "static" {
      type   = "host"
      source = "almost-static"
    }

    network {
      port "p7000" {
        static = 7000
        to     = 7000
      }

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "25s"

      config {
        image             = "example/api:1"
        force_pull        = true
        mac_address       = "02:42:ac:11:65:50"
        ports             = ["p7000"]
        volumes           = ["/srv/shared:/shared:rshared,z", "/srv/labelled:/labelled:Z", "/srv/odd:/odd"]
        memory_hard_limit = var.memory_limit

        devices {
          host_path      = "/dev/null"
          container_path = "/dev/x"
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
        volume      = "data"
        destination = "/data"
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

      service {
        name = "almost"
        tags = ["api", "almost-api-1", "almost-api-2"]
        port = "p7000"

        check {
          type           = "tcp"
          interval       = "10s"
          timeout        = "3s"
          initial_status = "passing"
        }
      }

      resources {
        cpu    = 200
        memory = 96
      }
    }
  }

  group "cache" {
    volume "data" {
      type   = "host"
      source = "almost-data"
    }

    volume "static" {
      type   = "host"
      source = "almost-static"
    }

    network {
      port "p7001" {
        static = 7001
        to     = 7001
      }

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    task "cache" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image    = "example/cache:1"
        hostname = "cache"
        ports    = ["p7001"]
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
          {{ if service "api.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/cache/cache" }}{{ end }}{{ end }}
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
        volume      = "data"
        destination = "/data"
        read_only   = true
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

      service {
        name = "almost"
        tags = ["cache", "almost-cache-1", "store"]
        port = "p7001"
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
      port "p5060" {
        static = 5060
        to     = 5060
      }

      dns {
        servers  = var.dns_servers
        searches = ["almost.service.consul"]
      }
    }

    task "telephone" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "example/sip:1"
        hostname          = "telephone"
        ports             = ["p5060"]
        memory_hard_limit = var.memory_limit
      }

      service {
        name = "almost"
        tags = ["telephone", "almost-telephone-1"]
        port = "p5060"

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

      # Not declared: inferred from what it publishes on another port or address.
      port "p80_2" {
        static = 80
        to     = 80
      }

      # Not declared: inferred from what it publishes on another port or address.
      port "p443_2" {
        static = 443
        to     = 443
      }

      dns {
        servers  = ["10.0.0.53"]
        searches = ["almost.service.consul"]
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
        hostname          = "front.shop.example"
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
          {{ if service "api.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web-init-1" }}{{ end }}{{ end }}
          {{ if service "cache.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web-init-1" }}{{ end }}{{ end }}
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
        hostname          = "front.shop.example"
        ports             = ["p80", "p443", "p53", "p90", "p80_2", "p443_2"]
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
          {{ if service "api.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web" }}{{ end }}{{ end }}
          {{ if service "cache.almost|any" }}ready{{ else }}{{ with nomadVar "nomad/jobs/almost/web/web" }}{{ end }}{{ end }}
        EOT
      }

      service {
        name = "almost"
        tags = ["web", "almost-web-1", "almost-web-2"]
        port = "p80"

        check {
          type     = "script"
          command  = "/check"
          interval = "30s"
          timeout  = "1s"
        }
      }

      resources {
        cpu    = 200
        memory = 512
      }
    }
  }
}

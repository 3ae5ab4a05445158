# funless-elasticsearch: converted from the Compose project "funless" by compose2nomad
# nomad job run -var-file=funless.vars.hcl -hcl2-strict=false funless-elasticsearch.nomad.hcl

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

variable "ELASTIC_PASSWORD" {
  type = string
}

variable "ELK_VERSION" {
  type = string
}

job "funless-elasticsearch" {
  type = "service"

  group "elasticsearch" {
    # The healthcheck may take 120 retries of 10s; the deployment must outlast it.
    update {
      healthy_deadline  = "20m"
      progress_deadline = "25m"
    }

    volume "elasticsearch-data" {
      type   = "host"
      source = "funless-elasticsearch-data"
    }

    network {
      # Not declared: inferred from the environment variable ELASTICSEARCH_HOSTS of kibana.
      port "p9200" {
        static = 9200
        to     = 9200
      }

      dns {
        servers  = var.dns_servers
        searches = ["funless.service.consul"]
      }
    }

    task "elasticsearch" {
      driver       = "docker"
      kill_timeout = "10s"

      config {
        image             = "docker.elastic.co/elasticsearch/elasticsearch:${var.ELK_VERSION}"
        hostname          = "elasticsearch"
        ports             = ["p9200"]
        memory_hard_limit = max(var.memory_limit, 1024)
      }

      env = {
        ELASTIC_PASSWORD        = var.ELASTIC_PASSWORD
        ES_JAVA_OPTS            = "-Xms512m -Xmx512m"
        "bootstrap.memory_lock" = "true"
        "discovery.type"        = "single-node"
      }

      volume_mount {
        volume      = "elasticsearch-data"
        destination = "/usr/share/elasticsearch/data"
      }

      service {
        name = "funless"
        tags = ["elasticsearch", "funless-elasticsearch-1"]
        port = "p9200"

        check {
          type     = "script"
          command  = "/bin/sh"
          args     = ["-c", "curl http://localhost:9200 | grep -q 'You Know, for Search'"]
          interval = "10s"
          timeout  = "10s"
        }
      }

      # Twice the 512 MiB of -Xmx.
      resources {
        cpu    = 200
        memory = 1024
      }
    }
  }
}

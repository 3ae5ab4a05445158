@testable import NomadEmitter
import Testing

@Suite struct JobspecSnapshotTests {
    @Test func wholeJob() throws {
        let task = Jobspec.Task(
            name: TaskName(sanitizing: "kibana"),
            user: "root",
            killTimeout: .seconds(90),
            lifecycle: Jobspec.Lifecycle(hook: .prestart, sidecar: false),
            config: DockerConfig(
                image: "docker.elastic.co/kibana:\(.variable("ELK_VERSION"))",
                args: ["-c", "echo ${HOME} %{x}"],
                ports: [PortLabel(sanitizing: "p5601")],
                memoryHardLimit: 2048,
                labels: ["a.b": "c", "d": "${e}"],
                mounts: [DockerConfig.Mount(.tmpfs(size: 1_048_576), target: "/tmp")]
            ),
            env: [
                "SERVERNAME": "kibana", "HOST": .variable("HOST"), "RAW": "${X}", "IP": .runtime("NOMAD_IP_p5601"),
            ],
            templates: [
                Jobspec.Template(
                    destination: "secrets/compose.env",
                    env: true,
                    content: .data("{{ with nomadVar \"x\" }}\n\nA={{ .A | toJSON }}\n{{ end }}\n")
                )
            ],
            services: [
                Jobspec.Service(
                    name: ServiceName(sanitizing: "shop"),
                    tags: ["kibana"],
                    port: .label(PortLabel(sanitizing: "p5601")),
                    provider: .consul,
                    checks: [Jobspec.Check(kind: .tcp, interval: .seconds(10), timeout: .seconds(3))]
                )
            ],
            resources: Jobspec.Resources(cpu: 200, memory: .scaled(variable: "MEM", by: 0.5))
        )
        let group = Jobspec.Group(
            name: GroupName(sanitizing: "kibana"),
            count: 2,
            network: Jobspec.Network(
                ports: [
                    Jobspec.Port(
                        label: PortLabel(sanitizing: "p5601"),
                        staticPort: .variable("KIBANA_PORT"),
                        to: 5601
                    )
                ],
                dns: Jobspec.DNSConfig(servers: .variable("dns_servers"), searches: ["fl.service.consul"])
            ),
            tasks: [task],
            comment: ["the only group"]
        )
        let jobspec = Jobspec(
            comment: ["Made from compose.yml"],
            variables: [
                Jobspec.Variable(
                    name: "dns_servers",
                    type: .strings,
                    default: .strings(["${attr.unique.network.ip-address}"])
                )
            ],
            job: Jobspec.Job(name: JobName(sanitizing: "fl_kibana"), groups: [group])
        )
        #expect(
            jobspec.hcl() == """
                # Made from compose.yml

                variable "dns_servers" {
                  type    = list(string)
                  default = ["$${attr.unique.network.ip-address}"]
                }

                job "fl-kibana" {
                  type = "service"

                  # the only group
                  group "kibana" {
                    count = 2

                    network {
                      port "p5601" {
                        static = var.KIBANA_PORT
                        to     = 5601
                      }

                      dns {
                        servers  = var.dns_servers
                        searches = ["fl.service.consul"]
                      }
                    }

                    task "kibana" {
                      driver       = "docker"
                      user         = "root"
                      kill_timeout = "1m30s"

                      lifecycle {
                        hook    = "prestart"
                        sidecar = false
                      }

                      config {
                        image             = "docker.elastic.co/kibana:${var.ELK_VERSION}"
                        args              = ["-c", "echo $$${HOME} %%%{x}"]
                        ports             = ["p5601"]
                        memory_hard_limit = 2048
                        labels = {
                          "a.b" = "c"
                          d     = "$$${e}"
                        }

                        mount {
                          type   = "tmpfs"
                          target = "/tmp"

                          tmpfs_options {
                            size = 1048576
                          }
                        }
                      }

                      env {
                        SERVERNAME = "kibana"
                        HOST       = var.HOST
                        RAW        = "$${X}"
                        IP         = "${NOMAD_IP_p5601}"
                      }

                      template {
                        destination = "secrets/compose.env"
                        env         = true
                        data        = <<-EOT
                          {{ with nomadVar "x" }}

                          A={{ .A | toJSON }}
                          {{ end }}
                        EOT
                      }

                      service {
                        name     = "shop"
                        tags     = ["kibana"]
                        port     = "p5601"
                        provider = "consul"

                        check {
                          type     = "tcp"
                          interval = "10s"
                          timeout  = "3s"
                        }
                      }

                      resources {
                        cpu    = 200
                        memory = floor(var.MEM * 0.5)
                      }
                    }
                  }
                }

                """
        )
    }
}

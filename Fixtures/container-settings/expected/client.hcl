# What the Nomad clients need for project: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  max_kill_timeout = "1m30s"
}

plugin "docker" {
  config {
    # app: privileged
    allow_privileged = true
    allow_caps = [
      "audit_write",
      "chown",
      "dac_override",
      "fowner",
      "fsetid",
      "kill",
      "mknod",
      "net_admin",
      "net_bind_service",
      "setfcap",
      "setgid",
      "setpcap",
      "setuid",
      "sys_chroot",
      "sys_time",
    ]

    # Nomad 2.0.4 and later.
    allowed_modes {
      ipc = ["private"]
      pid = ["host"]
    }
  }
}

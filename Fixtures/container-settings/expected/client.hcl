# What the Nomad clients need for project: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  # The longest stop_grace_period; the default of 30 s would cut it short.
  max_kill_timeout = "1m30s"

  # Templates watch what they wait for as long as their tasks run. Without this, five minutes without
  # an answer end every group that has one ("Template failed"); 0 asks again for ever.
  template {
    consul_retry {
      attempts = 0
    }

    nomad_retry {
      attempts = 0
    }
  }
}

# Add this to the docker plugin's block of the node's own configuration, which
# a second block would replace:
#
# plugin "docker" {
#   config {
#     # app: privileged
#     allow_privileged = true
#     # Nomad's own list, and what the services add: net_admin, sys_time.
#     allow_caps = [
#       "audit_write",
#       "chown",
#       "dac_override",
#       "fowner",
#       "fsetid",
#       "kill",
#       "mknod",
#       "net_admin",
#       "net_bind_service",
#       "setfcap",
#       "setgid",
#       "setpcap",
#       "setuid",
#       "sys_chroot",
#       "sys_time",
#     ]
#     # Nomad 2.0.4 and later.
#     allowed_modes {
#       ipc = ["private"]
#       pid = ["host"]
#     }
#   }
# }

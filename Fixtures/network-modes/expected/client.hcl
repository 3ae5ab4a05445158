# What the Nomad clients need for project on every node
# that may run it, then restart the agent.

# Add this to the docker plugin's block of the node's own configuration, which
# a second block would replace:
#
# plugin "docker" {
#   config {
#     # Nomad's own list, and what the services add: net_admin.
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
#     ]
#   }
# }

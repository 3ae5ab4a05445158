# What the Nomad clients need for prepared: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For stored.
  host_volume "prepared-named" {
    path = "/opt/nomad/volumes/prepared-named"
  }

  # Templates watch what they wait for as long as their tasks run. Without this, five minutes without
  # an answer end every group that has one ("Template failed"); 0 asks again for ever.
  template {
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
#     # confined: privileged
#     allow_privileged = true
#     # Nomad's own list, and what the services add: sys_time.
#     allow_caps = [
#       "audit_write",
#       "chown",
#       "dac_override",
#       "fowner",
#       "fsetid",
#       "kill",
#       "mknod",
#       "net_bind_service",
#       "setfcap",
#       "setgid",
#       "setpcap",
#       "setuid",
#       "sys_chroot",
#       "sys_time",
#     ]
#     # Nomad's own list, and the runtimes of the services.
#     allow_runtimes = ["nvidia", "runc", "runsc"]
#     # stored mounts the Docker volume prepared-plugin
#     # stored mounts /home/user/keys
#     # stored mounts /var/run/docker.sock
#     # confined mounts /var/run/docker.sock
#     volumes {
#       enabled = true
#     }
#     # Nomad 2.0.4 and later.
#     allowed_modes {
#       ipc    = ["host"]
#       pid    = ["host"]
#       userns = ["host"]
#       uts    = ["host"]
#     }
#   }
# }

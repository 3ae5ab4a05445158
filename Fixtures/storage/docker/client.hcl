# What the Nomad clients need for shop: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # The longest stop_grace_period; the default of 30 s would cut it short.
  max_kill_timeout = "1m"

  # For api.
  # Keeps what is written to upload.
  host_volume "shop-upload" {
    path = "/opt/nomad/volumes/shop-upload"
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
#     # api mounts the Docker volume shop-data
#     # api mounts the Docker volume shop-nfs
#     # api mounts the Docker volume shop-disk
#     # api mounts the Docker volume company
#     # db mounts the Docker volume shop-data
#     # db mounts the Docker volume shop-cache
#     # db mounts an anonymous volume at /var/scratch
#     # db mounts the Docker volume shop-data-backup
#     # web mounts /etc/ssl/certs
#     # web mounts the Docker volume shop-owned
#     volumes {
#       enabled = true
#     }
#   }
# }

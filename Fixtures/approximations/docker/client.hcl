# What the Nomad clients need for almost: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For api, cache.
  # Holds a copy of static; bring each change.
  host_volume "almost-static" {
    path = "/opt/nomad/volumes/almost-static"
  }

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
#     # api mounts the Docker volume almost-data
#     # api mounts /srv/shared
#     # api mounts /srv/strict
#     # api mounts /srv/labelled
#     # api mounts /srv/odd
#     # api mounts an anonymous volume at /nameless
#     # api mounts /srv/a:b
#     # cache mounts the Docker volume almost-data
#     # cache mounts /srv/shared
#     # cache mounts /srv/strict
#     # cache mounts /srv/labelled
#     # cache mounts /srv/odd
#     # cache mounts /srv/a:b
#     volumes {
#       enabled = true
#     }
#   }
# }

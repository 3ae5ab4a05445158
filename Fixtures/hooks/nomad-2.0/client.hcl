# What the Nomad clients need for hooks: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For app.
  host_volume "hooks-state" {
    path = "/opt/nomad/volumes/hooks-state"
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
#     # worker: privileged
#     allow_privileged = true
#   }
# }

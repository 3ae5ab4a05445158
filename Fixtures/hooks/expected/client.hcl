# What the Nomad clients need for hooks: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For app.
  host_volume "hooks-state" {
    path = "/opt/nomad/volumes/hooks-state"
  }
}

plugin "docker" {
  config {
    # worker: privileged
    allow_privileged = true
  }
}

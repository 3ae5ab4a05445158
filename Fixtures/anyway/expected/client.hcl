# What the Nomad clients need for anyway: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For app.
  host_volume "anyway-data" {
    path = "/opt/nomad/volumes/anyway-data"
  }
}

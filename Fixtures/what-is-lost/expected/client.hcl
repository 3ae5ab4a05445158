# What the Nomad clients need for lost: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
plugin "docker" {
  config {
    # joined mounts /srv/x
    volumes {
      enabled = true
    }
  }
}

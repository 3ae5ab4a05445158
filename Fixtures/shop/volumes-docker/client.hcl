# What the Nomad clients need for shop: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
plugin "docker" {
  config {
    # db mounts the Docker volume shop-data
    volumes {
      enabled = true
    }
  }
}

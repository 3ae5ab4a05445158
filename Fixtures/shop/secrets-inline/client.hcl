# What the Nomad clients need for shop: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For db.
  # Must belong to 999:999, the user of the image.
  host_volume "shop-data" {
    path = "/opt/nomad/volumes/shop-data"
  }
}

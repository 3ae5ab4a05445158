# What the Nomad clients need for project: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  host_network "loopback" {
    cidr = "127.0.0.0/8"
  }
}

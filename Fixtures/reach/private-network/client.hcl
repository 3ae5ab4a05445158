# What the Nomad clients need for reach: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  host_network "lan" {
    # Fill in the private network of the nodes, or name its interface: interface = "eth1".
    cidr = "10.0.0.0/8"
  }
}

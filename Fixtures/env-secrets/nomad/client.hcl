# What the Nomad clients need for shop: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
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

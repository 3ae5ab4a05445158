# What the Nomad clients need for images: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For quiet.
  host_volume "images-quiet" {
    path = "/opt/nomad/volumes/images-quiet"
  }

  # For report.
  host_volume "images-reports" {
    path = "/opt/nomad/volumes/images-reports"
  }

  # For agent.
  host_volume "images-spool" {
    path = "/opt/nomad/volumes/images-spool"
  }

  # For api.
  host_volume "images-uploads" {
    path = "/opt/nomad/volumes/images-uploads"
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

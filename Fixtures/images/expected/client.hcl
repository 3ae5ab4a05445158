# What the Nomad clients need for images: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For quiet.
  # Must belong to 1000:1000, the user of the image.
  host_volume "images-quiet" {
    path = "/opt/nomad/volumes/images-quiet"
  }

  # For report.
  # Must belong to 1000:1000, the user of the image.
  host_volume "images-reports" {
    path = "/opt/nomad/volumes/images-reports"
  }

  # For agent.
  host_volume "images-spool" {
    path = "/opt/nomad/volumes/images-spool"
  }

  # For api.
  # Must belong to 1000:1000, the user of the image.
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

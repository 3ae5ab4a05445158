# What the Nomad clients need for funless: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For elasticsearch.
  host_volume "funless-elasticsearch-data" {
    path = "/opt/nomad/volumes/funless-elasticsearch-data"
  }

  # For kibana.
  host_volume "funless-kibana-data" {
    path = "/opt/nomad/volumes/funless-kibana-data"
  }

  # For prometheus.
  host_volume "funless-prometheus-data" {
    path = "/opt/nomad/volumes/funless-prometheus-data"
  }

  # Templates watch what they wait for as long as their tasks run. Without this, five minutes without
  # an answer end every group that has one ("Template failed"); 0 asks again for ever.
  template {
    nomad_retry {
      attempts = 0
    }
  }
}

# Add this to the docker plugin's block of the node's own configuration, which
# a second block would replace:
#
# plugin "docker" {
#   config {
#     # filebeat mounts /var/lib/docker
#     # filebeat mounts /var/run/docker.sock
#     volumes {
#       enabled = true
#     }
#   }
# }

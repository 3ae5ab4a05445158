# What the Nomad clients need for funless: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  # Owner 1000:0.
  host_volume "funless-elasticsearch-data" {
    path = "/opt/nomad/volumes/funless-elasticsearch-data"
  }

  # Owner 1000:0.
  host_volume "funless-kibana-data" {
    path = "/opt/nomad/volumes/funless-kibana-data"
  }

  # Owner 65534:65534.
  host_volume "funless-prometheus-data" {
    path = "/opt/nomad/volumes/funless-prometheus-data"
  }
}

plugin "docker" {
  config {
    # filebeat mounts /var/lib/docker
    # filebeat mounts /var/run/docker.sock
    volumes {
      enabled = true
    }
  }
}

# What the Nomad clients need for project: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For app.
  host_volume "company-files" {
    path = "/opt/nomad/volumes/company-files"
  }

  # For app.
  # The path must exist before the agent starts.
  host_volume "project-archive" {
    path = "/mnt/archive"
  }

  # For db.
  host_volume "project-data" {
    path = "/opt/nomad/volumes/project-data"
  }

  # For app.
  # Keeps what is written to uploads.
  host_volume "project-uploads" {
    path = "/opt/nomad/volumes/project-uploads"
  }
}

# Add this to the docker plugin's block of the node's own configuration, which
# a second block would replace:
#
# plugin "docker" {
#   config {
#     # app mounts an anonymous volume at /srv/cache
#     # db mounts /etc/localtime
#     volumes {
#       enabled = true
#     }
#   }
# }

# What the Nomad clients need for notes: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
# Let one node alone have the host volumes: it keeps the data, and what uses them runs there.
# The agent starts only if the paths exist: run ./deploy.sh node-setup there first.
client {
  # For app.
  # Keeps what is written to app/notes.db.
  # Holds a copy of app/absent.conf; bring each change.
  host_volume "notes-app" {
    path = "/opt/nomad/volumes/notes-app"
  }

  # For app, web.
  # Keeps what is written to app/data.
  host_volume "notes-app-data" {
    path = "/opt/nomad/volumes/notes-app-data"
  }

  # For app, worker.
  host_volume "notes-files" {
    path = "/opt/nomad/volumes/notes-files"
  }

  # For app, worker.
  # Keeps what is written to shared.
  host_volume "notes-shared" {
    path = "/opt/nomad/volumes/notes-shared"
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
#     # app mounts the file /opt/nomad/volumes/notes-app/notes.db
#     # app mounts the file /opt/nomad/volumes/notes-app/absent.conf
#     volumes {
#       enabled = true
#     }
#   }
# }

# The volume of app, worker: nomad volume create notes-files.volume.hcl
name      = "notes-files"
type      = "host"
plugin_id = "mkdir"

capability {
  access_mode     = "single-node-writer"
  attachment_mode = "file-system"
}

parameters {
  mode = "0755"
}

namespace = "team"

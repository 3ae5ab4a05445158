# The volume of db: nomad volume create shop-data.volume.hcl
name      = "shop-data"
type      = "host"
plugin_id = "mkdir"

capability {
  access_mode     = "single-node-writer"
  attachment_mode = "file-system"
}

# The user of the image: the folder starts empty.
parameters {
  mode = "0755"
  uid  = 999
  gid  = 999
}

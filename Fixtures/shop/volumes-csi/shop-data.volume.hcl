# The volume of db: nomad volume create shop-data.volume.hcl
id   = "shop-data"
name = "shop-data"
type = "csi"

# deploy.sh puts the id of your CSI plugin here: nomad plugin status.
plugin_id = "CSI_PLUGIN_ID"

capability {
  access_mode     = "single-node-writer"
  attachment_mode = "file-system"
}

# The image runs as 999:999: the volume must be writable for it.
# Add capacity_min, capacity_max, parameters and secrets as your plugin needs them.

#!/bin/sh
# Deploys shop to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#
# CSI_PLUGIN_ID  the id of the CSI plugin: nomad plugin status
set -eu
cd "$(dirname "$0")"

dry_run=no

# Runs a command, or shows it.
run() {
  if [ "$dry_run" = yes ]; then
    echo "+ $*"
  else
    "$@"
  fi
}

# Stops if a program is missing.
need() {
  [ "$dry_run" = yes ] || command -v "$1" >/dev/null || {
    echo "deploy.sh: $1 is not installed" >&2
    exit 1
  }
}

for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    *)
      echo "usage: deploy.sh [--dry-run]" >&2
      exit 64
      ;;
  esac
done

# Before anything is changed.
need nomad
[ "$dry_run" = yes ] || : "${CSI_PLUGIN_ID:?set it to the id of the CSI plugin: nomad plugin status}"
CSI_PLUGIN_ID=${CSI_PLUGIN_ID:-PLUGIN}

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Volumes, where they do not exist yet.
if [ "$dry_run" = yes ] || ! nomad volume status -type csi | awk '{ print $1 }' | grep -qxF -e shop-data; then
  sed "s/CSI_PLUGIN_ID/$CSI_PLUGIN_ID/" shop-data.volume.hcl | run nomad volume create -
fi

# Values of secrets that shop reads.
run nomad var put -force -out=none -in=json @shop.nv.json

# The job.
run nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

#!/bin/sh
# Deploys shop to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
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

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Volumes, where they do not exist yet.
if [ "$dry_run" = yes ] || ! nomad volume status -type host | awk '{ print $2 }' | grep -qxF -e shop-data; then
  run nomad volume create shop-data.volume.hcl
fi

# Values of secrets that shop reads.
run nomad var put -force -out=none -in=json @shop.nv.json

# The job.
run nomad job run -var-file=shop.vars.hcl shop.nomad.hcl

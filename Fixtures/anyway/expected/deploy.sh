#!/bin/sh
# Deploys anyway to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
set -eu
cd "$(dirname "$0")"

dry_run=no
step=deploy

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

# What a node needs that runs the jobs.
node_setup() {
  # anyway-data: for app
  run mkdir -p /opt/nomad/volumes/anyway-data
}

for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    node-setup) step=node-setup ;;
    *)
      echo "usage: deploy.sh [--dry-run] [node-setup]" >&2
      exit 64
      ;;
  esac
done

if [ "$step" = node-setup ]; then
  node_setup
  exit 0
fi

# Before anything is changed.
need nomad

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Values of secrets that anyway reads.
run nomad var put -force -out=none -in=json @anyway.nv.json

# The job.
run nomad job run anyway.nomad.hcl

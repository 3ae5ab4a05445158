#!/bin/sh
# Deploys hooks to Nomad. Safe to run twice.
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

# Gives an empty volume what an image has at a path, with owners and modes: seed VOLUME IMAGE PATH
seed() {
  if [ "$dry_run" = yes ]; then
    echo "+ docker cp -a $2:$3 $1, if it is empty"
    return
  fi
  [ -z "$(ls -A "$1")" ] || return 0
  if container="$(docker create "$2" -)"; then
    docker cp -a "$container:$3/." - 2>/dev/null | tar -xpf - --numeric-owner -C "$1" 2>/dev/null || true
    docker rm "$container" >/dev/null
  else
    echo "deploy.sh: no image $2 here: $1 stays empty; run node-setup again when there is one" >&2
  fi
}

# What a node needs that runs the jobs.
node_setup() {
  # hooks-state: for app
  run mkdir -p /opt/nomad/volumes/hooks-state
  seed /opt/nomad/volumes/hooks-state example/app:3 /state
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

# The job.
run nomad job run hooks.nomad.hcl

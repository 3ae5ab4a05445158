#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#
# PROJECT_DIR    the folder of the compose file; default: the one above this script
# REGISTRY       where built images are pushed to; every node must be able to pull from it
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
REGISTRY=${REGISTRY:-localhost:5000}
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
need docker

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Images: built here, pushed to where the nodes pull from.
# The image of sums.
run docker build \
  -t "$REGISTRY/project-sums:latest" \
  "$PROJECT_DIR"
run docker push "$REGISTRY/project-sums:latest"

# Jobs, dependencies first.
run nomad job run -var-file=project.vars.hcl -var="registry=$REGISTRY" project.nomad.hcl
run nomad job run project-once.nomad.hcl

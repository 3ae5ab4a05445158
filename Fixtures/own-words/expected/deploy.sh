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

failed=

# Shows the latest deployment of a job until it has ended; the rest are flags of nomad.
watch() {
  job=$1
  shift
  if [ "$dry_run" = yes ]; then
    echo "+ watch $job"
    return
  fi
  id="$(nomad job deployments -latest -t '{{.ID}}' "$@" "$job" 2>/dev/null || true)"
  case $id in
    *-*-*-*-*)
      nomad deployment status -monitor "$@" "$id" || true
      status="$(nomad deployment status -t '{{.Status}}' "$@" "$id" || true)"
      [ "$status" = successful ] || failed="$failed $job"
      ;;
  esac
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

# Jobs, dependencies first; then what becomes of each.
run nomad job run -detach -var-file=project.vars.hcl -var="registry=$REGISTRY" project.nomad.hcl
run nomad job run -detach project-once.nomad.hcl
watch project
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

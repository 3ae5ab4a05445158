#!/bin/sh
# Deploys unchanged to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
#
# NODE           the name of the node that runs all of it, where several could
set -eu
cd "$(dirname "$0")"

NODE=${NODE:-}
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
  if ! docker network inspect unchanged_back >/dev/null 2>&1; then
    run docker network create unchanged_back
  fi
  if ! docker network inspect unchanged_default >/dev/null 2>&1; then
    run docker network create unchanged_default
  fi
  if ! docker network inspect unchanged_front >/dev/null 2>&1; then
    run docker network create unchanged_front
  fi
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
# The services find each other on one node only.
if [ "$dry_run" = no ] && [ -z "$NODE" ]; then
  nodes=$(nomad node status -t '{{ range . }}{{ if and (eq .Status "ready") (eq .SchedulingEligibility "eligible") }}{{ .Name }}{{ "\n" }}{{ end }}{{ end }}')
  if [ "$(printf '%s\n' "$nodes" | wc -l)" -gt 1 ]; then
    echo "deploy.sh: the services find each other on one node only; set NODE to one of:" >&2
    printf '%s\n' "$nodes" >&2
    exit 1
  fi
fi

# The job.
run nomad job run -var="node=$NODE" unchanged.nomad.hcl

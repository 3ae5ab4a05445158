#!/bin/sh
# Deploys images to Nomad. Safe to run twice.
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
  # images-quiet: for quiet
  run mkdir -p /opt/nomad/volumes/images-quiet
  seed /opt/nomad/volumes/images-quiet registry.example/api:3 /uploads
  # images-reports: for report
  run mkdir -p /opt/nomad/volumes/images-reports
  seed /opt/nomad/volumes/images-reports registry.example/api:3 /uploads
  # images-spool: for agent
  run mkdir -p /opt/nomad/volumes/images-spool
  seed /opt/nomad/volumes/images-spool registry.example/agent:1 /spool
  # images-uploads: for api
  run mkdir -p /opt/nomad/volumes/images-uploads
  seed /opt/nomad/volumes/images-uploads registry.example/api:3 /uploads
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

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Jobs, dependencies first; then what becomes of each.
run nomad job run -detach -var="node=$NODE" images.nomad.hcl
run nomad job run -detach -var="node=$NODE" images-load.nomad.hcl
run nomad job run -detach -var="node=$NODE" images-report.nomad.hcl
watch images
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

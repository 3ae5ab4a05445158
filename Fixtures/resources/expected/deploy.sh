#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
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

# Jobs, dependencies first; then what becomes of each.
run nomad job run -detach project.nomad.hcl
run nomad job run -detach project-everywhere.nomad.hcl
run nomad job run -detach project-labelled-job.nomad.hcl
run nomad job run -detach project-nightly.nomad.hcl
run nomad job run -detach project-retried.nomad.hcl
run nomad job run -detach project-swarm-job.nomad.hcl
run nomad job run -detach project-unlimited.nomad.hcl
watch project
watch project-everywhere
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

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

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Jobs, dependencies first; then what becomes of each.
run nomad job run -detach -var-file=shop.vars.hcl shop.nomad.hcl
run nomad job run -detach -var-file=shop.vars.hcl -hcl2-strict=false shop-agent.nomad.hcl
run nomad job run -detach -var-file=shop.vars.hcl -hcl2-strict=false shop-report.nomad.hcl
watch shop -namespace=shops -region=eu
watch shop-agent -namespace=shops -region=eu
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

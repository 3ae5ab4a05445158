#!/bin/sh
# Deploys routed to Nomad. Safe to run twice; --dry-run shows the steps.
set -eu
cd "$(dirname "$0")"

run() {
  if [ "${dry_run}" = yes ]; then
    echo "$*"
  else
    "$@"
  fi
}

dry_run=no
if [ "${1:-}" = --dry-run ]; then dry_run=yes; fi

# Jobs, dependencies first.
run nomad job run -var-file=routed.vars.hcl routed.nomad.hcl

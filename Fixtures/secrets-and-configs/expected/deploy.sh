#!/bin/sh
# Deploys project to Nomad. Safe to run twice; --dry-run shows the steps.
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

# Values of secrets that project reads.
run nomad var put -force -in json @project.nv.json

# Jobs, dependencies first.
run nomad job run -var-file=project.vars.hcl project.nomad.hcl

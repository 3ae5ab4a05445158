#!/bin/sh
# Deploys almost to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
#
# PROJECT_DIR    the folder of the compose file; default: where it was converted
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
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

# Copies a file or folder of the project, without what services write in it: copy FROM TO [WRITTEN...]
copy() {
  from=$1
  to=$2
  shift 2
  if [ ! -e "$from" ]; then
    echo "deploy.sh: $from is missing: bring it to $to" >&2
  elif [ "$dry_run" = yes ]; then
    echo "+ copy $from to $to${1:+, without $*}"
  elif [ -d "$from" ]; then
    for written in "$@"; do
      shift
      set -- "$@" "--exclude=./$written"
    done
    mkdir -p "$to"
    tar -C "$from" "$@" -cf - . | tar -C "$to" -xpf -
  else
    mkdir -p "$(dirname "$to")"
    cp -a "$from" "$to"
  fi
}

# What a node needs that runs the jobs.
node_setup() {
  # almost-data: for api, cache
  run mkdir -p /opt/nomad/volumes/almost-data
  # almost-static: for api, cache
  run mkdir -p /opt/nomad/volumes/almost-static
  copy "$PROJECT_DIR/static" /opt/nomad/volumes/almost-static
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

# By hand, once: these paths must exist on the nodes.
#   /srv/a:b
#   /srv/labelled
#   /srv/odd
#   /srv/shared
#   /srv/strict

# By hand, where node-setup cannot see the project: from here to the node, NODE.
# On every change:
#   rsync -a "$PROJECT_DIR/static/" NODE:/opt/nomad/volumes/almost-static/

# Values of secrets that almost reads.
run nomad var put -force -out=none -in=json @almost.nv.json

# Values that the project does not hold: the tasks wait until they are there.
if [ "$dry_run" = yes ] || ! nomad var get nomad/jobs/almost/cache >/dev/null 2>&1; then
  echo 'by hand, once: nomad var put nomad/jobs/almost/cache company-config=@FILE company-key=@FILE'
fi

# The job.
run nomad job run -var-file=almost.vars.hcl almost.nomad.hcl

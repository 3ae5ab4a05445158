#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
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

# Copies a file or folder of the project unless something is there, which is live data: fill FROM TO
fill() {
  if [ "$dry_run" = no ] && [ -e "$2" ] && [ -n "$(ls -A "$2")" ]; then return; fi
  [ ! -e "$1" ] || copy "$@"
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
  # company-files: for app
  run mkdir -p /opt/nomad/volumes/company-files
  seed /opt/nomad/volumes/company-files example/app:1 /srv/shared
  # project-data: for db
  run mkdir -p /opt/nomad/volumes/project-data
  seed /opt/nomad/volumes/project-data postgres:16 /var/lib/postgresql/data
  # project-uploads: for app
  run mkdir -p /opt/nomad/volumes/project-uploads
  fill "$PROJECT_DIR/uploads" /opt/nomad/volumes/project-uploads
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

# By hand, once: these paths must exist on the nodes.
#   /etc/localtime
#   /mnt/archive

# By hand, where node-setup cannot see the project: from here to the node, NODE.
# Once, before the first start: later it is live data.
#   rsync -a --ignore-existing "$PROJECT_DIR/uploads/" NODE:/opt/nomad/volumes/project-uploads/

# The job.
run nomad job run project.nomad.hcl

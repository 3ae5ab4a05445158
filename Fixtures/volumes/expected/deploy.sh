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

# What each node needs that may run the jobs.
node_setup() {
  # company-files: for app
  run mkdir -p /opt/nomad/volumes/company-files
  # project-data: for db
  run mkdir -p /opt/nomad/volumes/project-data
  run chown 999:999 /opt/nomad/volumes/project-data
  # project-uploads: for app
  run mkdir -p /opt/nomad/volumes/project-uploads
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

# By hand, on every change: files that do not go into the jobs. NODE stands for each node.
#   rsync -a "$PROJECT_DIR/uploads/" NODE:/opt/nomad/volumes/project-uploads/

# The job.
run nomad job run project.nomad.hcl

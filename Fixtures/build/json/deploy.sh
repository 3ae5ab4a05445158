#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#
# PROJECT_DIR    the folder of the compose file; default: the one above this script
# shellcheck disable=SC2154
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
# The jobs name this registry; job files in HCL leave it open.
REGISTRY=localhost:5000
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

# Images: built here, pushed to where the nodes pull from.
# shellcheck source=/dev/null
. ./project.build.env
# The image of api.
run docker build \
  -t registry.example.com/shop/api:3 \
  --add-host mirror=10.0.0.1 \
  --add-host mirror=10.0.0.2 \
  --secret "id=npm,src=$PROJECT_DIR/npm-token.txt" \
  "$PROJECT_DIR/api"
run docker push registry.example.com/shop/api:3
# The image of web.
run docker build \
  -t "$REGISTRY/project-web:latest" \
  -f "$PROJECT_DIR/web/Dockerfile.prod" \
  --target release \
  --build-arg "FLAVOUR=${build_FLAVOUR}" \
  --build-arg VERSION=1.2 \
  "$PROJECT_DIR/web"
run docker push "$REGISTRY/project-web:latest"

# The job.
run nomad job run -json project.nomad.json

#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh --no-build, --no-push   leave that out
#   ./deploy.sh --push      also push images that name a registry of their own
#
# PROJECT_DIR    the folder of the compose file; default: where it was converted
# shellcheck disable=SC2154
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
# No image of this name is ever taken from Docker Hub.
REGISTRY=localhost
TAG=built
build=yes
push=yes
push_own=no
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

# Pushes an image, unless it stays here.
push() {
  if [ "$push" = yes ] && [ "${REGISTRY:-}" != localhost ]; then run docker push "$1"; fi
}

# Pushes an image that names its own registry, on request.
push_own() {
  if [ "$push_own" = yes ]; then run docker push "$1"; fi
}

for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --no-build) build=no ;;
    --no-push) push=no ;;
    --push) push_own=yes ;;
    *)
      echo "usage: deploy.sh [--dry-run] [--no-build] [--no-push] [--push]" >&2
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
if [ "$build" = yes ]; then
# The image of api.
run docker build \
  -t registry.example.com/shop/api:3 \
  --add-host mirror=10.0.0.1 \
  --add-host mirror=10.0.0.2 \
  --secret "id=npm,src=$PROJECT_DIR/npm-token.txt" \
  "$PROJECT_DIR/api"
# The image of web.
run docker build \
  -t "$REGISTRY/project-web:$TAG" \
  -f "$PROJECT_DIR/web/Dockerfile.prod" \
  --target release \
  --build-arg "FLAVOUR=${build_FLAVOUR}" \
  --build-arg VERSION=1.2 \
  "$PROJECT_DIR/web"
fi
push_own registry.example.com/shop/api:3
push "$REGISTRY/project-web:$TAG"

# The job.
run nomad job run -json project.nomad.json

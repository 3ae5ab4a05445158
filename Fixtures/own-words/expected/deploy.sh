#!/bin/sh
# Deploys project to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh --no-build, --no-push   leave that out
#   ./deploy.sh --push      also push images that name a registry of their own
#
# PROJECT_DIR    the folder of the compose file; default: where it was converted
# REGISTRY       where built images are pushed to and the nodes pull from; without it they stay on
#                this machine, which then has to be the node
# TAG            the tag of the built images; default: the commit, or the time if files changed
# shellcheck disable=SC2034
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
# No image of this name is ever taken from Docker Hub, or pushed there.
REGISTRY=${REGISTRY:-localhost}
if [ -z "${TAG:-}" ]; then
  TAG=$(git -C "$PROJECT_DIR" rev-parse --short HEAD 2>/dev/null || true)
  if [ -z "$TAG" ] || [ -n "$(git -C "$PROJECT_DIR" status --porcelain . 2>/dev/null)" ]; then
    # What is built now has a tag that nothing had before; what was built has to be named.
    case " $* " in
      *" --no-build "*)
        echo "deploy.sh: --no-build needs TAG, the tag of what was built" >&2
        exit 64
        ;;
    esac
    TAG=$(date -u +%Y%m%d%H%M%S)
  fi
fi
build=yes
push=yes
push_own=no
if [ "$REGISTRY" = localhost ]; then push=no; fi
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

# Pushes an image; without it, no job is submitted.
push_image() {
  run docker push "$1" || {
    echo "deploy.sh: $1 was not pushed, no job was submitted; the registry may want: docker login ${1%%/*}" >&2
    exit 1
  }
}

# Pushes an image to REGISTRY.
push() {
  if [ "$push" = yes ]; then push_image "$1"; fi
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

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Images: built here, pushed to where the nodes pull from.
if [ "$build" = yes ]; then
# The image of sums.
run docker build \
  -t "$REGISTRY/project-sums:$TAG" \
  "$PROJECT_DIR"
fi
push "$REGISTRY/project-sums:$TAG"

# Jobs, dependencies first; then what becomes of each.
run nomad job run -detach -var="registry=$REGISTRY" -var="tag=$TAG" project.nomad.hcl
run nomad job run -detach project-once.nomad.hcl
watch project
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

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
# NODE           the name of the node that runs all of it, where several could
# shellcheck disable=SC2034
# shellcheck disable=SC2154
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
NODE=${NODE:-}
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

# Builds an image for several platforms into its registry, as nothing else holds one; where it is not pushed,
# for this machine alone: build_for PUSHED PLATFORMS [FLAG...]
build_for() {
  pushed=$1
  platforms=$2
  shift 2
  if [ "$pushed" = yes ]; then
    run docker buildx build --push --platform "$platforms" "$@"
  else
    run docker build "$@"
  fi
}

# Gives an image another name, if it was kept here: tag_kept PUSHED IMAGE NAME
tag_kept() {
  if [ "$1" = no ]; then run docker tag "$2" "$3"; fi
}

# Pushes another name of an image for several platforms, on request: push_name PUSHED IMAGE NAME
push_name() {
  if [ "$push_own" = no ]; then return; fi
  if [ "$1" = yes ]; then run docker buildx imagetools create -t "$3" "$2"; else run docker push "$3"; fi
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
# The services find each other on one node only.
if [ "$dry_run" = no ] && [ -z "$NODE" ]; then
  nodes=$(nomad node status -t '{{ range . }}{{ if and (eq .Status "ready") (eq .SchedulingEligibility "eligible") }}{{ .Name }}{{ "\n" }}{{ end }}{{ end }}')
  if [ "$(printf '%s\n' "$nodes" | wc -l)" -gt 1 ]; then
    echo "deploy.sh: the services find each other on one node only; set NODE to one of:" >&2
    printf '%s\n' "$nodes" >&2
    exit 1
  fi
fi

# Images: built here, pushed to where the nodes pull from.
# shellcheck source=/dev/null
. ./project.build.env
if [ "$build" = yes ]; then
# The image of api.
build_for "$push_own" linux/amd64,linux/arm64 \
  -t registry.example.com/shop/api:3 \
  --add-host mirror=10.0.0.1 \
  --add-host mirror=10.0.0.2 \
  --secret "id=npm,src=$PROJECT_DIR/npm-token.txt" \
  "$PROJECT_DIR/api"
tag_kept "$push_own" registry.example.com/shop/api:3 registry.example.com/shop/api:next
# The image of web.
build_for "$push" linux/amd64,linux/arm64 \
  -t "$REGISTRY/project-web:$TAG" \
  -f "$PROJECT_DIR/web/Dockerfile.prod" \
  --target release \
  --build-arg "FLAVOUR=${build_FLAVOUR}" \
  --build-arg VERSION=1.2 \
  "$PROJECT_DIR/web"
tag_kept "$push" "$REGISTRY/project-web:$TAG" web:local
fi
push_name "$push_own" registry.example.com/shop/api:3 registry.example.com/shop/api:next

# The job.
run nomad job run -var="registry=$REGISTRY" -var="tag=$TAG" -var="node=$NODE" project.nomad.hcl

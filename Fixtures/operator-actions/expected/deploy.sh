#!/bin/sh
# Deploys prepared to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh --no-build, --no-push   leave that out
#   ./deploy.sh --push      also push images that name a registry of their own
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
#
# PROJECT_DIR    the folder of the compose file; default: where it was converted
# shellcheck disable=SC2034
set -eu
cd "$(dirname "$0")"

PROJECT_DIR=${PROJECT_DIR:-..}
build=yes
push=yes
push_own=no
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

# Pushes an image; without it, no job is submitted.
push_image() {
  run docker push "$1" || {
    echo "deploy.sh: $1 was not pushed, no job was submitted; the registry may want: docker login ${1%%/*}" >&2
    exit 1
  }
}

# Pushes an image that names its own registry, on request.
push_own() {
  if [ "$push_own" = yes ]; then push_image "$1"; fi
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

# What a node needs that runs the jobs.
node_setup() {
  # prepared-named: for stored
  run mkdir -p /opt/nomad/volumes/prepared-named
  seed /opt/nomad/volumes/prepared-named example/e:1 /named
}

for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --no-build) build=no ;;
    --no-push) push=no ;;
    --push) push_own=yes ;;
    node-setup) step=node-setup ;;
    *)
      echo "usage: deploy.sh [--dry-run] [--no-build] [--no-push] [--push] [node-setup]" >&2
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
need docker

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# By hand, once: these paths must exist on the nodes.
#   /home/user/keys
#   /var/run/docker.sock

# Images: built here, pushed to where the nodes pull from.
if [ "$build" = yes ]; then
# The image of builder.
run docker build \
  -t registry.example.com/tools/builder:1 \
  --cache-to type=registry,ref=registry.example.com/cache \
  --no-cache-filter deps \
  --isolation default \
  --secret id=npm,env=NPM_TOKEN \
  --allow network.host \
  --allow security.insecure \
  --provenance=mode=max \
  --sbom=true \
  "$PROJECT_DIR"
fi
push_own registry.example.com/tools/builder:1

# Values of secrets that prepared reads.
run nomad var put -force -out=none -in=json @prepared.nv.json

# Values that the project does not hold: the tasks wait until they are there.
if [ "$dry_run" = yes ] || ! nomad var get nomad/jobs/prepared/stored >/dev/null 2>&1; then
  echo 'by hand, once: nomad var put nomad/jobs/prepared/stored elsewhere=@FILE kept=@FILE site=@FILE site-2019=@FILE'
fi

# The job.
run nomad job run prepared.nomad.hcl

#!/bin/sh
# Deploys shop to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh --no-build, --no-push   leave that out
#   ./deploy.sh --push      also push images that name a registry of their own
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
#
# PROJECT_DIR    the folder of the compose file; default: where it was converted
# REGISTRY       where built images are pushed to and the nodes pull from; without it they stay on
#                this machine, which then has to be the node
# TAG            the tag of the built images; default: the commit, or the time if files changed
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

# Pushes an image to REGISTRY.
push() {
  if [ "$push" = yes ]; then push_image "$1"; fi
}

# Pushes an image that names its own registry, on request.
push_own() {
  if [ "$push_own" = yes ]; then push_image "$1"; fi
}

# The value of a job variable.
value() {
  sed -n "s/^$1  *= *\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" shop.vars.hcl
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
  # shop-upload: for api
  run mkdir -p /opt/nomad/volumes/shop-upload
  fill "$PROJECT_DIR/upload" /opt/nomad/volumes/shop-upload
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
#   /etc/ssl/certs
#   /srv/disk

# By hand, where node-setup cannot see the project: from here to the node, NODE.
# Once, before the first start: later it is live data.
#   rsync -a --ignore-existing "$PROJECT_DIR/upload/" NODE:/opt/nomad/volumes/shop-upload/

# Images: built here, pushed to where the nodes pull from.
# shellcheck source=/dev/null
. ./shop.build.env
if [ "$build" = yes ]; then
# The image of web.
run docker build \
  -t "$REGISTRY/web:$TAG" \
  -f - \
  "$PROJECT_DIR" <<'EOF'
FROM nginx
RUN true
EOF
# The image of api.
run docker build \
  -t "registry.example/shop:$(value TAG)" \
  -t registry.example/shop:next \
  -f "$PROJECT_DIR/api/api.dockerfile" \
  --target prod \
  --build-arg 'NOTE=two words' \
  --build-arg "VERSION=${build_TAG}" \
  --label team=shop \
  --build-context "base=$PROJECT_DIR/conf" \
  --build-context "web=docker-image://$REGISTRY/web:$TAG" \
  --platform linux/amd64 \
  --cache-from type=registry,ref=shop \
  --no-cache \
  --pull \
  --network host \
  --add-host mirror=10.0.0.1 \
  --shm-size 67108864 \
  --ulimit nofile=5 \
  --ulimit nproc=1:2 \
  --secret "id=password,src=$PROJECT_DIR/password.txt" \
  --ssh default \
  "$PROJECT_DIR/api"
fi
push "$REGISTRY/web:$TAG"
push_own "registry.example/shop:$(value TAG)"
push_own registry.example/shop:next

# Volumes, where they do not exist yet.
if [ "$dry_run" = yes ] || ! nomad volume status -type host | awk '{ print $2 }' | grep -qxF -e shop-data; then
  run nomad volume create shop-data.volume.hcl
fi
if [ "$dry_run" = yes ] || ! nomad volume status -type host | awk '{ print $2 }' | grep -qxF -e shop-cache; then
  run nomad volume create shop-cache.volume.hcl
fi
if [ "$dry_run" = yes ] || ! nomad volume status -type host | awk '{ print $2 }' | grep -qxF -e shop-data-backup; then
  run nomad volume create shop-data-backup.volume.hcl
fi

# Values of secrets that shop reads.
run nomad var put -force -out=none -in=json @shop.nv.json

# Values that the project does not hold: the tasks wait until they are there.
if [ "$dry_run" = yes ] || ! nomad var get nomad/jobs/shop/db >/dev/null 2>&1; then
  echo 'by hand, once: nomad var put nomad/jobs/shop/db shared=@FILE'
fi

# The job.
run nomad job run -var-file=shop.vars.hcl -var="registry=$REGISTRY" -var="tag=$TAG" shop.nomad.hcl

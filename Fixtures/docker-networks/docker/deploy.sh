#!/bin/sh
# Deploys nets to Nomad. Safe to run twice.
#
#   ./deploy.sh             all steps, in order
#   ./deploy.sh --dry-run   show the steps, do nothing
#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded
#
# NODE           the name of the node that runs all of it, where several could
set -eu
cd "$(dirname "$0")"

NODE=${NODE:-}
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

# What a node needs that runs the jobs.
node_setup() {
  if ! docker network inspect nets_back >/dev/null 2>&1; then
    run docker network create --driver=bridge --opt=com.docker.network.driver.mtu=1400 --ipv6 --ipam-opt=com.example.pool=a --subnet=172.28.0.0/16 --ip-range=172.28.5.0/24 --gateway=172.28.5.254 --aux-address=printer=172.28.1.5 --subnet=2001:db8::/64 nets_back
  fi
  if ! docker network inspect nets_unnamed >/dev/null 2>&1; then
    run docker network create nets_unnamed
  fi
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
# The services find each other on one node only.
if [ "$dry_run" = no ] && [ -z "$NODE" ]; then
  nodes=$(nomad node status -t '{{ range . }}{{ if and (eq .Status "ready") (eq .SchedulingEligibility "eligible") }}{{ .Name }}{{ "\n" }}{{ end }}{{ end }}')
  if [ "$(printf '%s\n' "$nodes" | wc -l)" -gt 1 ]; then
    echo "deploy.sh: the services find each other on one node only; set NODE to one of:" >&2
    printf '%s\n' "$nodes" >&2
    exit 1
  fi
fi

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# The job.
run nomad job run -var="node=$NODE" nets.nomad.hcl

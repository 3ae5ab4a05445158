#!/bin/sh
# Deploys shop to Nomad. Safe to run twice.
#
#   ./deploy.sh                        all steps, in order, after a look at what the cluster lacks
#   ./deploy.sh --dry-run              show the steps, do nothing
#   ./deploy.sh --no-preflight         without that look
#   ./deploy.sh plan                   what would change
#   ./deploy.sh status                 what became of the jobs
#   ./deploy.sh destroy                end the jobs and take back what they read; data stays
#   ./deploy.sh node-setup             what a node needs; run it there as root, before client.hcl is loaded
set -eu
cd "$(dirname "$0")"

dry_run=no
preflight=yes
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
  if ! container=$(docker create "$2" -); then
    echo "deploy.sh: no image $2 here: $1 stays empty; run node-setup again when there is one" >&2
    return
  fi
  # Nothing comes of a path that the image does not have.
  if [ -n "$(docker cp "$container:$3/." - 2>/dev/null | head -c 512 | tr -d '\0')" ]; then
    docker cp -a "$container:$3/." - | tar -xpf - --numeric-owner -C "$1" || {
      echo "deploy.sh: $1 is not what $2 has at $3: empty it and run node-setup again" >&2
      exit 1
    }
  fi
  docker rm -v "$container" >/dev/null
}

# What a node needs that runs the jobs.
node_setup() {
  # shop-data: for db
  run mkdir -p /opt/nomad/volumes/shop-data
  seed /opt/nomad/volumes/shop-data postgres:16 /var/lib/postgresql/data
}

# The nodes that take work, an id and a name a line.
ask_nodes() {
  if [ "$dry_run" = yes ]; then return; fi
  nodes=$(
    nomad node status -t '{{ range . }}{{ if and (eq .Status "ready") (eq .SchedulingEligibility "eligible") }}{{ .ID }} {{ .Name }}
{{ end }}{{ end }}'
  ) || {
    echo "deploy.sh: nomad does not list its nodes: is NOMAD_ADDR right, and may NOMAD_TOKEN read nodes?" >&2
    exit 1
  }
}

# What these nodes have: a fact, a tab and the name of the node a line.
ask_facts() {
  if [ "$dry_run" = yes ]; then return; fi
  facts=$(
    printf '%s\n' "$nodes" | while read -r id name; do
      [ -n "$id" ] || continue
      # shellcheck disable=SC2016
      nomad node status -t '{{ range $name, $volume := .HostVolumes }}volume {{ $name }}
{{ end }}{{ range $name, $network := .HostNetworks }}network {{ $name }}
{{ end }}{{ with index .Drivers "docker" }}{{ if .Healthy }}docker
{{ end }}{{ end }}{{ range $name, $value := .Attributes }}{{ $name }}
{{ $name }}={{ $value }}
{{ end }}' "$id" </dev/null | NAME=$name awk 'NF { print $0 "\t" ENVIRON["NAME"] }'
    done
  )
}

# The nodes that have any one of some facts.
having() {
  for fact in "$@"; do
    printf '%s\n' "$facts" | FACT=$fact awk -F '\t' '$1 == ENVIRON["FACT"] { print $2 }'
  done | sort -u
}

missing=

# Notes what is missing, and what mends it.
lacks() {
  missing="$missing
  - $1
      $2"
}

# Expects that a node has any one of some facts: expect WHAT MENDING FACT...
expect() {
  what=$1
  mending=$2
  shift 2
  if [ "$dry_run" = yes ]; then
    echo "+ expect $what"
  elif [ -z "$(having "$@")" ]; then
    lacks "$what" "$mending"
  fi
}

# Expects no node with an older Nomad: expect_version MAJOR MINOR
expect_version() {
  if [ "$dry_run" = yes ]; then
    echo "+ expect Nomad $1.$2 or later"
    return
  fi
  old=$(printf '%s\n' "$facts" | awk -F '\t' -v major="$1" -v minor="$2" '
    sub(/^nomad\.version=/, "", $1) {
      split($1, part, ".")
      if (part[1] + 0 < major || (part[1] + 0 == major && part[2] + 0 < minor)) print $2 " has " $1
    }')
  if [ -n "$old" ]; then lacks "Nomad $1.$2 or later on every node ($old)" "update it there, or let the node take no work"; fi
}

# Expects Consul's DNS on port 53 of a node: its own port, or one that passes questions on.
expect_dns() {
  if [ "$dry_run" = yes ]; then
    echo "+ expect Consul's DNS on port 53 of the nodes"
    return
  fi
  [ -z "$(having consul.dns.port=53)" ] || return 0
  for address in $(printf '%s\n' "$facts" | sed -n 's/^unique\.network\.ip-address=\([^	]*\)	.*/\1/p'); do
    if command -v dig >/dev/null; then
      [ -z "$(dig +short +time=2 +tries=1 "@$address" consul.service.consul 2>/dev/null)" ] || return 0
    elif nslookup -timeout=2 consul.service.consul "$address" >/dev/null 2>&1; then
      return 0
    fi
  done
  lacks "Consul's DNS on port 53 of the nodes" \
    "ports { dns = 53 } and recursors in Consul's configuration there, or set dns_servers to what answers for it"
}

# Warns of data that would be apart: expect_alone VOLUME
expect_alone() {
  if [ "$dry_run" = yes ]; then return; fi
  owners=$(having "volume $1")
  if [ "$(printf '%s\n' "$owners" | wc -l)" -gt 1 ]; then
    echo "deploy.sh: several nodes have the host volume $1, each with its own data unless it is shared storage:" >&2
    printf '%s\n' "$owners" >&2
  fi
}

# What must hold before anything is changed.
preflight() {
  ask_nodes
  ask_facts
  expect_version 1 8
  expect 'a node with Docker' \
    'start Docker there; nomad node status -verbose NODE says how its driver is' \
    docker
  expect 'a node with Consul' \
    'run a Consul agent beside its Nomad agent, or convert with --provider nomad' \
    consul.version
  expect 'a node with the host volume shop-data, for db' \
    'run ./deploy.sh node-setup there, merge client.hcl into its configuration, restart its Nomad agent' \
    'volume shop-data'
  expect_dns
  expect_alone shop-data
  if [ -n "$missing" ]; then
    printf 'deploy.sh: nothing was changed; missing:%s\n' "$missing" >&2
    echo "deploy.sh: --no-preflight goes on without it" >&2
    exit 1
  fi
}

# Each job, dependencies first, with the flags that it takes: each_job COMMAND...
each_job() {
  "$@" shop-db.nomad.hcl
  "$@" -var-file=shop.vars.hcl shop-api.nomad.hcl
  "$@" shop-web.nomad.hcl
}

failed=

# What the tasks of a job say that do not run as they should: events JOB VERSION [FLAG...]
events() {
  job=$1
  version=$2
  shift 2
  # shellcheck disable=SC2016
  nomad job allocs "$@" -t '{{ range . }}{{ $alloc := . }}{{ if eq .JobVersion '"$version"' }}{{ range $task, $state := .TaskStates }}{{ $bad := or $state.Failed (gt $state.Restarts 0) (ne $state.State "running") }}{{ range $state.Events }}{{ if or $bad (eq .Type "Alloc Unhealthy") }}{{ $alloc.TaskGroup }}/{{ $task }}	{{ .DisplayMessage }}
{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}' "$job" 2>/dev/null | awk -F '\t' '
    NF > 1 { if (!count[$1]++) task[++tasks] = $1; line[$1, count[$1]] = $2 }
    END {
      for (t = 1; t <= tasks; t++) {
        first = count[task[t]] > 4 ? count[task[t]] - 3 : 1
        for (n = first; n <= count[task[t]]; n++) print "  " task[t] ": " line[task[t], n]
      }
    }'
}

# Follows the deployment of a job as it was submitted; the rest are flags of nomad.
watch() {
  job=$1
  shift
  if [ "$dry_run" = yes ]; then
    echo "+ watch $job"
    return
  fi
  version=$(nomad job inspect "$@" -t '{{ .Version }}' "$job")
  id=
  for wait in 1 1 1 2 2 3 0; do
    id=$(nomad job deployments "$@" -t '{{ range . }}{{ if eq .JobVersion '"$version"' }}{{ .CreateIndex }} {{ .ID }}
{{ end }}{{ end }}' "$job" 2>/dev/null | sort -n | sed -n '$s/.* //p')
    [ -z "$id" ] || break
    sleep "$wait"
  done
  if [ -z "$id" ]; then
    echo "$job has no deployment; nomad job status $job says how it is"
    return
  fi
  nomad job status "$@" "$job" 2>/dev/null | sed -n '/^Placement Failure/,/^$/p'
  nomad deployment status -monitor "$@" "$id" || true
  outcome=$(nomad deployment status "$@" -t '{{ .Status }}: {{ .StatusDescription }}' "$id" || true)
  case $outcome in
    successful*) ;;
    *)
      failed="$failed $job"
      echo "deploy.sh: $job: $outcome" >&2
      events "$job" "$version" "$@" >&2
      ;;
  esac
}

# Shows what would change; nomad ends with 1 if anything would.
plan() {
  run nomad job plan "$@" || [ $? -eq 1 ]
}

# What becomes of the jobs.
status() {
  run nomad job status shop-db || true
  run nomad job status shop-api || true
  run nomad job status shop-web || true
}

# Ends a job, if there is one; the rest are flags of nomad.
stop() {
  job=$1
  shift
  if [ "$dry_run" = yes ]; then
    run nomad job stop -purge "$@" "$job"
  elif ! said=$(nomad job stop -purge "$@" "$job" 2>&1); then
    case $said in
      *"No job"*) ;;
      *)
        echo "deploy.sh: $job was not ended: $said" >&2
        exit 1
        ;;
    esac
  fi
}

# Ends the jobs, those that others need last; data stays.
destroy() {
  stop shop-web
  stop shop-api
  stop shop-db
  run nomad var purge nomad/jobs/shop-db || true
  echo 'kept, with the data: shop-data'
}

for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --no-preflight) preflight=no ;;
    plan | status | destroy | node-setup) step=$argument ;;
    *)
      echo "usage: deploy.sh [--dry-run] [--no-preflight] [plan | status | destroy | node-setup]" >&2
      exit 64
      ;;
  esac
done

if [ "$step" = node-setup ]; then
  node_setup
  exit 0
fi
need nomad
case $step in
  plan) each_job plan ;;
  status) status ;;
  destroy) destroy ;;
esac
[ "$step" = deploy ] || exit 0

if [ "$preflight" = yes ]; then preflight; fi

# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.
echo "by hand, once: merge client.hcl into the configuration of the nodes; without its"
echo "retries, tasks end when Consul or Nomad's servers are away for five minutes"

# Values of secrets that shop-db reads.
run nomad var put -force -out=none -in=json @shop-db.nv.json

# The jobs, and then what becomes of each.
each_job run nomad job run -detach
watch shop-db
watch shop-api
watch shop-web
if [ -n "$failed" ]; then
  echo "deploy.sh: not deployed:$failed" >&2
  exit 1
fi

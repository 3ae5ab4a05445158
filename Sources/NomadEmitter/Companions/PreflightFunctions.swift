/// The shell functions of the preflight. Sources: Nomad docs, `nomad node status -t`; Go's text/template.
enum PreflightFunctions {
    /// - Parameter region: the flag that names the region of the jobs, with a space before it, if they state one.
    static func nodes(_ region: String) -> String {
        #"""
        # The nodes that take work, an id and a name a line.
        ask_nodes() {
          if [ "$dry_run" = yes ]; then return; fi
          nodes=$(
            nomad node status\#(region) -t '{{ range . }}{{ if and (eq .Status "ready") (eq .SchedulingEligibility "eligible") }}{{ .ID }} {{ .Name }}
        {{ end }}{{ end }}'
          ) || {
            echo "deploy.sh: nomad does not list its nodes: is NOMAD_ADDR right, and may NOMAD_TOKEN read nodes?" >&2
            exit 1
          }
        }
        """#
    }

    static let node = #"""
        # The services find each other on one node only: it has to be named where several could take them.
        choose_node() {
          if [ "$dry_run" = yes ]; then return; fi
          names=$(printf '%s\n' "$nodes" | sed -n 's/^[^ ][^ ]* //p')
          if [ -z "$NODE" ] && [ "$(printf '%s\n' "$names" | wc -l)" -gt 1 ]; then
            echo "deploy.sh: the services find each other on one node only; set NODE to one of:" >&2
            printf '%s\n' "$names" >&2
            exit 1
          fi
          if [ -n "$NODE" ]; then
            nodes=$(printf '%s\n' "$nodes" | WANTED=$NODE awk '{ id = $1; sub(/^[^ ]* /, "") } $0 == ENVIRON["WANTED"] { print id " " $0 }')
          fi
        }
        """#

    static func facts(_ region: String) -> String {
        #"""
        # What these nodes have: a fact, a tab and the name of the node a line.
        ask_facts() {
          if [ "$dry_run" = yes ]; then return; fi
          facts=$(
            printf '%s\n' "$nodes" | while read -r id name; do
              [ -n "$id" ] || continue
              # shellcheck disable=SC2016
              nomad node status\#(region) -t '{{ range $name, $volume := .HostVolumes }}volume {{ $name }}
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
        """#
    }

    static let expect = #"""
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
        """#

    static let dns = #"""
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
        """#

    static let alone = #"""
        # Warns of data that would be apart: expect_alone VOLUME
        expect_alone() {
          if [ "$dry_run" = yes ]; then return; fi
          owners=$(having "volume $1")
          if [ "$(printf '%s\n' "$owners" | wc -l)" -gt 1 ]; then
            echo "deploy.sh: several nodes have the host volume $1, each with its own data unless it is shared storage:" >&2
            printf '%s\n' "$owners" >&2
          fi
        }
        """#

    static let network = #"""
        # Expects a Docker network of the node, where this machine is the node: expect_network NAME
        expect_network() {
          if [ "$dry_run" = yes ]; then
            echo "+ expect the Docker network $1"
          elif [ -z "$(having "unique.hostname=$(uname -n)")" ] || ! command -v docker >/dev/null; then
            echo "by hand, once: ./deploy.sh node-setup on the node makes the Docker network $1"
          elif ! docker network inspect "$1" >/dev/null 2>&1; then
            lacks "the Docker network $1" "run ./deploy.sh node-setup"
          fi
        }
        """#

    static let that = #"""
        # Expects that a command succeeds: expect_that WHAT MENDING COMMAND...
        expect_that() {
          what=$1
          mending=$2
          shift 2
          if [ "$dry_run" = yes ]; then
            echo "+ expect $what"
          elif ! "$@" >/dev/null 2>&1; then
            lacks "$what" "$mending"
          fi
        }
        """#

    static let registry = #"""
        # Whether a registry answers at all, even if it asks who one is.
        registry_answers() {
          command -v curl >/dev/null || return 0
          curl -sS -m 10 -o /dev/null "https://$1/v2/" || curl -sS -m 10 -o /dev/null "http://$1/v2/"
        }
        """#

    /// Where built images go to: the registry answers, or they stay where a node is.
    static let images = #"""
          if [ "$REGISTRY" = localhost ]; then
            expect 'a node on this machine, where the built images stay' 'set REGISTRY to where they can be pushed to' \
              "unique.hostname=$(uname -n)"
          elif [ "$push" = yes ]; then
            expect_that "the registry ${REGISTRY%%/*}" \
              'start it, or set REGISTRY to another, or leave pushing out: --no-push' \
              registry_answers "${REGISTRY%%/*}"
          fi
        """#

    static let end = #"""
          if [ -n "$missing" ]; then
            printf 'deploy.sh: nothing was changed; missing:%s\n' "$missing" >&2
            echo "deploy.sh: --no-preflight goes on without it" >&2
            exit 1
          fi
        """#
}

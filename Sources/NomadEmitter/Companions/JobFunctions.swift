/// The shell functions that follow jobs. Sources: Nomad docs, `nomad job deployments -t`, `nomad job allocs -t`.
enum JobFunctions {
    static let filled = #"""
        # A job with the registry and the tag of the built images: filled FILE
        filled() {
          sed "s|\"localhost/\([^\"]*\):built\"|\"$REGISTRY/\1:$TAG\"|" "$1"
        }
        """#

    static let plan = #"""
        # Shows what would change; nomad ends with 1 if anything would.
        plan() {
          run nomad job plan "$@" || [ $? -eq 1 ]
        }
        """#

    static let stop = #"""
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
        """#

    static let watch = #"""
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
        """#
}

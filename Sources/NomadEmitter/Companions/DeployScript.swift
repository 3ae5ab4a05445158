internal import ComposeParser

extension Translation {
    /// The steps of a deployment in dependency order, as a POSIX shell script. Nothing of it is run by us.
    func deployScript(jobs: [Jobspec]) -> [UInt8] {
        var script = """
            #!/bin/sh
            # Deploys \(names.project) to Nomad. Safe to run twice; --dry-run shows the steps.
            set -eu
            cd "$(dirname "$0")"

            run() {
              if [ "${dry_run}" = yes ]; then
                echo "$*"
              else
                "$@"
              fi
            }

            dry_run=no
            if [ "${1:-}" = --dry-run ]; then dry_run=yes; fi

            """
        for variable in nomadVariables {
            script += """

                # Values of secrets that \(variable.job) reads.
                run nomad var put -force -in json \(Shell.quoted("@\(variable.job).nv.json"))

                """
        }
        let hasVariables = !variables.sorted.isEmpty || ownVariables.contains(.registry)
        script += "\n# Jobs, dependencies first.\n"
        for job in jobs {
            script += "run nomad job run "
            if hasVariables, !job.variables.isEmpty {
                script += "-var-file=\(Shell.quoted("\(names.project).vars.hcl")) "
            }
            script += Shell.quoted("\(job.job.name.rawValue).nomad.hcl") + "\n"
        }
        return Array(script.utf8)
    }
}

/// Words of a shell script.
enum Shell {
    /// The word, quoted where the shell would read it otherwise.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"),
                    UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "+"):
                    true
                default: false
                }
            }
        if isPlain { return word }
        var result = "'"
        for scalar in word.unicodeScalars {
            if scalar == "'" { result += "'\\''" } else { result.unicodeScalars.append(scalar) }
        }
        return result + "'"
    }
}

internal import ComposeParser

extension DeployScript {
    /// What the script is for, and what it takes from the environment.
    var head: [String] {
        var lines: [String] = []
        lines.append("#!/bin/sh")
        lines.append("# Deploys \(project) to Nomad. Safe to run twice.")
        lines.append("#")
        var commands = [
            ("", "all steps, in order, after a look at what the cluster lacks"),
            ("--dry-run", "show the steps, do nothing"),
            ("--no-preflight", "without that look"),
        ]
        if !builds.lines.isEmpty {
            commands += [
                ("--no-build, --no-push", "leave that out"),
                ("--push", "also push images that name a registry of their own"),
            ]
        }
        commands += [
            ("plan", "what would change"),
            ("status", "what became of the jobs"),
            ("destroy", "end the jobs and take back what they read; data stays"),
        ]
        if hasNodeSetup {
            commands.append(
                ("node-setup", "what a node needs; run it there as root, before client.hcl is loaded")
            )
        }
        for (words, meaning) in commands {
            let command = "./deploy.sh \(words)"
            let space = String(repeating: " ", count: max(1, 35 - command.count))
            lines.append("#   \(command)\(space)\(meaning)")
        }
        if needsProject || hasRegistry || hasCSI || isPinned { lines.append("#") }
        if needsProject {
            lines.append("# PROJECT_DIR    the folder of the compose file; default: where it was converted")
        }
        if hasRegistry {
            let stated = plan.options.statedRegistry
            lines.append(
                "# REGISTRY       where built images are pushed to and the nodes pull from; "
                    + (stated.map { "default: \($0)" } ?? "without it they stay on")
            )
            if stated == nil { lines.append("#                this machine, which then has to be the node") }
            lines.append(
                "# TAG            the tag of the built images; default: the commit, or the time if files changed"
            )
        }
        if isPinned { lines.append("# NODE           the name of the node that runs all of it, where several could") }
        if hasCSI {
            lines.append("# \(CreatedVolume.pluginPlaceholder)  the id of the CSI plugin: nomad plugin status")
        }
        if !builds.lines.isEmpty { lines.append("# shellcheck disable=SC2034") }
        if !builds.values.isEmpty { lines.append("# shellcheck disable=SC2154") }
        lines.append("set -eu")
        lines.append("cd \"$(dirname \"$0\")\"")
        lines.append("")
        if needsProject { lines.append("PROJECT_DIR=${PROJECT_DIR:-\(Shell.quoted(projectFolder))}") }
        if hasRegistry {
            lines.append("# No image of this name is ever taken from Docker Hub, or pushed there.")
            lines += [
                "REGISTRY=${REGISTRY:-\(Shell.quoted(plan.options.registry))}",
                "if [ -z \"${TAG:-}\" ]; then",
                "  TAG=$(git -C \"$PROJECT_DIR\" rev-parse --short HEAD 2>/dev/null || true)",
                "  if [ -z \"$TAG\" ] || [ -n \"$(git -C \"$PROJECT_DIR\" status --porcelain . 2>/dev/null)\" ]; then",
                "    # What is built now has a tag that nothing had before; what was built has to be named.",
                "    case \" $* \" in",
                "      *\" --no-build \"*)",
                "        echo \"deploy.sh: --no-build needs TAG, the tag of what was built\" >&2",
                "        exit 64",
                "        ;;",
                "    esac",
                "    TAG=$(date -u +%Y%m%d%H%M%S)",
                "  fi",
                "fi",
            ]
        }
        if !builds.lines.isEmpty { lines += ["build=yes", "push=yes", "push_own=no"] }
        if hasRegistry { lines.append("if [ \"$REGISTRY\" = localhost ]; then push=no; fi") }
        if isPinned { lines.append("NODE=${NODE:-\(plan.options.node.map(Shell.quoted) ?? "")}") }
        lines += ["dry_run=no", "preflight=yes", "step=deploy"]
        lines.append("")
        return lines
    }

    /// The project as seen from the script; without an output folder, the script is taken to lie one below it.
    private var projectFolder: String {
        plan.options.outputFolder.map { PosixPath.relative(plan.project.workingDirectory, to: $0) } ?? ".."
    }

    /// The functions that the steps use.
    var functions: [String] {
        let usesValues = (builds.lines + setup.functions).contains { $0.contains("$(value ") }
        return Shell.functions([Self.run, Self.need]) + builds.functions
            + Shell.functions(usesValues ? [Self.value(in: variables.name)] : [])
    }

    private static let run = #"""
        # Runs a command, or shows it.
        run() {
          if [ "$dry_run" = yes ]; then
            echo "+ $*"
          else
            "$@"
          fi
        }
        """#

    private static let need = #"""
        # Stops if a program is missing.
        need() {
          [ "$dry_run" = yes ] || command -v "$1" >/dev/null || {
            echo "deploy.sh: $1 is not installed" >&2
            exit 1
          }
        }
        """#

    private static func value(in file: String) -> String {
        #"""
        # The value of a job variable.
        value() {
          sed -n "s/^$1  *= *\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" \#(Shell.quoted(file))
        }
        """#
    }

    /// The reading of the arguments, and what needs no more than the functions.
    var arguments: [String] {
        var lines: [String] = []
        var flags = ["--dry-run", "--no-preflight"]
        lines.append("for argument in \"$@\"; do")
        lines.append("  case $argument in")
        lines.append("    --dry-run) dry_run=yes ;;")
        lines.append("    --no-preflight) preflight=no ;;")
        if !builds.lines.isEmpty {
            flags += ["--no-build", "--no-push", "--push"]
            lines.append("    --no-build) build=no ;;")
            lines.append("    --no-push) push=no ;;")
            lines.append("    --push) push_own=yes ;;")
        }
        let steps = ["plan", "status", "destroy"] + (hasNodeSetup ? ["node-setup"] : [])
        let usage = (flags + [steps.joined(separator: " | ")]).map { "[\($0)]" }.joined(separator: " ")
        return lines + [
            "    \(steps.joined(separator: " | "))) step=$argument ;;",
            "    *)",
            "      echo \"usage: deploy.sh \(usage)\" >&2",
            "      exit 64",
            "      ;;",
            "  esac",
            "done",
            "",
        ] + (hasNodeSetup ? ["if [ \"$step\" = node-setup ]; then", "  node_setup", "  exit 0", "fi"] : []) + [
            "need nomad",
            "case $step in",
            "  plan) each_job plan ;;",
            "  status) status ;;",
            "  destroy) destroy ;;",
            "esac",
            "[ \"$step\" = deploy ] || exit 0",
            "",
        ]
    }
}

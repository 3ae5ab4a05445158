internal import ComposeParser

extension DeployScript {
    /// What the script is for, and what it takes from the environment.
    var head: [String] {
        var lines: [String] = []
        lines.append("#!/bin/sh")
        lines.append("# Deploys \(project) to Nomad. Safe to run twice.")
        lines.append("#")
        lines.append("#   ./deploy.sh             all steps, in order")
        lines.append("#   ./deploy.sh --dry-run   show the steps, do nothing")
        if !builds.lines.isEmpty {
            lines.append("#   ./deploy.sh --no-build, --no-push   leave that out")
            lines.append("#   ./deploy.sh --push      also push images that name a registry of their own")
        }
        if hasNodeSetup {
            lines.append(
                "#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded"
            )
        }
        if needsProject || hasRegistry && !isJSON || hasCSI || isPinned { lines.append("#") }
        if needsProject {
            lines.append("# PROJECT_DIR    the folder of the compose file; default: where it was converted")
        }
        if hasRegistry, !isJSON {
            lines.append(
                "# REGISTRY       where built images are pushed to and the nodes pull from; without it they stay on"
            )
            lines.append("#                this machine, which then has to be the node")
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
            lines.append(isJSON ? "REGISTRY=localhost" : "REGISTRY=${REGISTRY:-localhost}")
            if isJSON {
                lines.append("TAG=built")
            } else {
                lines += [
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
        }
        if !builds.lines.isEmpty { lines += ["build=yes", "push=yes", "push_own=no"] }
        if hasRegistry { lines.append("if [ \"$REGISTRY\" = localhost ]; then push=no; fi") }
        if isPinned { lines.append("NODE=${NODE:-\(plan.options.node.map(Shell.quoted) ?? "")}") }
        lines.append("dry_run=no")
        if hasNodeSetup { lines.append("step=deploy") }
        lines.append("")
        return lines
    }

    /// The project as seen from the script; without an output folder, the script is taken to lie one below it.
    private var projectFolder: String {
        plan.options.outputFolder.map { PosixPath.relative(plan.project.workingDirectory, to: $0) } ?? ".."
    }

    /// The functions that the steps use.
    var functions: [String] {
        var lines: [String] = []
        lines += [
            "# Runs a command, or shows it.",
            "run() {",
            "  if [ \"$dry_run\" = yes ]; then",
            "    echo \"+ $*\"",
            "  else",
            "    \"$@\"",
            "  fi",
            "}",
            "",
            "# Stops if a program is missing.",
            "need() {",
            "  [ \"$dry_run\" = yes ] || command -v \"$1\" >/dev/null || {",
            "    echo \"deploy.sh: $1 is not installed\" >&2",
            "    exit 1",
            "  }",
            "}",
            "",
        ]
        if hasOutcomes {
            lines += [
                "failed=",
                "",
                "# Shows the latest deployment of a job until it has ended; the rest are flags of nomad.",
                "watch() {",
                "  job=$1",
                "  shift",
                "  if [ \"$dry_run\" = yes ]; then",
                "    echo \"+ watch $job\"",
                "    return",
                "  fi",
                "  id=\"$(nomad job deployments -latest -t '{{.ID}}' \"$@\" \"$job\" 2>/dev/null || true)\"",
                "  case $id in",
                "    *-*-*-*-*)",
                "      nomad deployment status -monitor \"$@\" \"$id\" || true",
                "      status=\"$(nomad deployment status -t '{{.Status}}' \"$@\" \"$id\" || true)\"",
                "      [ \"$status\" = successful ] || failed=\"$failed $job\"",
                "      ;;",
                "  esac",
                "}",
                "",
            ]
        }
        lines += builds.functions
        if (builds.lines + setup.functions).contains(where: { $0.contains("$(value ") }) {
            lines += [
                "# The value of a job variable.",
                "value() {",
                "  sed -n \"s/^$1  *= *\\\"\\{0,1\\}\\([^\\\"]*\\)\\\"\\{0,1\\}\\$/\\1/p\" \(Shell.quoted(variables.name))",
                "}",
                "",
            ]
        }
        return lines
    }

    /// The reading of the arguments.
    var arguments: [String] {
        var lines: [String] = []
        lines.append("for argument in \"$@\"; do")
        lines.append("  case $argument in")
        lines.append("    --dry-run) dry_run=yes ;;")
        if !builds.lines.isEmpty {
            lines.append("    --no-build) build=no ;;")
            lines.append("    --no-push) push=no ;;")
            lines.append("    --push) push_own=yes ;;")
        }
        if hasNodeSetup { lines.append("    node-setup) step=node-setup ;;") }
        lines.append("    *)")
        lines.append(
            "      echo \"usage: deploy.sh [--dry-run]\(builds.lines.isEmpty ? "" : " [--no-build] [--no-push] [--push]")\(hasNodeSetup ? " [node-setup]" : "")\" >&2"
        )
        lines.append("      exit 64")
        lines.append("      ;;")
        lines.append("  esac")
        lines.append("done")
        lines.append("")
        if hasNodeSetup {
            lines.append("if [ \"$step\" = node-setup ]; then")
            lines.append("  node_setup")
            lines.append("  exit 0")
            lines.append("fi")
            lines.append("")
        }
        return lines
    }
}

internal import ComposeParser
internal import HCL

/// The steps of a deployment in dependency order, as a POSIX shell script. Nothing of it is run by us.
struct DeployScript {
    private let plan: Plan
    private let translation: ProjectTranslation
    private let builds: BuildSteps
    private let hasClientConfiguration: Bool
    private var lines: [String] = []

    init(
        plan: Plan,
        translation: ProjectTranslation,
        builds: BuildSteps,
        hasClientConfiguration: Bool
    ) {
        self.plan = plan
        self.translation = translation
        self.builds = builds
        self.hasClientConfiguration = hasClientConfiguration
        addHead()
        addFunctions()
        lines += setup.functions
        addArguments()
        addPreflight()
        addNotes()
        addBuilds()
        addVolumes()
        addSecrets()
        addJobs()
    }

    /// The script.
    var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    private var variables: VariablesFile { translation.variables }
    private var project: String { plan.names.project }
    private var client: ClientRequirements { translation.client }
    private var hasRegistry: Bool { variables.hasRegistry }
    private var needsProject: Bool { !builds.lines.isEmpty || setup.needsProject }
    private var hasCSI: Bool { client.createdVolumes.contains(where: \.isCSI) }
    private var usesVault: Bool { translation.secrets.contains { $0.store == .vault && !$0.items.isEmpty } }

    private var hasNodeSetup: Bool { !setup.isEmpty }

    /// What each node needs; the images are those of the jobs.
    private var setup: NodeSetup {
        NodeSetup(client) { service in
            let name = plan.names.task(service).rawValue
            let task = translation.jobs.lazy.flatMap(\.job.groups).flatMap(\.tasks).first { $0.name.rawValue == name }
            return task?.config.image.map { Shell.word(BuildSteps.parts(of: $0)) }
        }
    }

    private mutating func add(_ text: String) { lines.append(text) }

    // MARK: Parts

    private mutating func addHead() {
        add("#!/bin/sh")
        add("# Deploys \(project) to Nomad. Safe to run twice.")
        add("#")
        add("#   ./deploy.sh             all steps, in order")
        add("#   ./deploy.sh --dry-run   show the steps, do nothing")
        if hasNodeSetup {
            add("#   ./deploy.sh node-setup  what each node needs; run it there as root, before client.hcl is loaded")
        }
        if needsProject || hasRegistry && !isJSON || hasCSI || isPinned { add("#") }
        if needsProject { add("# PROJECT_DIR    the folder of the compose file; default: the one above this script") }
        if hasRegistry, !isJSON {
            add("# REGISTRY       where built images are pushed to; every node must be able to pull from it")
        }
        if isPinned { add("# NODE           the name of the node that runs all of it, where several could") }
        if hasCSI { add("# \(CreatedVolume.pluginPlaceholder)  the id of the CSI plugin: nomad plugin status") }
        if !builds.values.isEmpty { add("# shellcheck disable=SC2154") }
        add("set -eu")
        add("cd \"$(dirname \"$0\")\"")
        add("")
        if needsProject { add("PROJECT_DIR=${PROJECT_DIR:-..}") }
        if hasRegistry {
            if isJSON { add("# The jobs name this registry; job files in HCL leave it open.") }
            add(isJSON ? "REGISTRY=localhost:5000" : "REGISTRY=${REGISTRY:-localhost:5000}")
        }
        if isPinned { add("NODE=${NODE:-\(plan.options.node.map(Shell.quoted) ?? "")}") }
        add("dry_run=no")
        add("step=deploy")
        add("")
    }

    private mutating func addFunctions() {
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
        if (builds.lines + setup.functions).contains(where: { $0.contains("$(value ") }) {
            lines += [
                "# The value of a job variable.",
                "value() {",
                "  sed -n \"s/^$1  *= *\\\"\\{0,1\\}\\([^\\\"]*\\)\\\"\\{0,1\\}\\$/\\1/p\" \(Shell.quoted(variables.name))",
                "}",
                "",
            ]
        }
    }

    private mutating func addArguments() {
        add("for argument in \"$@\"; do")
        add("  case $argument in")
        add("    --dry-run) dry_run=yes ;;")
        if hasNodeSetup { add("    node-setup) step=node-setup ;;") }
        add("    *)")
        add("      echo \"usage: deploy.sh [--dry-run]\(hasNodeSetup ? " [node-setup]" : "")\" >&2")
        add("      exit 64")
        add("      ;;")
        add("  esac")
        add("done")
        add("")
        if hasNodeSetup {
            add("if [ \"$step\" = node-setup ]; then")
            add("  node_setup")
            add("  exit 0")
            add("fi")
            add("")
        } else {
            lines.removeAll { $0 == "step=deploy" }
        }
    }

    private mutating func addPreflight() {
        add("# Before anything is changed.")
        add("need nomad")
        if !builds.lines.isEmpty { add("need docker") }
        if usesVault { add("need vault") }
        if isPinned { lines += NodeStep.lines(region: translation.scope.region) }
        if hasCSI {
            let name = CreatedVolume.pluginPlaceholder
            add("[ \"$dry_run\" = yes ] || : \"${\(name):?set it to the id of the CSI plugin: nomad plugin status}\"")
            add("\(name)=${\(name):-PLUGIN}")
        }
    }

    /// What only the operator can do.
    private mutating func addNotes() {
        if hasClientConfiguration {
            add("")
            add("# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents.")
            if !client.watched.isEmpty {
                add("echo \"by hand, once: merge client.hcl into the configuration of the nodes; without its\"")
                add("echo \"retries, tasks end when Consul or Nomad's servers are away for five minutes\"")
            }
        }
        let existing = client.hostVolumes.filter(\.isExisting).map(\.path) + client.hostPaths.sorted()
        if !existing.isEmpty {
            add("")
            add("# By hand, once: these paths must exist on the nodes.")
            lines += existing.sorted().map { "#   \($0)" }
        }
        lines += setup.notes
    }

    private mutating func addBuilds() {
        guard !builds.lines.isEmpty else { return }
        add("")
        add("# Images: built here, pushed to where the nodes pull from.")
        if !builds.values.isEmpty {
            add("# shellcheck source=/dev/null")
            add(". \(Shell.quoted("./" + BuildSteps.fileName(of: project)))")
        }
        lines += builds.lines
    }

    private mutating func addVolumes() {
        let volumes = client.createdVolumes
        guard !volumes.isEmpty else { return }
        add("")
        add("# Volumes, where they do not exist yet.")
        for volume in volumes {
            let column = volume.isCSI ? 1 : 2
            let type = volume.isCSI ? "csi" : "host"
            add(
                "if [ \"$dry_run\" = yes ] || ! nomad volume status\(namespaceFlag) -type \(type) | awk '{ print $\(column) }' "
                    + "| grep -qxF -e \(Shell.quoted(volume.name)); then"
            )
            if volume.isCSI {
                add(
                    "  sed \"s/\(CreatedVolume.pluginPlaceholder)/$\(CreatedVolume.pluginPlaceholder)/\" \(Shell.quoted(volume.fileName)) | run nomad volume create\(namespaceFlag) -"
                )
            } else {
                add("  run nomad volume create\(namespaceFlag) \(Shell.quoted(volume.fileName))")
            }
            add("fi")
        }
    }

    private mutating func addSecrets() {
        for secrets in translation.secrets where !secrets.items.isEmpty {
            add("")
            add("# Values of secrets that \(secrets.job) reads.")
            let file = Shell.quoted("@\(secrets.fileName)")
            switch secrets.store {
            case .nomadVariable: add("run nomad var put\(Self.flags(secrets.scope)) -force -out=none -in=json \(file)")
            case .vault: add("run vault kv put -mount=secret \(Shell.quoted(secrets.vaultKey)) \(file)")
            }
        }
        for secrets in translation.secrets where !secrets.provided.isEmpty {
            let items = secrets.provided.sorted().map { Shell.quoted("\($0)=@FILE") }.joined(separator: " ")
            let (get, put): (String, String) =
                switch secrets.store {
                case .nomadVariable:
                    (
                        "nomad var get\(Self.flags(secrets.scope)) \(Shell.quoted(secrets.path))",
                        "nomad var put\(Self.flags(secrets.scope)) \(Shell.quoted(secrets.path)) \(items)"
                    )
                case .vault:
                    (
                        "vault kv get -mount=secret \(Shell.quoted(secrets.vaultKey))",
                        "vault kv put -mount=secret \(Shell.quoted(secrets.vaultKey)) \(items)"
                    )
                }
            add("")
            add("# Values that the project does not hold: the tasks wait until they are there.")
            add("if [ \"$dry_run\" = yes ] || ! \(get) >/dev/null 2>&1; then")
            add("  echo \(Shell.quoted("by hand, once: \(put)"))")
            add("fi")
        }
    }

    /// Whether the jobs are told on which node they run: the JSON form has that name in it.
    private var isPinned: Bool { plan.pinsNode && !isJSON }

    private var isJSON: Bool { plan.options.format == .json }

    private mutating func addJobs() {
        add("")
        // One job may wait for a later one: only when all are submitted is there an outcome to wait for.
        let isAlone = translation.jobs.count == 1
        add(isAlone ? "# The job." : "# Jobs, dependencies first; then what becomes of each.")
        let command = isAlone ? "run nomad job run" : "run nomad job run -detach"
        for job in translation.jobs {
            guard !isJSON else {
                add("\(command) -json \(Shell.quoted("\(job.job.name.rawValue).nomad.json"))")
                continue
            }
            var words = [command] + variables.flags(for: job.variables)
            if job.variables.contains(where: { $0.name == OwnVariable.registry.rawValue }) {
                words.append("-var=\"registry=$REGISTRY\"")
            }
            if job.variables.contains(where: { $0.name == OwnVariable.node.rawValue }) {
                words.append("-var=\"node=$NODE\"")
            }
            words.append(Shell.quoted("\(job.job.name.rawValue).nomad.hcl"))
            add(words.joined(separator: " "))
        }
        guard hasOutcomes else { return }
        for job in lastingJobs {
            add("watch \(Shell.quoted(job.job.name.rawValue))\(namespaceFlag)")
        }
        add("if [ -n \"$failed\" ]; then")
        add("  echo \"deploy.sh: not deployed:$failed\" >&2")
        add("  exit 1")
        add("fi")
    }

    /// The flags that name the namespace and the region of the jobs, each with a space before it, where they are stated.
    private var namespaceFlag: String { Self.flags(translation.scope) }

    private static func flags(_ scope: JobScope) -> String { scope.flags.map { " " + Shell.quoted($0) }.joined() }

    /// The jobs that have deployments.
    private var lastingJobs: [Jobspec] {
        translation.jobs.filter { $0.job.type != .batch && $0.job.type != .sysbatch }
    }

    private var hasOutcomes: Bool { translation.jobs.count > 1 && !lastingJobs.isEmpty }
}

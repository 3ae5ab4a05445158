internal import ComposeParser
internal import HCL

/// What `deploy.sh node-setup` does on a node: folders with their content, as Docker would make them, and networks.
struct NodeSetup {
    private let client: ClientRequirements
    /// The images of the services that the jobs run, as words of the script.
    private let images: [String: String]
    /// The folders that the nodes need, those that lie in others after them.
    private let volumes: [ClientRequirements.HostVolume]
    /// The functions, `node_setup` the last of them.
    private(set) var functions: [String] = []

    init(_ client: ClientRequirements, images: [String: String]) {
        self.client = client
        self.images = images
        volumes = client.hostVolumes.filter { !$0.isExisting }.sorted { $0.path < $1.path }
        guard !isEmpty else { return }
        var texts: [String] = []
        let steps = volumes.flatMap(steps) + client.dockerNetworks.flatMap(steps)
        func uses(_ function: String) -> Bool { steps.contains { $0.hasPrefix("  \(function) ") } }
        if uses("seed") { texts.append(Self.seed) }
        if uses("fill") { texts.append(Self.fill) }
        if uses("copy") || uses("fill") { texts.append(Self.copy) }
        functions =
            Shell.functions(texts) + ["# What a node needs that runs the jobs.", "node_setup() {"] + steps + ["}", ""]
    }

    private var parts: [ClientRequirements.HostVolume.ProjectContent] {
        volumes.flatMap { volume -> [ClientRequirements.HostVolume.ProjectContent] in
            if case .project(let parts) = volume.content { parts } else { [] }
        }
    }

    var isEmpty: Bool { volumes.isEmpty && client.dockerNetworks.isEmpty }

    /// Whether something of the project has to be on the nodes.
    var needsProject: Bool { !parts.isEmpty }

    private func steps(_ volume: ClientRequirements.HostVolume) -> [String] {
        let path = Shell.quoted(volume.path)
        var lines = [
            "  " + Shell.comment("\(volume.name): for \(volume.services.joined(separator: ", "))"),
            "  run mkdir -p \(path)",
        ]
        switch volume.content {
        case .image(let seeds):
            for seed in seeds {
                guard let image = images[seed.service] else { continue }
                let line = "  seed \(path) \(image) \(Shell.quoted(seed.path))"
                if !lines.contains(line) { lines.append(line) }
            }
        case .project(let parts):
            for part in parts {
                let words = [part.isState ? "fill" : "copy", source(part), Shell.quoted(part.destination)]
                lines.append("  " + (words + part.except.map(Shell.quoted)).joined(separator: " "))
            }
        case .existing: break
        }
        return lines
    }

    private func steps(_ network: ClientRequirements.DockerNetwork) -> [String] {
        let name = Shell.quoted(network.name)
        return [
            "  if ! docker network inspect \(name) >/dev/null 2>&1; then",
            "    run docker network create \((network.options.map(Shell.quoted) + [name]).joined(separator: " "))",
            "  fi",
        ]
    }

    private func source(_ part: ClientRequirements.HostVolume.ProjectContent, _ slash: String = "") -> String {
        let path = (part.source == "." ? "" : "/" + part.source) + slash
        return Shell.word([.expansion("$PROJECT_DIR"), .text(path)])
    }

    /// How the files of the project come to a node where the project is not: comments, for the operator.
    var notes: [String] {
        guard needsProject else { return [] }
        func commands(_ parts: [ClientRequirements.HostVolume.ProjectContent], _ flags: String) -> [String] {
            parts.map { part in
                let exceptions = part.except.map { " --exclude=" + Shell.quoted("/" + $0) }.joined()
                let slash = part.isFolder ? "/" : ""
                let destination = Shell.quoted(part.destination + slash)
                return Shell.comment("  rsync -a\(flags)\(exceptions) \(source(part, slash)) NODE:\(destination)")
            }
        }
        var lines = ["", "# By hand, where node-setup cannot see the project: from here to the node, NODE."]
        let once = parts.filter(\.isState)
        if !once.isEmpty {
            lines += ["# Once, before the first start: later it is live data."] + commands(once, " --ignore-existing")
        }
        let always = parts.filter { !$0.isState }
        if !always.isEmpty { lines += ["# On every change:"] + commands(always, "") }
        return lines
    }

    // MARK: Functions

    private static let seed = #"""
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
        """#

    private static let fill = #"""
        # Copies a file or folder of the project unless something is there, which is live data: fill FROM TO
        fill() {
          if [ "$dry_run" = no ] && [ -e "$2" ] && [ -n "$(ls -A "$2")" ]; then return; fi
          if [ -e "$1" ]; then
            copy "$@"
          else
            echo "deploy.sh: $1 is not here: $2 starts empty" >&2
          fi
        }
        """#

    private static let copy = #"""
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
        """#
}

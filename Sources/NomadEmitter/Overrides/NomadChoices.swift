internal import ComposeParser

/// What a service says about its own conversion: short cuts in `x-nomad`, or labels for those who cannot use it.
///
/// The conversion depends on these, so they are taken before anything is planned; the rest of `x-nomad` is merged
/// into the finished job.
enum NomadChoice: String, Sendable, CaseIterable {
    /// The type of the job: `service`, `batch`, `system` or `sysbatch`.
    case type
    /// The number of instances.
    case count
    /// The main port: what the service is registered with.
    case port
    /// `host`, `bridge` or `none`, as `network_mode` would say it.
    case network

    /// The prefix of the labels.
    static let labelPrefix = "nomad."
}

extension Compose.Service {
    /// What the service states for `choice`: in `x-nomad`, else as a label.
    func nomadChoice(_ choice: NomadChoice) -> Compose.Text? {
        if let node = self.extensions["x-nomad"]?[choice.rawValue], node.mapping == nil, node.sequence == nil,
            !node.isNull
        {
            return node.text
        }
        let key = NomadChoice.labelPrefix + choice.rawValue
        return (self.labels + (self.deploy?.labels ?? [])).first { $0.key == key }?.value
    }

    /// The type of job that the service asks for.
    var chosenType: PlannedJobType? { nomadChoice(.type).flatMap { PlannedJobType(rawValue: $0.string) } }

    /// The port that the service names as its main one.
    var chosenPort: Int? { nomadChoice(.port).flatMap { Int($0.string) } }
}

extension [Compose.Pair] {
    /// The labels without those that speak to the conversion.
    var withoutNomadLabels: [Compose.Pair] { filter { !$0.key.hasPrefix(NomadChoice.labelPrefix) } }
}

extension Compose.Project {
    /// The project with the choices of its services written into the attributes that they stand for.
    func applyingNomadChoices(_ diagnostics: inout Diagnostics) -> Compose.Project {
        var result = self
        for index in result.services.indices { result.services[index].applyNomadChoices(&diagnostics) }
        return result
    }
}

extension Compose.Service {
    fileprivate mutating func applyNomadChoices(_ diagnostics: inout Diagnostics) {
        checkLabels(&diagnostics)
        if let text = nomadChoice(.type), chosenType == nil {
            refuse(.type, text, "service, batch, system or sysbatch", &diagnostics)
        }
        if let text = nomadChoice(.count) {
            if let count = Int(text.string), count >= 0 {
                if count > 1, chosenType == .system {
                    refuse(.count, text, "1 at most: a system job runs once on each node", &diagnostics)
                }
                self.deploy?.replicas = nil
                self.scale = Compose.Located(count, text: text)
            } else {
                refuse(.count, text, "a whole number", &diagnostics)
            }
        }
        if let text = nomadChoice(.network) {
            switch text.string {
            case "host", "none":
                self.networkMode = text
                self.networks = []
            case "bridge":
                if self.networkMode != nil { self.networkMode = text }
            default:
                refuse(.network, text, "host, bridge or none", &diagnostics)
            }
        }
        guard let text = nomadChoice(.port) else { return }
        guard let port = Int(text.string), (1...65535).contains(port) else {
            refuse(.port, text, "a port number between 1 and 65535", &diagnostics)
            return
        }
        let isDeclared =
            self.ports.contains { $0.target.value == port && $0.transport?.string != "udp" }
            || self.expose.contains { PortPlanner.exposed($0.string).0?.contains(port) == true }
        if !isDeclared { self.expose.append(Compose.Text(String(port), range: text.range)) }
    }

    private func checkLabels(_ diagnostics: inout Diagnostics) {
        let known = NomadChoice.allCases.map { NomadChoice.labelPrefix + $0.rawValue }
        for pair in self.labels + (self.deploy?.labels ?? [])
        where pair.key.hasPrefix(NomadChoice.labelPrefix) && !known.contains(pair.key) {
            let nearest = Spelling.nearest(to: pair.key, among: known)
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.unknownNomadLabel,
                    .warning,
                    "the label `\(pair.key)` means nothing here and is dropped",
                    at: pair.keyRange,
                    hint: nearest.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))",
                    service: name
                )
            )
        }
    }

    private func refuse(
        _ choice: NomadChoice,
        _ text: Compose.Text,
        _ expected: String,
        _ diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.wrongNomadValue,
                .error,
                "the \(choice.rawValue) `\(text.string)` of `\(name)` is not \(expected)",
                at: text.range,
                hint: "change the label, or remove it: Docs/x-nomad.md lists what it takes",
                service: name
            )
        )
    }
}

extension Topology {
    /// Types of jobs that services ask for and do not get.
    func misplacedTypes(of project: Compose.Project) -> Diagnostics {
        var diagnostics = Diagnostics()
        for service in project.services {
            guard let chosen = service.chosenType, let placement = self[service.name],
                let text = service.nomadChoice(.type)
            else { continue }
            let isPrestart = placement.role == .prestart
            guard isPrestart && !chosen.isBatch || !isPrestart && placement.type != chosen else { continue }
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.misplacedNomadAttribute,
                    .error,
                    isPrestart
                        ? "`\(service.name)` cannot be a \(chosen.rawValue) job: others wait for its end"
                        : "`\(service.name)` cannot be a \(chosen.rawValue) job: it runs in the group `\(placement.group)`",
                    at: text.range,
                    service: service.name
                )
            )
        }
        return diagnostics
    }
}

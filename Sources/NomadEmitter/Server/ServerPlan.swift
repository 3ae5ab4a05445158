package import ComposeParser

/// What a Nomad server says of a job that is not submitted yet.
///
/// Source: Nomad's documentation, "Validate Job" and "Create Job Plan" of the Jobs HTTP API.
package struct ServerPlan {
    /// The job, what would become of it, and what differs from the one that runs, in lines.
    package private(set) var text = ""
    /// What the server refuses, warns of, or finds no place for, where the compose file says it.
    package private(set) var findings: [Diagnostic] = []

    private let job: JobName
    private let placements: [Summary.Placement]
    private let project: Compose.Project

    /// Makes it for a job of a conversion.
    package init(of job: JobName, in project: Compose.Project, _ summary: Summary?) {
        self.job = job
        self.project = project
        placements = summary?.placements.filter { $0.job == job.rawValue } ?? []
    }

    /// Whether the server would take the job.
    package var isAccepted: Bool { !findings.contains { $0.severity == .error } }

    /// Takes an answer that is no plan: why the server does not take the job.
    package mutating func refuse(_ reason: String) {
        find(
            .serverRefuses,
            .error,
            "Nomad does not take the job \(job.rawValue): \(Self.oneLine(reason))",
            about: reason
        )
    }

    /// Takes the answer to `/v1/validate/job`.
    ///
    /// - Returns: `false` if it is none.
    package mutating func readValidation(_ answer: [UInt8]) -> Bool {
        guard let root = Self.json(answer), root.mapping != nil else { return false }
        let errors = root["ValidationErrors"]?.sequence?.map(\.text.string) ?? []
        for error in errors { refuse(error) }
        if errors.isEmpty, let error = Self.text(root["Error"]) { refuse(error) }
        warn(root)
        return true
    }

    /// Takes the answer to `/v1/job/…/plan`.
    ///
    /// - Returns: `false` if it is none.
    package mutating func readPlan(_ answer: [UInt8]) -> Bool {
        guard let root = Self.json(answer), let diff = root["Diff"] ?? root["Annotations"] else { return false }
        let fate = Self.text(diff["Type"]).flatMap { Self.fates[$0] } ?? "planned"
        text += "job \(job.rawValue): \(fate)\n"
        for (group, updates) in Self.entries(root["Annotations"]?["DesiredTGUpdates"]) {
            let counts = Self.updates.compactMap { name, words in
                Self.number(updates[name]).map { "\($0) \(words)" }
            }
            if !counts.isEmpty { text += "  group \(group): \(counts.joined(separator: ", "))\n" }
        }
        if Self.text(diff["Type"]) == "Edited" { describe(diff, at: []) }
        for (group, metric) in Self.entries(root["FailedTGAllocs"]) {
            find(
                .notPlaced,
                .warning,
                "no node can take the group \(group) of the job \(job.rawValue) now: \(Self.reasons(metric).listed())",
                about: "group \(group)",
                hint: "./deploy.sh looks at what the nodes lack, and client.hcl has what they need"
            )
        }
        if !findings.contains(where: { $0.id == ConversionIssue.serverWarns.rawValue }) { warn(root) }
        return true
    }

    private static let fates = ["Added": "new", "Edited": "changed", "None": "no change", "Deleted": "gone"]

    private static let updates = [
        ("Place", "to place"), ("InPlaceUpdate", "to update in place"), ("DestructiveUpdate", "to replace"),
        ("Canary", "canaries"), ("Migrate", "to move"), ("Stop", "to stop"), ("Preemptions", "preemptions"),
        ("Ignore", "as they are"),
    ]

    /// Why nodes do not do, from the metrics of an allocation that is not placed.
    private static func reasons(_ metric: Compose.Node) -> [String] {
        guard let count = number(metric["NodesEvaluated"]) else {
            return ["no node is eligible in its datacenters and node pool"]
        }
        var reasons: [String] = []
        for (constraint, nodes) in entries(metric["ConstraintFiltered"]) {
            reasons.append("\(constraint) (\(number(nodes) ?? 0) of \(count) nodes)")
        }
        for (dimension, nodes) in entries(metric["DimensionExhausted"]) {
            reasons.append("\(dimension) is exhausted (\(number(nodes) ?? 0) of \(count) nodes)")
        }
        reasons += metric["QuotaExhausted"]?.sequence?.map { "the quota is exhausted: \($0.text.string)" } ?? []
        return reasons.isEmpty ? ["\(count) nodes do not do"] : reasons
    }

    /// Lines for what differs: `+` what comes, `-` what goes, `~` what changes.
    private mutating func describe(_ diff: Compose.Node, at path: [String]) {
        for field in diff["Fields"]?.sequence ?? [] {
            let name = (path + [Self.text(field["Name"]) ?? ""]).joined(separator: ".")
            let (old, new) = (Self.text(field["Old"]) ?? "", Self.text(field["New"]) ?? "")
            switch Self.text(field["Type"]) {
            case "Added": text += "  + \(name): \(JSONText.quoted(new))\n"
            case "Deleted": text += "  - \(name): \(JSONText.quoted(old))\n"
            case "Edited": text += "  ~ \(name): \(JSONText.quoted(old)) → \(JSONText.quoted(new))\n"
            default: break
            }
        }
        for (key, kind) in [("TaskGroups", "group"), ("Tasks", "task"), ("Objects", "")] {
            for part in diff[key]?.sequence ?? [] where Self.text(part["Type"]) != "None" {
                let name = Self.text(part["Name"]) ?? ""
                describe(part, at: path + [kind, name].filter { !$0.isEmpty })
            }
        }
    }

    private mutating func warn(_ root: Compose.Node) {
        guard let warning = Self.text(root["Warnings"]) else { return }
        find(.serverWarns, .warning, "Nomad warns of the job \(job.rawValue): \(Self.oneLine(warning))", about: warning)
    }

    /// Adds a finding at the service whose group or task a text names, else at the services.
    private mutating func find(
        _ issue: ConversionIssue,
        _ severity: Severity,
        _ message: String,
        about text: String,
        hint: String? = nil
    ) {
        let words = Set(
            text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }.map(String.init)
        )
        let named = placements.filter { words.contains($0.service) || words.contains($0.group) }
        let placement = named.first { words.contains($0.service) } ?? named.first
        let service = project.services.first { $0.name == placement?.service }
        findings.append(
            Diagnostic(
                issue,
                severity,
                message,
                at: service?.range ?? project.servicesRange,
                hint: hint,
                service: service?.name
            )
        )
    }

    // MARK: - JSON

    private static func json(_ bytes: [UInt8]) -> Compose.Node? {
        var sources = SourceTable()
        return try? JSONReader.read(bytes, file: sources.add(path: "", bytes: bytes))
    }

    private static func text(_ node: Compose.Node?) -> String? {
        node.flatMap { $0.isNull || $0.text.string.isEmpty ? nil : $0.text.string }
    }

    /// A number that is not zero.
    private static func number(_ node: Compose.Node?) -> Int? {
        node.flatMap { if case .int(let value) = $0.content, value != 0 { value } else { nil } }
    }

    private static func entries(_ node: Compose.Node?) -> [(key: String, value: Compose.Node)] {
        (node?.mapping?.entries ?? []).map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
    }

    /// The lines of Nomad's lists of errors, without their heads and bullets.
    private static func oneLine(_ text: String) -> String {
        text.split(separator: "\n").map { $0.drop { $0 == "\t" || $0 == " " || $0 == "*" } }
            .filter { !$0.isEmpty && !$0.hasSuffix(":") }.joined(separator: "; ")
    }
}

internal import ComposeParser

/// Turns what a project states and the coverage table into diagnostics: nothing is lost in silence.
enum CoverageDiagnostics {
    /// What is lost, approximated, or left to the operator, in file order.
    ///
    /// One diagnostic stands for a whole block where the block itself is dropped. Values that say what Nomad does
    /// anyway give none, nor do the rows that the translation reports itself.
    ///
    /// - Parameters:
    ///   - presence: what the project states; the caller leaves out what is not converted, such as services without
    ///     an active profile.
    ///   - facts: what the plan decides.
    static func diagnostics(for presence: [PresentAttribute], _ facts: CoverageFacts) -> Diagnostics {
        var diagnostics = Diagnostics()
        /// By their numbers, the rows of the attributes so far; none for one that has nothing to say in any of them.
        var table = [[CoverageRow]?](repeating: nil, count: Attribute.allCases.count)
        /// The blocks around the present attribute that have been reported.
        var around: [(path: String, row: CoverageRow)] = []
        for index in presence.indices {
            let attribute = presence[index].attribute
            let rows: [CoverageRow]
            if let known = table[attribute.number] {
                rows = known
            } else {
                rows = Coverage.speakingRows(of: attribute, for: facts.options.nomadVersion)
                table[attribute.number] = rows
            }
            if rows.isEmpty { continue }
            let present = presence[index]
            while let last = around.last, !Self.contains(last.path, present.path) { around.removeLast() }
            guard !present.isEmpty else { continue }
            let subject = CoverageSubject(present: present, index: index, presence: presence, facts: facts)
            guard let row = Coverage.row(for: subject, among: rows) else { continue }
            if around.contains(where: { Self.covers($0.row, row) }) { continue }
            if case .ignored = row.fate { around.append((present.path, row)) }
            guard let severity = row.severity else { continue }
            diagnostics.add(Self.diagnostic(row, severity, present))
            around.append((present.path, row))
        }
        diagnostics.add(contentsOf: NetworkSegmentation.diagnostics(for: presence, facts))
        return diagnostics
    }

    /// The same for a plan: services and resources that profiles or disuse have taken out of its project give no
    /// diagnostic.
    static func diagnostics(for presence: [PresentAttribute], of plan: Plan) -> Diagnostics {
        let project = plan.project
        let services = Set(project.services.map(\.name))
        let networks = Set(project.networks.map(\.key))
        let volumes = Set(project.volumes.map(\.key))
        let configs = Set(project.configs.map(\.key))
        let secrets = Set(project.secrets.map(\.key))
        var isKept = true
        var outside = ""
        return diagnostics(
            for: presence.filter { present in
                if !isKept, contains(outside, present.path) { return false }
                isKept = true
                let names: Set<String>
                switch present.attribute {
                case .services: return !services.isEmpty
                case .networks: return !networks.isEmpty
                case .volumes: return !volumes.isEmpty
                case .configs: return !configs.isEmpty
                case .secrets: return !secrets.isEmpty
                case .service: names = services
                case .network: names = networks
                case .volume: names = volumes
                case .config: names = configs
                case .secret: names = secrets
                default: return true
                }
                outside = present.path
                isKept = outside.split(at: ".", maxSplits: 1).last.map { names.contains(String($0)) } == true
                return isKept
            },
            CoverageFacts(plan)
        )
    }

    /// Whether `outer` is a block around `inner`.
    static func contains(_ outer: String, _ inner: String) -> Bool {
        guard inner.utf8.count > outer.utf8.count, inner.hasPrefix(outer) else { return false }
        let next = inner.utf8[inner.utf8.index(inner.utf8.startIndex, offsetBy: outer.utf8.count)]
        return next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }

    /// Whether the diagnostic of a block says enough about a part of it.
    private static func covers(_ block: CoverageRow, _ part: CoverageRow) -> Bool {
        switch (block.fate, part.fate) {
        case (.unsupported, _), (.ignored, _): true
        case (.operatorAction, .operatorAction): part.severity == block.severity
        default: false
        }
    }

    private static func diagnostic(
        _ row: CoverageRow,
        _ severity: Severity,
        _ present: PresentAttribute
    ) -> Diagnostic {
        let name = Self.name(of: present, withValue: row.variant != nil)
        let (kind, message, hint): (ConversionIssue, String, String?) =
            switch row.fate {
            case .unsupported(let because, let instead):
                (.unsupportedAttribute, "\(name) is dropped: \(because)", instead)
            case .approximated(_, let loses):
                (.approximatedAttribute, "\(name) is approximated: \(loses)", row.hint)
            case .operatorAction(_, let action):
                (.operatorAction, "\(name) needs the operator", action)
            case .mapped, .loading, .ignored:
                (.approximatedAttribute, name, row.hint)
            }
        return Diagnostic(
            kind,
            severity,
            message,
            at: present.range,
            hint: hint,
            service: present.service,
            path: present.path
        )
    }

    /// The attribute as a reader of the service knows it: without the service, with a short value where it matters.
    private static func name(of present: PresentAttribute, withValue: Bool) -> String {
        let path = present.service.flatMap { present.path.afterPrefix("services.\($0).") } ?? present.path
        if withValue, let value = present.value?.string, value.utf8.count <= 60, !value.utf8.contains(0x0A) {
            return "`\(path): \(value)`"
        }
        return "`\(path)`"
    }
}

internal import ComposeParser
internal import OrderedCollections

/// What the translation of one job finds besides the job itself.
struct JobFindings: Sendable {
    /// The job variables in use.
    var variables: VariableTable
    /// Variables of our own in use.
    var ownVariables: Set<OwnVariable> = []
    /// What the nodes need for it.
    var client = ClientRequirements()
    /// What its secrets become: items of Nomad variables or of Vault.
    var secrets: OrderedDictionary<String, StoredSecrets> = [:]
    /// Secrets that the compose file kept out of itself and the options write into the job, by name.
    var writtenSecrets: Set<String> = []
    /// Images to build, by service, in the order of the tasks.
    var builds: OrderedDictionary<String, ImageBuild> = [:]
    var diagnostics = Diagnostics()

    init(names: VariableNames) { variables = VariableTable(names: names) }

    /// The text with references in place of what came from variables, as `scope` knows them.
    mutating func text(_ text: Compose.Text, _ scope: String) -> Interpolated { variables.text(text, scope) }

    mutating func texts(_ texts: [Compose.Text], _ scope: String) -> [Interpolated] {
        texts.map { variables.text($0, scope) }
    }

    /// A map of texts, without the keys that have no value.
    mutating func map(_ pairs: [Compose.Pair], _ scope: String) -> InterpolatedMap {
        var map = InterpolatedMap()
        for pair in pairs {
            if let value = pair.value { map[pair.key] = variables.text(value, scope) }
        }
        return map
    }

    /// The number, as a reference if the whole of it came from one variable.
    mutating func number(_ located: Compose.Located<Int>, _ scope: String) -> NumberValue {
        variables.number(located.value, text: located.text, scope)
    }

    /// The span of time, as a reference if the whole of it came from one variable; a note where it is written in.
    mutating func duration(
        _ located: Compose.Located<Int64>,
        _ attribute: String,
        of service: Compose.Service,
        _ scope: String
    ) -> DurationValue {
        let value = variables.duration(located.value, text: located.text, scope)
        if case .literal = value { reportWrittenIn(located.text, attribute, of: service) }
        return value
    }

    /// Says that what came from variables stands in the job as a value, because the figure there had to be computed.
    mutating func reportWrittenIn(_ text: Compose.Text, _ attribute: String, of service: Compose.Service) {
        guard !variables.names.inlinesAll, let origin = text.origins.first,
            !diagnostics.all.contains(where: {
                $0.id == ConversionIssue.variableWrittenIn.rawValue && $0.range == text.range
                    && $0.service == service.name
            })
        else { return }
        report(
            .variableWrittenIn,
            .note,
            "the value of `${\(origin.variable)}` is written into the job as \(attribute) of `\(service.name)`: it had to be computed",
            at: text.range,
            hint: "convert again when the variable changes",
            service: service
        )
    }

    /// Adds a diagnostic.
    mutating func report(
        _ kind: ConversionIssue,
        _ severity: Severity,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil,
        service: Compose.Service? = nil,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.add(
            Diagnostic(
                kind,
                severity,
                message,
                at: range,
                hint: hint,
                service: service?.name,
                related: related
            )
        )
    }

    /// Says that something is left out which Docker would refuse.
    mutating func reportRefused(_ what: String, _ range: SourceRange, _ service: Compose.Service) {
        report(
            .refusedByDocker,
            .warning,
            "\(what) is left out: Docker refuses it",
            at: range,
            hint: "correct it",
            service: service
        )
    }
}

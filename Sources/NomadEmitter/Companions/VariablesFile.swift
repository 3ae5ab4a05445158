internal import HCL

/// The file of the job variables: what the compose file kept out of itself.
struct VariablesFile: Sendable {
    /// The project's name.
    let project: String
    /// The variables, sorted by name.
    let entries: [VariableTable.Entry]
    /// Whether the registry of built images is among them.
    let hasRegistry: Bool
    /// The names in it.
    let names: Set<String>

    init(project: String, entries: [VariableTable.Entry], own: Set<OwnVariable>) {
        self.project = project
        self.entries = entries
        hasRegistry = own.contains(.registry)
        names = Set(entries.map(\.name))
    }

    /// The name of the file.
    var name: String { "\(project).vars.hcl" }

    /// The values, by name.
    var values: [String: Jobspec.Variable.Value] {
        var values: [String: Jobspec.Variable.Value] = [:]
        for entry in entries { values[entry.name] = entry.jobValue }
        if hasRegistry {
            values[OwnVariable.registry.rawValue] = .string("localhost")
            values[OwnVariable.tag.rawValue] = .string("built")
        }
        return values
    }

    /// The image as a script names it: beside jobs in JSON there is no file of values to read.
    func image(_ image: Interpolated, in format: ConversionOptions.Format) -> Interpolated {
        guard format == .json else { return image }
        return image.resolvingVariables(Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.value) }))
    }

    /// The flags that `nomad job run` needs for a job that declares these variables.
    func flags(for declared: [Jobspec.Variable]) -> [String] {
        guard declared.contains(where: { names.contains($0.name) }) else { return [] }
        var flags = ["-var-file=\(Shell.quoted(name))"]
        // Nomad refuses a file that names variables of other jobs, unless told not to.
        if !names.isSubset(of: declared.map(\.name)) { flags.append("-hcl2-strict=false") }
        return flags
    }

    /// The content, if there is any.
    var contents: [UInt8]? {
        guard !names.isEmpty else { return nil }
        var body = HCL.Body()
        for entry in entries { body.attribute(entry.name, entry.jobValue.expression) }
        return HCLPrinter.bytes(body)
    }
}

internal import HCL

extension JobChecker {
    /// Each variable that the job names is declared, once, and each declared one is used. Source: Nomad,
    /// jobspec2/parse.go and types.variables.go.
    mutating func checkVariables(_ jobspec: Jobspec) {
        requireUnique(jobspec.variables.map { ($0.name, nil) }, .variable) { "variable `\($0)` is declared twice" }
        var used: Set<String> = []
        for name in job.body.variableNames where used.insert(name).inserted {
            if !jobspec.variables.contains(where: { $0.name == name }) {
                add(.variable, "variable `\(name)` is used but not declared")
            }
        }
        for variable in jobspec.variables {
            require(HCL.isIdentifier(variable.name), .variable, "`\(variable.name)` is no name for a variable")
            if let value = variable.defaultValue, !value.fits(variable.type) {
                add(.variable, "the default of variable `\(variable.name)` is no \(variable.type.rawValue)")
            }
            if !used.contains(variable.name) {
                add(.unusedVariable, "variable `\(variable.name)` is declared but not used", severity: .warning)
            }
        }
    }
}

extension Jobspec.Variable.Value {
    /// Whether Nomad can read the value as one of `type`.
    func fits(_ type: Jobspec.Variable.ValueType) -> Bool {
        switch (self, type) {
        case (.string(let text), .number): Double(text) != nil
        case (.string(let text), .bool): text == "true" || text == "false"
        case (.strings, .strings): true
        case (.strings, _), (_, .strings): false
        case (.number, .bool), (.bool, .number): false
        default: true
        }
    }
}

extension HCL.Body {
    /// The names in `var.NAME`, in order, with repetitions.
    var variableNames: [String] {
        var names: [String] = []
        collectVariables(into: &names)
        return names
    }

    private func collectVariables(into names: inout [String]) {
        for index in items.indices {
            switch items[index] {
            case .attribute(let attribute): attribute.value.collectVariables(into: &names)
            case .block(let block): block.body.collectVariables(into: &names)
            case .blankLine, .comment: break
            }
        }
    }
}

extension HCL.Expression {
    fileprivate func collectVariables(into names: inout [String]) {
        func add(_ reference: String) {
            if reference.hasPrefix("var.") { names.append(String(reference.dropFirst(4))) }
        }
        switch self {
        case .template(let parts, _), .heredoc(let parts, _):
            for index in parts.indices { if case .reference(let reference) = parts[index] { add(reference) } }
        case .reference(let reference): add(reference)
        case .list(let items), .call(_, let items):
            for item in items { item.collectVariables(into: &names) }
        case .object(let entries):
            for entry in entries { entry.value.collectVariables(into: &names) }
        case .product(let a, let b):
            a.collectVariables(into: &names)
            b.collectVariables(into: &names)
        case .number, .decimal, .bool, .null: break
        }
    }
}

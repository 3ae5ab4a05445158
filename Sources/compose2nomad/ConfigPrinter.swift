import ComposeParser

/// The texts that `compose2nomad config` prints.
enum ConfigPrinter {
    /// The model. `$` is doubled, so that the output can be read as a compose file again.
    static func model(
        _ project: ResolvedProject,
        format: ConfigCommand.Format,
        escapesDollars: Bool
    ) -> [UInt8] {
        switch format {
        case .json:
            NodeJSONEncoder.encode(
                OutputOrder.apply(project.root.withoutEmptyListsInExtensions, format: .json),
                escapingDollar: escapesDollars
            )
        case .yaml:
            NodeYAMLEncoder.encode(OutputOrder.apply(project.root, format: .yaml), escapingDollar: escapesDollars)
        }
    }

    /// One line for each.
    static func lines(_ lines: [String]) -> String {
        lines.map { $0 + "\n" }.joined()
    }

    /// The names of the services, each after those that it depends on.
    static func serviceNames(_ project: ResolvedProject) -> [String] {
        let services = project.root["services"]?.mapping ?? Compose.Mapping()
        let byName = Dictionary(
            services.entries.map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        var names: [String] = []
        var seen: Set<String> = []
        func visit(_ name: String) {
            guard let service = byName[name], seen.insert(name).inserted else { return }
            for dependency in service.entries(of: "depends_on").map(\.key).sorted() { visit(dependency) }
            names.append(name)
        }
        for name in services.entries.map(\.key).sorted() { visit(name) }
        return names
    }

    /// The keys of a top-level section, sorted.
    static func names(_ section: String, in project: ResolvedProject) -> [String] {
        project.root.entries(of: section).map(\.key).sorted()
    }

    /// The image of each service; a built one without a name is called after project and service.
    static func images(_ project: ResolvedProject) -> [String] {
        project.root.entries(of: "services").sorted { $0.key < $1.key }.map { service in
            let image = service.value["image"]?.text.string ?? ""
            return image.isEmpty ? "\(project.name)-\(service.key)" : image
        }
    }

    /// All profiles, those of disabled services included.
    static func profiles(_ project: ResolvedProject) -> [String] {
        let services = project.root.entries(of: "services") + project.disabledServices.entries
        let names = services.flatMap { $0.value.items(of: "profiles").map(\.text.string) }
        return Set(names).sorted()
    }

    /// A table of the variables that an uninterpolated project mentions.
    static func variables(_ project: ResolvedProject) -> String {
        let mentions = Interpolator.variables(in: project.root).sorted { $0.name < $1.name }
        let header = ["NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"]
        let rows = mentions.map { mention in
            [mention.name, mention.isRequired ? "true" : "false", mention.fallback ?? "", mention.alternative ?? ""]
        }
        let widths = (0..<3).map { column in
            max(20, ([header] + rows).map { $0[column].unicodeScalars.count + 3 }.max() ?? 0)
        }
        return lines(
            ([header] + rows).map { row in
                zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.unicodeScalars.count) }.joined()
                    + row[3]
            }
        )
    }
}

extension Compose.Node {
    /// The tree as Docker Compose prints it as JSON: an empty list in a top-level `x-` field has become null.
    fileprivate var withoutEmptyListsInExtensions: Compose.Node {
        var node = self
        node.editEntries { if $0.key.hasPrefix("x-") { $0.value.replaceEmptyLists() } }
        return node
    }

    private mutating func replaceEmptyLists() {
        editEntries { $0.value.replaceEmptyLists() }
        editItems { $1.replaceEmptyLists() }
        if sequence?.isEmpty == true { content = .null }
    }
}

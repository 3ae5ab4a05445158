/// A Compose project as Docker Compose would run it: one tree, every value decided.
public struct ResolvedProject: Sendable {
    /// The project name.
    public var name: String
    /// The absolute project directory.
    public var workingDirectory: String
    /// The compose files in order, as absolute paths or `-`.
    public var composeFiles: [String]
    /// The canonical model: active services and the resources they use.
    package var root: Compose.Node
    /// The model as the files state it, with all services, short syntaxes expanded.
    let stated: Compose.Node
    /// The canonical form of the services that no active profile enables, or that were not selected.
    package var disabledServices: Compose.Mapping
    /// All variables that interpolation could see.
    package var variables: Variables
    /// The names of the variables that interpolation asked for, sorted.
    package var usedVariables: [String]

    /// What the user stated about the active services and their resources, with places.
    package var presence: [PresentAttribute] {
        var stated = stated
        for section in Shape.sections {
            let kept = Set(root.entries(of: section).map(\.key))
            stated.edit(section) { node in
                node.editMapping { $0.entries.removeAll { !kept.contains($0.key) } }
            }
        }
        return AttributePresence.record(expanded: stated)
    }
}

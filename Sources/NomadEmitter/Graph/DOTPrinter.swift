internal import ComposeParser

extension ProjectGraph {
    /// The picture as Graphviz has it.
    package var dot: String {
        var printer = DOTPrinter()
        printer.print(self)
        return printer.text
    }
}

/// Prints a picture in the DOT language. Source: graphviz.org/doc/info/lang.html.
private struct DOTPrinter {
    private(set) var text = ""
    private var indent = ""

    mutating func print(_ graph: ProjectGraph) {
        block("digraph \(Self.quoted([graph.name]))") { printer in
            printer.line("graph [rankdir=LR fontname=\"sans-serif\" fontsize=11 color=gray style=rounded]")
            printer.line("node [shape=box fontname=\"sans-serif\" fontsize=11]")
            printer.line("edge [fontname=\"sans-serif\" fontsize=9]")
            if let outside = graph.outside { printer.print(outside) }
            for job in graph.jobs {
                printer.frame(job.id, job.title) { printer in
                    for group in job.groups { printer.print(group) }
                    for node in job.storage { printer.print(node) }
                }
            }
            for node in graph.storage { printer.print(node) }
            for edge in graph.edges { printer.print(edge) }
        }
    }

    private mutating func print(_ group: ProjectGraph.Group) {
        guard group.hasFrame else { return group.tasks.forEach { print($0) } }
        frame(group.id, "group \(group.name)") { printer in
            for task in group.tasks { printer.print(task) }
        }
    }

    private mutating func frame(_ id: String, _ title: String, _ content: (inout DOTPrinter) -> Void) {
        block("subgraph cluster_\(id)") { printer in
            printer.line("label=\(Self.quoted([title]))")
            content(&printer)
        }
    }

    private mutating func print(_ node: ProjectGraph.Node) {
        let style =
            switch node.kind {
            case .outside: " shape=oval"
            case .task: ""
            case .prestart: " style=dashed"
            case .volume: " shape=cylinder"
            case .path: " shape=folder"
            }
        line("\(node.id) [label=\(Self.quoted(node.lines))\(style)]")
    }

    private mutating func print(_ edge: ProjectGraph.Edge) {
        var attributes = edge.lines.isEmpty ? [] : ["label=\(Self.quoted(edge.lines))"]
        switch edge.kind {
        case .published: attributes.append("penwidth=2")
        case .names: break
        case .waits: attributes.append("style=dashed")
        case .mounts: attributes.append("arrowhead=none")
        }
        let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: " "))]"
        line("\(edge.from) -> \(edge.to)\(list)")
    }

    private mutating func block(_ head: String, _ content: (inout DOTPrinter) -> Void) {
        line("\(head) {")
        indent += "  "
        content(&self)
        indent.removeLast(2)
        line("}")
    }

    private mutating func line(_ line: String) { text += indent + line + "\n" }

    /// A quoted label: a backslash escapes there, and an ampersand begins a character entity.
    private static func quoted(_ lines: [String]) -> String {
        let escaped = lines.map { line in
            line.visible.unicodeScalars.reduce(into: "") { result, scalar in
                switch scalar {
                case "\"", "\\": result += "\\\(scalar)"
                case "&": result += "&amp;"
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return "\"" + escaped.joined(separator: "\\n") + "\""
    }
}

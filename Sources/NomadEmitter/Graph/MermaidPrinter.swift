internal import ComposeParser

extension ProjectGraph {
    /// The picture as Mermaid has it: GitHub and GitLab draw it where a code block says `mermaid`.
    package var mermaid: String {
        var printer = MermaidPrinter()
        printer.print(self)
        return printer.text
    }
}

/// Prints a picture as a Mermaid flowchart. Source: mermaid.js.org/syntax/flowchart.html.
private struct MermaidPrinter {
    private(set) var text = "flowchart LR\n"
    private var indent = "  "

    mutating func print(_ graph: ProjectGraph) {
        if let outside = graph.outside { print(outside) }
        for job in graph.jobs {
            frame(job.id, job.title) { printer in
                for group in job.groups { printer.print(group) }
                for node in job.storage { printer.print(node) }
            }
        }
        for node in graph.storage { print(node) }
        for edge in graph.edges { print(edge) }
        line("classDef prestart stroke-dasharray: 5 5")
    }

    private mutating func print(_ group: ProjectGraph.Group) {
        guard group.hasFrame else { return group.tasks.forEach { print($0) } }
        frame(group.id, "group \(group.name)") { printer in
            for task in group.tasks { printer.print(task) }
        }
    }

    private mutating func frame(_ id: String, _ title: String, _ content: (inout MermaidPrinter) -> Void) {
        line("subgraph \(id)[\(Self.quoted([title]))]")
        indent += "  "
        line("direction LR")
        content(&self)
        indent.removeLast(2)
        line("end")
    }

    private mutating func print(_ node: ProjectGraph.Node) {
        let label = Self.quoted(node.lines)
        let shape =
            switch node.kind {
            case .outside: "([\(label)])"
            case .task: "[\(label)]"
            case .prestart: "[\(label)]:::prestart"
            case .volume: "[(\(label))]"
            case .path: "[/\(label)/]"
            }
        line(node.id + shape)
    }

    private mutating func print(_ edge: ProjectGraph.Edge) {
        let arrow =
            switch edge.kind {
            case .published: "==>"
            case .names: "-->"
            case .waits: "-.->"
            case .mounts: "---"
            }
        let label = edge.lines.isEmpty ? "" : "|\(Self.quoted(edge.lines))|"
        line("\(edge.from) \(arrow)\(label) \(edge.to)")
    }

    private mutating func line(_ line: String) { text += indent + line + "\n" }

    // MARK: Texts

    private static func quoted(_ lines: [String]) -> String {
        "\"" + lines.map { escaped($0) }.joined(separator: "<br>") + "\""
    }

    /// The text as Mermaid and Markdown take it for nothing else: `#35;` is a character by its number.
    ///
    /// What Markdown makes lists and emphasis of is plain only within a word.
    private static func escaped(_ text: String) -> String {
        let scalars = Array(text.visible.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isInWord =
                index > 0 && index + 1 < scalars.count && isPlain(scalars[index - 1]) && isPlain(scalars[index + 1])
            switch scalar {
            case _ where isPlain(scalar), " ", ",", "/", "→", "…": result.unicodeScalars.append(scalar)
            case "_" where isInWord, "-" where isInWord, "." where isInWord: result.unicodeScalars.append(scalar)
            default: result += "#\(scalar.value);"
            }
        }
        return result
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}

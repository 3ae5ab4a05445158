/// Where a pass over a document stands: `services.web.ports[0]`.
struct SchemaPath {
    /// One step down.
    enum Step {
        case key(String)
        case index(Int)
    }

    /// The steps from the top.
    private(set) var steps: [Step] = []

    mutating func push(_ step: Step) {
        steps.append(step)
    }

    mutating func pop() {
        steps.removeLast()
    }

    /// The path as diagnostics show it.
    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }

    /// The service that the path leads into.
    var service: String? {
        guard steps.count > 1, case .key("services") = steps[0], case .key(let name) = steps[1] else { return nil }
        return name
    }

    /// A diagnostic about the place.
    func diagnostic(
        _ issue: SchemaIssue,
        _ severity: Severity,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(issue, severity, message, at: range, hint: hint, service: service, path: description)
    }

    /// An error about the place.
    func error(_ issue: SchemaIssue, _ message: String, at range: SourceRange, hint: String? = nil) -> Diagnostic {
        diagnostic(issue, .error, message, at: range, hint: hint)
    }
}

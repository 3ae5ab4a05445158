package import ComposeParser

/// The diagnostics for readers: what `Docs/diagnostics.md` holds.
package enum DiagnosticDocument {
    /// Every kind of diagnostic of every stage.
    package static let kinds: [any DiagnosticKind.Type] = [LoadingIssue.self, ConversionIssue.self]

    /// The page.
    package static var markdown: String {
        var out = """
            # Diagnostics

            This page is made from the kinds of diagnostics in the sources; a test keeps it current.

            A diagnostic has a stable id, a severity, a place in a file, and mostly a hint:

            ```
            compose.yaml:9:5: warning: `annotations` is dropped: the Docker driver sets no annotations [unsupported-attribute]
             9 |     annotations:
               |     ^
              hint: use labels, or meta in x-nomad, if something reads them
            ```

            | severity | meaning |
            |---|---|
            | error | the input cannot be converted; exit code 1 |
            | warning | something is lost, approximated, or needs the operator; with `--strict` exit code 1 |
            | note | good to know; the output is complete |

            On a terminal, what is said of several services is said once, with their names. A last line counts the \
            diagnostics, in all and by service; the first lines are the summary of the conversion. What each attribute loses is on the [coverage page](coverage.md).

            ## For programs

            `--diagnostics json` prints one JSON object a line, none grouped. The first one, unless the project cannot be \
            converted, has one member, `summary`: an object with `network`, `reason`, `oneNode`, `nodes`, `services` (objects \
            with `service`, `job` and `group`), `needs` and `warnings`. The others are diagnostics:

            | key | type | meaning |
            |---|---|---|
            | `id` | string | one of the ids below |
            | `severity` | string | `error`, `warning` or `note` |
            | `message` | string | one sentence |
            | `hint` | string | what to do about it |
            | `file` | string | the file as given |
            | `line`, `column` | number | the first character, from 1; columns count Unicode scalars |
            | `endLine`, `endColumn` | number | one past the last character |
            | `service` | string | the service that it is about |
            | `path` | string | the attribute, for example `services.web.ports[0]` |
            | `related` | array | further places: objects with `message` and the keys of a place |

            `id`, `severity` and `message` are always there, the others where they are known.

            ## Ids


            """
        let entries = kinds.flatMap { Self.entries(of: $0) }.sorted { $0.id < $1.id }
        for entry in entries {
            out += "### \(entry.id)\n\n\(entry.summary)\n\n"
        }
        out.removeLast()
        return out
    }

    private static func entries<Kind: DiagnosticKind>(of kind: Kind.Type) -> [(id: String, summary: String)] {
        Kind.allCases.map { ($0.rawValue, $0.summary) }
    }
}

internal import ComposeParser

/// The diagnostics for readers: what `Docs/diagnostics.md` holds.
package enum DiagnosticDocument {
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

            | severity | meaning | exit code |
            |---|---|---|
            | error | the input cannot be converted | 1 |
            | warning | something is lost, approximated, or needs the operator | 2 with `--strict`, else 0 |
            | note | good to know; the output is complete | 0 |

            On a terminal the summary of the conversion stands first. Then come what stops it, what changes the behaviour of \
            the application, and what the operator has to do: one entry a cause, with the further places behind the first. \
            Other notes are only counted; `-v` tells every finding with its line, `-q` only those that decide the exit code. \
            `compose2nomad explain ID` tells what stands here, `compose2nomad explain ATTRIBUTE` (`explain \
            healthcheck.retries`) what the [coverage page](coverage.md) says of an attribute.

            ## For programs

            `compose2nomad check --format sarif` prints a log in SARIF 2.1.0 for code scanning, `--format github` annotations \
            for GitHub Actions (without notes that ask nothing of anybody, unless `-v`). `convert` has the same forms on \
            standard error, as `--diagnostics`.

            `--format json` prints one JSON object a line, none grouped. The first one, unless the project cannot be \
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

            Each has a section, so that `diagnostics.md#ID` is its address.


            """
        for (id, facts) in IssueCatalog.entries {
            out += "### \(id)\n\n\(facts.summary)"
            if let meaning = facts.meaning { out += " \(meaning)" }
            out += "\n\n\(facts.remedy)\n\n"
            if let example = facts.example {
                out += "```yaml\n# before\n\(example.before)\n# after\n\(example.after)\n```\n\n"
            }
        }
        out.removeLast()
        return out
    }
}

/// The variables that a project is interpolated with, and where each came from.
package struct Variables: Sendable, Hashable {
    /// Where a value came from.
    package enum Source: Sendable, Hashable {
        /// The environment of the process.
        case environment
        /// An environment file such as `.env`, by its path.
        case file(String)
        /// The project itself: `COMPOSE_PROJECT_NAME`.
        case project
    }

    /// A value with its source.
    package struct Value: Sendable, Hashable {
        /// The value.
        package var text: String
        /// Where it came from.
        package var source: Source

        /// Makes a value from `source`.
        package init(_ text: String, source: Source) {
            self.text = text
            self.source = source
        }
    }

    private var values: [String: Value]

    /// Makes variables from the environment of a process.
    package init(environment: [String: String] = [:]) {
        values = environment.mapValues { Value($0, source: .environment) }
    }

    /// The value of a variable.
    package subscript(name: String) -> String? { values[name]?.text }

    /// The value of a variable with its source.
    package func value(of name: String) -> Value? { values[name] }

    /// The names, sorted.
    package var names: [String] { values.keys.sorted() }

    /// Sets a variable, whether or not there is one already.
    mutating func set(_ name: String, _ value: Value) { values[name] = value }

    /// Sets a variable unless there is one already.
    mutating func setIfUnset(_ name: String, _ value: Value) {
        if values[name] == nil { values[name] = value }
    }
}

internal import OrderedCollections

/// The content of an environment file: `.env`, or the files that `env_file` names.
struct DotEnv: Sendable, Hashable {
    /// How a file is written.
    enum Format: Sendable, Hashable {
        /// Quotes, escapes, comments, `export`, interpolation.
        case standard
        /// `format: raw`: all that follows the `=` is the value.
        case raw
    }

    /// A variable with its place.
    struct Entry: Sendable, Hashable {
        /// The name.
        var key: String
        /// Where the name stands.
        var keyRange: SourceRange
        /// The value with its origins; `nil` for a name without `=` that the environment does not know either.
        var value: Compose.Text?
    }

    /// The variables in the order of their first mention; where a name is given twice, the last value counts.
    var entries: [Entry]

    /// The value of a variable.
    subscript(key: String) -> String? {
        entries.first { $0.key == key }?.value?.string
    }

    /// Reads an environment file, as Compose does (the `env_file` chapter of the Compose Specification).
    ///
    /// A name without value takes it from `interpolator`. `$X` in values is looked up there first, then in the
    /// variables that the file has set above, then in `earlier`, the variables of earlier files.
    /// - Throws: `invalid-env-file`, `invalid-interpolation`, `required-variable-missing`, at the line.
    static func parse(
        _ bytes: [UInt8],
        file: SourceFileID,
        format: Format = .standard,
        earlier: [String: String] = [:],
        interpolator: inout Interpolator,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> DotEnv {
        var entries = Collected(earlier: earlier)
        switch format {
        case .standard:
            var parser = DotEnvParser(bytes, file: file)
            try parser.parse(into: &entries, &interpolator, &diagnostics)
        case .raw:
            try RawEnvParser(file: file).parse(bytes, into: &entries, interpolator)
        }
        return DotEnv(entries: Array(entries.byKey.values))
    }

    /// The entries while a file is read.
    struct Collected {
        private(set) var byKey: OrderedDictionary<String, Entry> = [:]
        private let earlier: [String: String]

        init(earlier: [String: String]) { self.earlier = earlier }

        /// The values so far.
        func value(_ key: String) -> String? { byKey[key]?.value?.string ?? earlier[key] }

        mutating func set(_ key: String, at range: SourceRange, to value: Compose.Text) {
            byKey[key] = Entry(key: key, keyRange: range, value: value)
        }

        /// Takes the value of a name without one from the environment.
        mutating func inherit(_ key: String, at range: SourceRange, from lookup: (String) -> String?) {
            if let value = lookup(key) {
                let origin = Compose.Origin(span: 0..<value.utf8.count, variable: key)
                set(key, at: range, to: Compose.Text(value, origins: [origin], range: range))
            } else if byKey[key] == nil {
                byKey[key] = Entry(key: key, keyRange: range, value: nil)
            }
        }
    }
}

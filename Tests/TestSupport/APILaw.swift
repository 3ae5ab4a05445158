public import NomadEmitter

/// The law of the two forms of a job: its JSON says, value for value, what its HCL means to Nomad.
///
/// HashiCorp's own parser reads the HCL, so it needs a Python that has the package pygohcl: `HCL_PYTHON`.
public enum APILaw {
    /// A job in both forms.
    public struct Case: Sendable {
        var json: JSONValue

        /// - Parameter variables: what the operator gives beside the defaults.
        public init(name: String, hcl: String, variables: [String: Jobspec.Variable.Value] = [:], api: JSONValue) {
            json = .object([
                .init("name", .string(name)), .init("hcl", .string(hcl)), .init("json", api),
                .init(
                    "variables",
                    .object(variables.sorted { $0.key < $1.key }.map { .init($0.key, Self.json($0.value)) })
                ),
            ])
        }

        private static func json(_ value: Jobspec.Variable.Value) -> JSONValue {
            switch value {
            case .string(let text): .string(text)
            case .number(let number): .int(number)
            case .bool(let value): .bool(value)
            case .strings(let texts): .array(texts.map { .string($0) })
            }
        }
    }

    /// What differs, a line each; empty if nothing does.
    public static func differences(in cases: [Case]) throws -> String {
        let path = Subprocess.temporaryPath("api-law.json")
        defer { Subprocess.remove(path) }
        try Subprocess.write(JSONValue.array(cases.map(\.json)).text(), to: path)
        let python = Subprocess.environment("HCL_PYTHON") ?? "python3"
        let result = Subprocess.run([python, Repository.path("Scripts/api-law"), "--cases", path])
        return result.code == 0 ? "" : result.output
    }
}

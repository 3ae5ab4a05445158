internal import HCL
internal import ComposeParser
internal import OrderedCollections

/// The secrets of one job in the store that `--secrets` names: where they are, and what the operator puts there.
///
/// Source: Nomad docs, template block (`nomadVar`, `secret`). A task may read the variables `nomad/jobs/<job>` and
/// `nomad/jobs/<job>/<group>` without any policy; `secret/data/<namespace>/<job>` is what `nomad setup vault` allows.
struct StoredSecrets: Sendable, Hashable {
    /// The most bytes that the items of a Nomad variable may have.
    static let largestVariable = 64 << 10

    /// Where values are kept.
    enum Store: Sendable, Hashable {
        case nomadVariable
        case vault
    }

    var store: Store
    var job: JobName
    /// Where the job is: its secrets are there, too.
    var scope = JobScope()
    /// The group, for values that the project does not hold: the operator puts them there once.
    var group: GroupName?
    /// The items that the project holds.
    var items: [String: String] = [:]
    /// The items that it does not.
    var provided: Set<String> = []

    /// The path for templates.
    var path: String {
        switch store {
        case .nomadVariable: return "nomad/jobs/\(place)"
        case .vault: return "secret/data/\(vaultKey)"
        }
    }

    /// The path as `vault kv put` takes it, below the mount `secret`.
    var vaultKey: String { "\(scope.namespace ?? "default")/\(place)" }

    private var place: String { group.map { "\(job)/\($0)" } ?? "\(job)" }

    /// The file beside the jobs that holds the values.
    var fileName: String { store == .vault ? "\(job).vault.json" : "\(job).nv.json" }

    /// The bytes that the items take.
    var size: Int { items.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count } }

    /// The action of a template that gives the item `key`.
    func reference(to key: String, isEncoded: Bool) -> String {
        let isPlain = HCL.isIdentifier(key)
        let value: String
        switch store {
        case .nomadVariable:
            // An item is a structure that prints as its value; functions need the value itself.
            let item = isPlain ? ".\(key)" : "index . \"\(key)\""
            value = isEncoded ? "base64Decode \(isPlain ? item : "(\(item))").Value" : item
            return "{{ with nomadVar \"\(path)\" }}{{ \(value) }}{{ end }}"
        case .vault:
            let item = isPlain ? ".Data.data.\(key)" : "index .Data.data \"\(key)\""
            value = isEncoded ? "base64Decode \(isPlain ? item : "(\(item))")" : item
            return "{{ with secret \"\(path)\" }}{{ \(value) }}{{ end }}"
        }
    }

    /// The lines of a file of variables that give the items `keys`, by the variable.
    func environment(_ keys: [(variable: String, key: String)]) -> String {
        let block = store == .vault ? "secret" : "nomadVar"
        var text = "{{ with \(block) \"\(path)\" }}\n"
        for (variable, key) in keys {
            text += "\(variable)={{ \(store == .vault ? ".Data.data.\(key)" : ".\(key).Value") | toJSON }}\n"
        }
        return text + "{{ end }}\n"
    }

    /// The file for `nomad var put -in json`, or for `vault kv put`.
    var json: [UInt8] {
        let members = items.keys.sorted().map { JSONValue.Member($0, .string(items[$0] ?? "")) }
        let namespace = scope.namespace.map { [JSONValue.Member("Namespace", .string($0))] } ?? []
        let value: JSONValue =
            store == .vault
            ? .object(members)
            : .object(namespace + [.init("Path", .string(path)), .init("Items", .object(members))])
        return Array((value.text() + "\n").utf8)
    }

    /// A key that a template can quote.
    static func itemKey(_ name: String) -> String {
        let isSafe = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "`")
        }
        return isSafe && !name.isEmpty ? name : Names.identifier(name)
    }
}

extension StoredSecrets {
    /// The secrets of `job`, where the options of `plan` keep them: none so far.
    init(of job: PlannedJob, in plan: Plan) {
        self.init(
            store: plan.options.secrets == .vault ? .vault : .nomadVariable,
            job: job.name,
            scope: JobScope(of: job, in: plan.project)
        )
    }

    /// Warns of jobs whose secrets no Nomad variable can hold.
    static func oversized(_ all: [StoredSecrets], of project: Compose.Project) -> Diagnostics {
        var diagnostics = Diagnostics()
        for secrets in all where secrets.store == .nomadVariable && secrets.size > largestVariable {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.largeVariable,
                    .warning,
                    "the secrets of the job `\(secrets.job)` have \(secrets.size >> 10) KiB; a Nomad variable holds 64",
                    at: project.name.range,
                    hint: "use --secrets vault, or --layout service for a variable for each service"
                )
            )
        }
        return diagnostics
    }
}

/// The secrets of a job, by their paths.
extension OrderedDictionary<String, StoredSecrets> {
    /// The content of a template that gives an item of `secrets`, which keeps its value, or asks for it without one.
    mutating func reference(to name: String, value: [UInt8]?, in secrets: StoredSecrets) -> Interpolated {
        let key = StoredSecrets.itemKey(name)
        guard let value else {
            self[secrets.path, default: secrets].provided.insert(key)
            return Interpolated(secrets.reference(to: key, isEncoded: false))
        }
        let isText = !value.contains(0) && String(validating: value, as: UTF8.self) != nil
        let item = isText ? String(decoding: value, as: UTF8.self) : Base64.encode(value)
        self[secrets.path, default: secrets].items[key] = item
        return Interpolated(secrets.reference(to: key, isEncoded: !isText))
    }

    /// Keeps `value` under a key that `secrets` does not have yet, and gives the key.
    mutating func keep(_ value: String, as name: String, in secrets: StoredSecrets) -> String {
        let path = secrets.path
        let base = Names.identifier(name)
        var key = base
        var number = 2
        while let other = self[path]?.items[key], other != value {
            key = "\(base)_\(number)"
            number += 1
        }
        self[path, default: secrets].items[key] = value
        return key
    }
}

public import HCL
import FoundationEssentials
internal import NomadEmitter

/// Checks the blocks of a job file against Nomad's schema, apart from the library's own table.
///
/// It is stricter than Nomad: a value must have the very type, where Nomad would convert it.
public struct SchemaLaw: Sendable {
    struct Schema: Decodable, Sendable {
        var types: [String: BlockType]
    }

    struct BlockType: Decodable, Sendable {
        var labels: Int
        var attributes: [String: String]
        var required: [String]?
        var blocks: [String: Nested]
    }

    struct Nested: Decodable, Sendable {
        var type: String?
        var map: String?
        var many: Bool?
        var labels: Int?
        var attribute: Bool?
    }

    let types: [String: BlockType]

    /// Reads the schema that stands beside this file.
    public init() throws {
        let data = try Data(contentsOf: URL(filePath: SchemaLaw.path))
        types = try JSONDecoder().decode(Schema.self, from: data).types
    }

    /// The path of the schema.
    public static var path: String { Repository.path("Tests/TestSupport/Schemas/nomad.json") }

    /// What breaks the law in a job file; empty if nothing does.
    public func violations(in file: HCL.Body) -> [String] {
        var found: [String] = []
        if !file.attributes.isEmpty { found.append("attributes at the top of the file") }
        for block in file.blocks {
            switch block.type {
            case "variable":
                if block.labels.count != 1 { found.append("a variable needs one label") }
                let known = ["type", "default", "description", "sensitive", "nullable"]
                for attribute in block.body.attributes where !known.contains(attribute.name) {
                    found.append("variable: no attribute \(attribute.name)")
                }
            case "job": check(block, "Job", labels: 1, "job", &found)
            default: found.append("a block \(block.type) at the top of the file")
            }
        }
        if file.blocks.filter({ $0.type == "job" }).count != 1 { found.append("not exactly one job") }
        return found
    }

    private func check(_ block: HCL.Block, _ name: String, labels: Int?, _ path: String, _ found: inout [String]) {
        guard let type = types[name] else {
            found.append("\(path): the schema has no type \(name)")
            return
        }
        let labels = labels ?? type.labels
        if block.labels.count != labels { found.append("\(path): \(block.labels.count) labels, not \(labels)") }
        var given: Set<String> = []
        for attribute in block.body.attributes {
            let place = "\(path).\(attribute.name)"
            if !given.insert(attribute.name).inserted { found.append("\(place): twice") }
            if let expected = type.attributes[attribute.name] {
                if !fits(attribute.value, expected) { found.append("\(place): not a \(expected)") }
            } else if let nested = type.blocks[attribute.name], let map = nested.map {
                if nested.attribute != true { found.append("\(place): a block, not an attribute") }
                if case .object(let entries) = attribute.value {
                    for entry in entries where !fits(entry.value, map) {
                        found.append("\(place).\(entry.key): not a \(map)")
                    }
                } else {
                    found.append("\(place): not an object")
                }
            } else {
                found.append("\(place): unknown attribute")
            }
        }
        for name in type.required ?? [] where !given.contains(name) {
            if path.hasSuffix("sidecar_task.config") { continue }
            found.append("\(path).\(name): missing")
        }
        for stated in block.body.blocks {
            let inner = stated.content
            let place = "\(path).\(inner.type)"
            guard let nested = type.blocks[inner.type] else {
                found.append("\(place): unknown block")
                continue
            }
            let key = nested.many == true ? inner.type + " " + inner.labels.joined(separator: " ") : inner.type
            let mayRepeat = nested.many == true && inner.labels.isEmpty
            if !mayRepeat, !given.insert(key).inserted { found.append("\(place): twice") }
            if let map = nested.map {
                if !inner.labels.isEmpty { found.append("\(place): takes no label") }
                for attribute in inner.body.attributes where !fits(attribute.value, map) {
                    found.append("\(place).\(attribute.name): not a \(map)")
                }
                if map != "any", !inner.body.blocks.isEmpty { found.append("\(place): takes no block") }
            } else if let type = nested.type {
                check(inner, type, labels: nested.labels, place, &found)
            }
        }
    }

    private func fits(_ value: HCL.Expression, _ type: String) -> Bool {
        switch (type, value) {
        case ("any", _), (_, .reference), (_, .call), (_, .product): true
        case ("string", .template), ("string", .heredoc): true
        case ("number", .number), ("number", .decimal): true
        case ("bool", .bool): true
        case ("duration", .template(let parts, _)):
            if parts.count == 1, case .text(let text) = parts[0] {
                NomadDuration(text) != nil && text != "0"
            } else {
                false
            }
        case ("list(string)", .list(let items)): items.allSatisfy { fits($0, "string") }
        case ("list(number)", .list(let items)): items.allSatisfy { fits($0, "number") }
        case ("map(string)", .object(let entries)): entries.allSatisfy { fits($0.value, "string") }
        default: false
        }
    }
}

extension HCL.Block {
    /// What a dynamic block makes; any other block itself.
    fileprivate var content: HCL.Block {
        guard type == "dynamic", let label = labels.first, let content = body.blocks.first else { return self }
        return HCL.Block(label, body: content.body)
    }
}

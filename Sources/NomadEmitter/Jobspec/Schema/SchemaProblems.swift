public import HCL

extension NomadSchema {
    /// What the schema does not know in a job file, as sentences.
    ///
    /// Checks names of attributes and blocks, the number of labels, blocks that may stand once, required attributes,
    /// and the type of each literal value as far as Nomad does not convert it.
    public static func problems(in file: HCL.Body) -> [String] { findings(in: file).map(\.message) }

    /// A sentence about an attribute or block, with its origin.
    struct Problem {
        let message: String
        let origin: Int?
    }

    static func findings(in file: HCL.Body) -> [Problem] {
        var problems: [Problem] = []
        for block in file.blocks where block.type == "job" {
            check(block, "Job", labels: ["name"], path: "job", &problems)
        }
        return problems
    }

    /// What the schema does not know in the content of a block of `type`, such as `Task`, `TaskGroup` or
    /// `DockerConfig`; `path` names the place in the sentences. Required attributes may be missing.
    public static func problems(in body: HCL.Body, as type: String, path: String) -> [String] {
        var problems: [Problem] = []
        guard let type = types[type] else { return ["\(path): no type of block is called \(type)"] }
        check(body, type, path: path, isComplete: false, origin: nil, &problems)
        return problems.map(\.message)
    }

    private static func check(
        _ block: HCL.Block,
        _ typeName: String,
        labels: [String]?,
        path: String,
        isComplete: Bool = true,
        origin: Int? = nil,
        _ problems: inout [Problem]
    ) {
        let origin = block.origin ?? origin
        guard let type = types[typeName] else { return }
        let labels = labels ?? type.labels
        if block.labels.count != labels.count {
            problems.append(
                Problem(message: "\(path): needs \(labels.count) labels, has \(block.labels.count)", origin: origin)
            )
        }
        check(block.body, type, path: path, isComplete: isComplete, origin: origin, &problems)
    }

    private static func check(
        _ body: HCL.Body,
        _ type: BlockType,
        path: String,
        isComplete: Bool,
        origin: Int?,
        _ problems: inout [Problem]
    ) {
        func add(_ message: String, _ inner: Int? = nil) {
            problems.append(Problem(message: message, origin: inner ?? origin))
        }
        var seen: Set<String> = []
        for attribute in body.attributes {
            let place = "\(path).\(attribute.name)"
            if !seen.insert(attribute.name).inserted { add("\(place): is given twice", attribute.origin) }
            if let known = type.attribute(attribute.name) {
                if !accepts(known.type, attribute.value) {
                    add("\(place): takes a \(known.type.rawValue)", attribute.origin)
                }
            } else if let nested = type.nested(attribute.name), case .map(let element) = nested.kind {
                if !nested.orAttribute {
                    add("\(place): is a block, whose keys are letters, digits, _ and -", attribute.origin)
                } else if !acceptsMap(of: element, attribute.value) {
                    add("\(place): takes an object", attribute.origin)
                }
            } else if type.nested(attribute.name) != nil {
                add("\(place): is a block, not an attribute", attribute.origin)
            } else {
                add("\(place): there is no such attribute", attribute.origin)
            }
        }
        if isComplete {
            for attribute in type.attributes where attribute.isRequired && !seen.contains(attribute.name) {
                if type.name == "DockerConfig" && path.hasSuffix("sidecar_task.config") { continue }
                if type.name == "ChangeScript" && attribute.name == "fail_on_error" { continue }
                add("\(path).\(attribute.name): is missing")
            }
        }
        var blocks: Set<String> = []
        for block in body.blocks {
            let labels = block.labels.map { " \"\($0)\"" }.joined()
            let place = "\(path).\(block.type)\(labels)"
            guard let nested = type.nested(block.type) else {
                add("\(place): there is no such block", block.origin)
                continue
            }
            let isFirst = blocks.insert(block.type + labels).inserted && seen.insert(block.type + labels).inserted
            switch nested.kind {
            case .once(let name):
                if !isFirst { add("\(place): is given twice", block.origin) }
                if name == "DockerConfig", !hasDockerDriver(body, type) { continue }
                check(
                    block,
                    name,
                    labels: nil,
                    path: "\(path).\(block.type)",
                    isComplete: isComplete,
                    origin: origin,
                    &problems
                )
            case .many(let name):
                let schema = types[name]
                var labels = schema?.labels
                if name == "ScalingPolicy" { labels = ["type"] }
                check(
                    block,
                    name,
                    labels: labels,
                    path: place,
                    isComplete: isComplete,
                    origin: origin,
                    &problems
                )
            case .map(let element):
                if !isFirst { add("\(place): is given twice", block.origin) }
                for attribute in block.body.attributes where !accepts(element, attribute.value) {
                    add("\(place).\(attribute.name): takes a \(element.rawValue)", block.origin)
                }
                if element != .any, let inner = block.body.blocks.first {
                    add("\(place).\(inner.type): takes an attribute, not a block", block.origin)
                }
            }
        }
    }

    /// Other drivers have other keys.
    private static func hasDockerDriver(_ body: HCL.Body, _ type: BlockType) -> Bool {
        guard let driver = body.attributes.first(where: { $0.name == "driver" }) else { return type.name != "Task" }
        return driver.value == .string("docker")
    }

    private static func acceptsMap(of element: ValueType, _ value: HCL.Expression) -> Bool {
        switch value {
        case .object(let entries): entries.allSatisfy { accepts(element, $0.value) }
        case .reference, .call: true
        default: false
        }
    }

    /// Whether a value is of a type, or Nomad converts it.
    private static func accepts(_ type: ValueType, _ value: HCL.Expression) -> Bool {
        switch (type, value) {
        case (.any, _), (_, .reference), (_, .call), (_, .product): true
        case (.string, .template), (.string, .heredoc), (.string, .number), (.string, .decimal), (.string, .bool): true
        case (.number, .number), (.number, .decimal): true
        case (.bool, .bool): true
        case (.number, .template(let parts, _)): isText(parts) { Double($0) != nil }
        case (.bool, .template(let parts, _)): isText(parts) { $0 == "true" || $0 == "false" }
        case (.duration, .template(let parts, _)): isText(parts) { NomadDuration($0) != nil }
        case (.strings, .list(let items)): items.allSatisfy { accepts(.string, $0) }
        case (.numbers, .list(let items)): items.allSatisfy { accepts(.number, $0) }
        case (.map, .object(let entries)): entries.allSatisfy { accepts(.string, $0.value) }
        default: false
        }
    }

    /// Whether a template holds a reference, which could become anything, or a text that passes.
    private static func isText(_ parts: [HCL.TemplatePart], _ passes: (String) -> Bool) -> Bool {
        var text = ""
        for part in parts {
            guard case .text(let literal) = part else { return true }
            text += literal
        }
        return passes(text)
    }
}

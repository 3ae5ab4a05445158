internal import HCL

extension Jobspec {
    /// The body of `POST /v1/jobs`: `{"Job": {…}}`, with values in place of the variables.
    ///
    /// A variable without an entry in `values` takes its default.
    public func apiJob(_ values: [String: Variable.Value] = [:]) -> JSONValue {
        let file = inlined(values)
        guard let block = file.blocks.first(where: { $0.type == "job" }) else { return .object([]) }
        var job = block
        APIEncoder.handDown(from: &job.body, to: "group", thenTo: "task")
        return .object([JSONValue.Member("Job", APIEncoder().job(job))])
    }
}

/// Turns blocks into the objects of Nomad's job API, by the table of the schema.
struct APIEncoder {
    /// Members by name; arrays and objects grow.
    private struct Members {
        var list: [JSONValue.Member] = []

        mutating func set(_ name: String, _ value: JSONValue) {
            if let index = list.firstIndex(where: { $0.name == name }) {
                list[index].value = value
            } else {
                list.append(JSONValue.Member(name, value))
            }
        }

        mutating func append(_ value: JSONValue, to name: String) {
            if let index = list.firstIndex(where: { $0.name == name }), case .array(let items) = list[index].value {
                list[index].value = .array(items + [value])
            } else {
                set(name, .array([value]))
            }
        }

        mutating func add(_ member: JSONValue.Member, to name: String) {
            if let index = list.firstIndex(where: { $0.name == name }), case .object(let members) = list[index].value {
                list[index].value = .object(members + [member])
            } else {
                set(name, .object([member]))
            }
        }
    }

    func job(_ block: HCL.Block) -> JSONValue {
        var members = Members()
        let name = block.labels.first ?? ""
        members.set("ID", .string(name))
        members.set("Name", .string(name))
        encode(block.body, NomadSchema[.job], into: &members)
        return .object(members.list)
    }

    private func object(_ block: HCL.Block, _ type: NomadSchema.BlockType) -> JSONValue {
        var members = Members()
        switch type.name {
        case .port: members.set("Label", .string(block.labels.first ?? ""))
        case .spreadTarget: members.set("Value", .string(block.labels.first ?? ""))
        case .scalingPolicy: if let label = block.labels.first { members.set("Type", .string(label)) }
        case .constraint, .affinity: return condition(block.body, type)
        case .periodicConfig: members.set("SpecType", .string("cron"))
        default: if let label = block.labels.first { members.set("Name", .string(label)) }
        }
        encode(block.body, type, into: &members)
        return .object(members.list)
    }

    private func encode(_ body: HCL.Body, _ type: NomadSchema.BlockType, into members: inout Members) {
        for attribute in body.attributes {
            if let known = type.attribute(attribute.name) {
                members.set(known.apiName, value(attribute.value, known.type))
            } else if let nested = type.nested(attribute.name), case .map(let element) = nested.kind,
                case .object(let entries) = attribute.value
            {
                for entry in entries {
                    members.add(JSONValue.Member(key(entry), value(entry.value, element)), to: nested.apiName)
                }
            } else {
                members.set(NomadSchema.camelCase(attribute.name), value(attribute.value, .any))
            }
        }
        for block in body.blocks {
            guard let nested = type.nested(block.type) else {
                members.append(free(block.body, nil), to: NomadSchema.camelCase(block.type))
                continue
            }
            switch nested.kind {
            case .once(.dockerConfig):
                members.set(nested.apiName, free(block.body, NomadSchema[.dockerConfig]))
            case .map(let element):
                for attribute in block.body.attributes {
                    members.add(
                        JSONValue.Member(attribute.name, value(attribute.value, element)),
                        to: nested.apiName
                    )
                }
            case .once(let name):
                members.set(nested.apiName, object(block, NomadSchema[name]))
            case .many(let name):
                let object = object(block, NomadSchema[name])
                switch name {
                case .port:
                    members.append(object, to: object["Value"] == nil ? "DynamicPorts" : "ReservedPorts")
                case .volumeRequest:
                    members.add(JSONValue.Member(block.labels.first ?? "", object), to: nested.apiName)
                default:
                    members.append(object, to: nested.apiName)
                }
            }
        }
    }

    /// A constraint or affinity: the short forms name the operator by the attribute.
    private func condition(_ body: HCL.Body, _ type: NomadSchema.BlockType) -> JSONValue {
        var members = Members()
        var operation = "="
        for attribute in body.attributes {
            let text = value(attribute.value, .string)
            switch attribute.name {
            case "attribute": members.set("LTarget", text)
            case "value": members.set("RTarget", text)
            case "operator": if case .string(let name) = text { operation = name }
            case "weight": members.set("Weight", value(attribute.value, .number))
            case "distinct_hosts":
                operation = attribute.name
                members.set("RTarget", text)
            case "distinct_property", "is_set", "is_not_set":
                operation = attribute.name
                members.set("LTarget", text)
            default:
                operation = attribute.name
                members.set("RTarget", text)
            }
        }
        members.set("Operand", .string(operation))
        return .object(members.list)
    }

    /// The driver's own configuration: names as they are, each block an array of objects, and so each map that may be
    /// a block. Source: nomad/drivers/docker, `list(map(string))` of its specification.
    private func free(_ body: HCL.Body, _ type: NomadSchema.BlockType?) -> JSONValue {
        var members = Members()
        for attribute in body.attributes {
            let value = value(attribute.value, .any)
            if case .map? = type?.nested(attribute.name)?.kind, case .object = value {
                members.append(value, to: attribute.name)
            } else {
                members.set(attribute.name, value)
            }
        }
        for block in body.blocks {
            members.append(free(block.body, type?.nested(block.type)?.type), to: block.type)
        }
        return .object(members.list)
    }

    // MARK: Values

    private func value(_ expression: HCL.Expression, _ type: NomadSchema.ValueType) -> JSONValue {
        switch (type, expression) {
        case (.string, .number), (.string, .decimal), (.string, .bool):
            return .string(text(expression))
        case (.number, .template), (.number, .heredoc):
            let text = text(expression)
            if let number = Int(text) { return .int(number) }
            return Double(text).map { .double($0) } ?? .string(text)
        case (.bool, .template):
            let text = text(expression)
            return text == "true" || text == "false" ? .bool(text == "true") : .string(text)
        case (.duration, .template):
            let text = text(expression)
            return NomadDuration(text).map { .int(Int($0.nanoseconds)) } ?? .string(text)
        case (.strings, .list(let items)):
            return .array(items.map { value($0, .string) })
        case (.numbers, .list(let items)):
            return .array(items.map { value($0, .number) })
        case (.map, .object(let entries)):
            return .object(entries.map { JSONValue.Member(key($0), value($0.value, .string)) })
        case (_, .template), (_, .heredoc), (_, .reference), (_, .call), (_, .product):
            return .string(text(expression))
        case (_, .number(let number)): return .int(number)
        case (_, .decimal(let number)): return .double(number)
        case (_, .bool(let value)): return .bool(value)
        case (_, .null): return .null
        case (_, .list(let items)): return .array(items.map { value($0, .any) })
        case (_, .object(let entries)):
            return .object(entries.map { JSONValue.Member(key($0), value($0.value, .any)) })
        }
    }

    private func key(_ entry: HCL.ObjectEntry) -> String {
        entry.escaping.afterOneReading.apply(to: entry.key)
    }

    /// The text as it is after the job file has been read: what the receiver parses again is still escaped.
    private func text(_ expression: HCL.Expression) -> String {
        switch expression {
        case .template(let parts, let escaping), .heredoc(let parts, let escaping):
            var text = ""
            for part in parts {
                switch part {
                case .text(let literal): text += escaping.afterOneReading.apply(to: literal)
                case .reference(let reference): text += "${\(reference)}"
                }
            }
            return text
        case .reference(let reference): return "${\(reference)}"
        default: return HCLPrinter.print(expression)
        }
    }

    // MARK: Inheritance

    /// Moves what tasks inherit (`vault`, `secret`) down to them; the API has no place for it above the task.
    static func handDown(from body: inout HCL.Body, to child: String, thenTo grandchild: String?) {
        let inherited = body.blocks.filter { $0.type == "vault" || $0.type == "secret" }
        body.items.removeAll { item in
            if case .block(let block) = item { return inherited.contains(block) }
            return false
        }
        for index in body.items.indices {
            guard case .block(var block) = body.items[index], block.type == child else { continue }
            let own = block.body.blocks
            for candidate in inherited
            where !own.contains(where: { $0.type == candidate.type && $0.labels == candidate.labels }) {
                block.body.block(candidate)
            }
            if let grandchild { handDown(from: &block.body, to: grandchild, thenTo: nil) }
            body.items[index] = .block(block)
        }
    }
}

internal import HCL

extension Jobspec {
    /// The body of `POST /v1/jobs`: `{"Job": {…}}`, with values in place of the variables.
    ///
    /// A variable without an entry in `values` takes its default.
    public func apiJob(_ values: [String: Variable.Value] = [:]) -> JSONValue {
        let file = inlined(values)
        guard let block = file.blocks.first(where: { $0.type == "job" }) else { return .object([]) }
        return .object([JSONValue.Member("Job", APIEncoder().job(block))])
    }
}

/// Turns blocks into the objects of Nomad's job API, by the table of the schema, as Nomad's own parser does.
/// Source: nomad/jobspec2, parse_job.go and hcl_conversions.go.
struct APIEncoder {
    /// Members by name; arrays and objects grow.
    struct Members {
        var list: [JSONValue.Member] = []

        subscript(_ name: String) -> JSONValue? { list.first { $0.name == name }?.value }

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

    /// Whether ports with a number of their own are kept apart; Nomad does not do so in a sidecar's task.
    private var splitsPorts = true

    func job(_ block: HCL.Block) -> JSONValue {
        var members = Members()
        let name = block.labels.first ?? ""
        members.set("ID", .string(name))
        members.set("Name", .string(name))
        var body = Self.grouped(block.body)
        Self.handDown(from: &body, to: "group", thenTo: "task")
        encode(body, NomadSchema[.job], into: &members)
        return .object(members.list)
    }

    /// The body with a group of its own around each task of the job, before its groups.
    private static func grouped(_ body: HCL.Body) -> HCL.Body {
        var groups: [HCL.Item] = []
        var rest: [HCL.Item] = []
        for item in body.items {
            if case .block(let task) = item, task.type == "task" {
                groups.append(.block(HCL.Block("group", labels: task.labels, body: HCL.Body([item]))))
            } else {
                rest.append(item)
            }
        }
        let index = rest.firstIndex { if case .block(let block) = $0 { block.type == "group" } else { false } }
        rest.insert(contentsOf: groups, at: index ?? rest.endIndex)
        return HCL.Body(rest)
    }

    private func object(_ block: HCL.Block, _ type: NomadSchema.BlockType) -> JSONValue {
        var members = Members()
        switch type.name {
        case .port: members.set("Label", .string(block.labels.first ?? ""))
        case .spreadTarget: members.set("Value", .string(block.labels.first ?? ""))
        case .scalingPolicy: if let label = block.labels.first { members.set("Type", .string(scaling(label))) }
        case .constraint, .affinity: return condition(block.body, isAffinity: type.name == .affinity)
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
                members.append(free(block.body), to: NomadSchema.camelCase(block.type))
                continue
            }
            switch nested.kind {
            case .once(.dockerConfig), .map(.any):
                members.set(nested.apiName, free(block.body))
            case .map(let element):
                for attribute in block.body.attributes {
                    members.add(
                        JSONValue.Member(attribute.name, value(attribute.value, element)),
                        to: nested.apiName
                    )
                }
            case .once(.sidecarTask):
                var encoder = self
                encoder.splitsPorts = false
                members.set(nested.apiName, encoder.object(block, NomadSchema[.sidecarTask]))
            case .once(let name):
                members.set(nested.apiName, object(block, NomadSchema[name]))
            case .many(let name):
                let object = object(block, NomadSchema[name])
                switch name {
                case .port where splitsPorts && block.type == "reserved_ports":
                    // Ports of the other kind take their place.
                    if !body.blocks.contains(where: { $0.type == "port" }) {
                        members.append(object, to: nested.apiName)
                    }
                case .port where splitsPorts:
                    members.append(object, to: isReserved(object) ? "ReservedPorts" : nested.apiName)
                case .volumeRequest, .consulGatewayBindAddress:
                    members.add(JSONValue.Member(block.labels.first ?? "", object), to: nested.apiName)
                case .workloadIdentity where type.name == .task && isDefault(object) && members["Identity"] == nil:
                    members.set("Identity", object)
                default:
                    members.append(object, to: nested.apiName)
                }
            }
        }
    }

    private func isReserved(_ port: JSONValue) -> Bool {
        if case .int(let number)? = port["Value"] { number > 0 } else { false }
    }

    private func isDefault(_ identity: JSONValue) -> Bool {
        [nil, .string(""), .string("default")].contains(identity["Name"])
    }

    /// The type of the scaling policy of a task with that label.
    private func scaling(_ label: String) -> String {
        switch label.lowercased() {
        case "cpu": "vertical_cpu"
        case "mem": "vertical_mem"
        default: label
        }
    }

    /// A body of which Nomad knows nothing, such as the driver's configuration: names as they are, each block and each
    /// object in an array. Source: nomad/jobspec2/hclutil/blockattrs.go.
    private func free(_ body: HCL.Body) -> JSONValue {
        var members = Members()
        for attribute in body.attributes {
            let value = value(attribute.value, .any)
            if case .object = attribute.value {
                members.append(value, to: attribute.name)
            } else {
                members.set(attribute.name, value)
            }
        }
        for block in body.blocks {
            let object = block.labels.reversed().reduce(free(block.body)) { inner, label in
                .object([JSONValue.Member(label, .array([inner]))])
            }
            members.append(object, to: block.type)
        }
        return .object(members.list)
    }

    // MARK: Values

    func value(_ expression: HCL.Expression, _ type: NomadSchema.ValueType) -> JSONValue {
        switch (type, expression) {
        case (.string, .number), (.string, .decimal), (.string, .bool):
            return .string(text(expression))
        case (.number, .template), (.number, .heredoc):
            let text = text(expression)
            if let number = Int(text) { return .int(number) }
            return Double(text).map(number) ?? .string(text)
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
        case (_, .decimal(let decimal)): return number(decimal)
        case (_, .bool(let value)): return .bool(value)
        case (_, .null): return .null
        case (_, .list(let items)): return .array(items.map { value($0, .any) })
        case (_, .object(let entries)):
            return .object(entries.map { JSONValue.Member(key($0), value($0.value, .any)) })
        }
    }

    /// A number; Nomad reads none with a point where it wants a whole one.
    private func number(_ value: Double) -> JSONValue { Int(exactly: value).map { .int($0) } ?? .double(value) }

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

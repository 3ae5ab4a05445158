/// Merges what a later file states over what earlier ones did, by the rule of each attribute.
///
/// Compose Specification, chapter "Merge". Nodes keep the marks of the file they came from.
enum Merger {
    /// How two values of one attribute merge.
    private enum Rule {
        /// Mappings key by key, lists one after the other, anything else is replaced.
        case deep
        /// The later value replaces.
        case replace
        /// Both as lists, `KEY: value` as `KEY=value`, one after the other.
        case asLists
        /// As `asLists`, without the items that the first one has already.
        case asListsWithoutRepeats
        /// A string is the build context.
        case build
        /// A list is a mapping of `service_started` conditions.
        case dependsOn
        /// A list is a mapping of nulls.
        case names
        /// Options merge where the drivers do not differ.
        case logging
        /// Address pools merge by subnet.
        case pools
        /// A single value may have been expanded to a list of one, which merges as the value that it was.
        case maybeExpanded
    }

    /// `later` over `earlier`, two whole documents.
    static func merge(_ later: Node, over earlier: Node) throws(Diagnostic) -> Node {
        var path: [String] = []
        return try merge(later, over: earlier, at: &path)
    }

    /// A service over the service that it extends.
    static func extend(_ base: Node, with service: Node, name: String) throws(Diagnostic) -> Node {
        var path = ["services", name]
        return try merge(service, over: base, at: &path)
    }

    private static func rule(_ path: [String]) -> Rule {
        guard path.count >= 3 else { return .deep }
        switch path[0] {
        case "services": break
        case "networks":
            if path.count == 3, path[2] == "labels" { return .asLists }
            if path.count == 4, path[2] == "ipam", path[3] == "config" { return .pools }
            return .deep
        case "volumes": return path.count == 3 && path[2] == "labels" ? .asLists : .deep
        default: return .deep
        }
        if path.count == 3 {
            switch path[2] {
            case "annotations", "dns", "dns_opt", "dns_search", "env_file", "label_file", "environment", "labels",
                "sysctls", "tmpfs":
                return .asLists
            case "build": return .build
            case "command", "entrypoint": return .replace
            case "depends_on": return .dependsOn
            case "extra_hosts": return .asListsWithoutRepeats
            case "logging": return .logging
            case "models", "networks": return .names
            default: return .deep
            }
        }
        if path.count == 5, path[2] == "provider", path[3] == "options" { return .maybeExpanded }
        guard path.count == 4 else { return .deep }
        switch (path[2], path[3]) {
        case ("build", "args"), ("build", "additional_contexts"), ("build", "labels"), ("deploy", "labels"):
            return .asLists
        case ("build", "extra_hosts"): return .asListsWithoutRepeats
        case ("healthcheck", "test"), ("ulimits", _): return .replace
        default: return .deep
        }
    }

    private static func merge(
        _ later: Node,
        over earlier: Node,
        at path: inout [String]
    ) throws(Diagnostic) -> Node {
        switch rule(path) {
        case .replace: return later
        case .asLists:
            return Node(.sequence(list(earlier) + list(later)), range: later.range)
        case .asListsWithoutRepeats:
            let first = list(earlier)
            let known = Set(first.map(\.text.string))
            return Node(
                .sequence(first + list(later).filter { !known.contains($0.text.string) }),
                range: later.range
            )
        case .build:
            return try mergeMappings(buildMapping(later), over: buildMapping(earlier), at: &path)
        case .dependsOn:
            return try mergeMappings(
                mapping(later, default: startedCondition),
                over: mapping(earlier, default: startedCondition),
                at: &path
            )
        case .names:
            return try mergeMappings(
                mapping(later, default: { Node(.null, range: $0) }),
                over: mapping(earlier, default: { Node(.null, range: $0) }),
                at: &path
            )
        case .logging:
            guard earlier.isMapping, later.isMapping else { return later.isNull ? earlier : later }
            if let a = earlier["driver"], let b = later["driver"], !a.hasSameValue(as: b) { return later }
            return try mergeMappings(later, over: earlier, at: &path)
        case .pools: return try mergePools(later, over: earlier, at: &path)
        case .maybeExpanded:
            // What was expanded stands where its only item stands.
            if let items = earlier.sequence, items.count == 1, items[0].range == earlier.range { return later }
        case .deep: break
        }
        if later.isNull { return earlier }
        switch (earlier.content, later.content) {
        case (.mapping, .mapping): return try mergeMappings(later, over: earlier, at: &path)
        case (.sequence(let a), .sequence(let b)):
            var merged = later
            merged.content = .sequence(a + b)
            return merged
        case (.mapping, _), (.sequence, _):
            throw Diagnostic(
                ProjectIssue.cannotMerge,
                .error,
                "\(path.joined(separator: ".")) is \(earlier.kindName) in one place and \(later.kindName) in another",
                at: later.range,
                hint: "write both in one form",
                path: path.joined(separator: "."),
                related: earlier.range.isKnown ? [.init("the other one", at: earlier.range)] : []
            )
        default: return later
        }
    }

    private static func mergeMappings(
        _ later: Node,
        over earlier: Node,
        at path: inout [String]
    ) throws(Diagnostic) -> Node {
        guard case .mapping(var merged) = earlier.content else { return later }
        guard let mapping = later.mapping else { return earlier }
        for entry in mapping.entries {
            guard let index = merged.index(of: entry.key) else {
                merged.entries.append(entry)
                continue
            }
            path.append(entry.key)
            merged.entries[index].value = try merge(entry.value, over: merged.entries[index].value, at: &path)
            merged.entries[index].keyRange = entry.keyRange
            path.removeLast()
        }
        var node = later
        node.content = .mapping(merged)
        return node
    }

    /// A value as the list that it is short for: `KEY: value` becomes `KEY=value`, sorted; a string is one item.
    private static func list(_ node: Node) -> [Node] {
        switch node.content {
        case .sequence(let items): return items
        case .string: return [node]
        case .mapping(let mapping):
            var items: [Node] = []
            for entry in mapping.entries {
                switch entry.value.content {
                case .null: items.append(Node(string: Text(entry.key, range: entry.keyRange)))
                case .sequence(let values):
                    for value in values { items.append(assignment(entry.key, value)) }
                default: items.append(assignment(entry.key, entry.value))
                }
            }
            return items.sorted { $0.text.string.utf8.lexicographicallyPrecedes($1.text.string.utf8) }
        default: return []
        }
    }

    private static func assignment(_ key: String, _ value: Node) -> Node {
        let text = GoFormat.text(of: value) ?? value.text
        let offset = key.utf8.count + 1
        let origins = text.origins.map { origin in
            var moved = origin
            moved.span = (origin.span.lowerBound + offset)..<(origin.span.upperBound + offset)
            return moved
        }
        return Node(string: Text("\(key)=\(text.string)", origins: origins, range: value.range))
    }

    private static func buildMapping(_ node: Node) -> Node {
        guard node.content == .string else {
            return node.isMapping ? node : Node(.mapping(Mapping()), range: node.range)
        }
        return Node(
            .mapping(Mapping([Mapping.Entry(key: "context", keyRange: node.range, value: node)])),
            range: node.range
        )
    }

    private static func startedCondition(_ range: SourceRange) -> Node {
        var node = Node.synthetic([("condition", .synthetic("service_started")), ("required", .synthetic(true))])
        node.range = range
        return node
    }

    private static func mapping(_ node: Node, default value: (SourceRange) -> Node) -> Node {
        if node.isMapping { return node }
        var mapping = Mapping()
        for item in node.sequence ?? [] {
            mapping[item.text.string] = value(item.range)
        }
        return Node(.mapping(mapping), range: node.range)
    }

    private static func mergePools(
        _ later: Node,
        over earlier: Node,
        at path: inout [String]
    ) throws(Diagnostic) -> Node {
        guard let first = earlier.sequence, let second = later.sequence else {
            throw Diagnostic(
                ProjectIssue.cannotMerge,
                .error,
                "\(path.joined(separator: ".")) must be a list",
                at: later.range
            )
        }
        // Docker Compose changes the earlier pool in place while it compares it with each later one, so that a pool
        // can take the subnet of another. `boxes` stands for the maps that it shares.
        var boxes = first + second
        var chosen: [Int] = []
        func subnet(_ box: Int) -> String? { boxes[box]["subnet"]?.text.string }
        for base in first.indices {
            for over in first.count..<boxes.count {
                let known = chosen.firstIndex { subnet($0) == subnet(over) }
                if subnet(over) != subnet(base), known == nil {
                    chosen.append(over)
                    continue
                }
                boxes[base] = try mergeMappings(boxes[over], over: boxes[base], at: &path)
                if let position = chosen.firstIndex(where: { subnet($0) == subnet(base) }) {
                    chosen[position] = base
                } else {
                    chosen.append(base)
                }
            }
        }
        let pools = chosen.map { boxes[$0] }
        var merged = later
        merged.content = .sequence(pools)
        return merged
    }
}

internal import CLibYAML

/// Builds nodes from events: one pass, by recursion no deeper than the limit.
struct YAMLComposer: ~Copyable {
    /// A node that aliases may name.
    private struct Anchor {
        /// `nil` while the node is still being read: an alias to it would contain itself.
        var node: Compose.Node?
        var nodes: Int
        var bytes: Int
        var height: Int
        var range: SourceRange
    }

    private var events: YAMLEvents
    private let file: SourceFileID
    private let limits: YAMLLimits
    private var anchors: [String: Anchor] = [:]
    /// Nodes so far, aliases expanded.
    private var nodes = 0
    /// Bytes of scalars so far, aliases expanded.
    private var textBytes = 0
    private var depth = 0
    /// Whether what is read is under `!reset`: Compose takes it away before it looks at keys.
    private var isReset = false
    /// The greatest depth since the anchored node that is being read began.
    private var deepest = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, file: SourceFileID, limits: YAMLLimits) {
        self.events = YAMLEvents(bytes, file: file, elementBytes: limits.elementBytes)
        self.file = file
        self.limits = limits
    }

    /// Reads the whole stream.
    mutating func documents() throws(Diagnostic) -> [Compose.Node] {
        var documents: [Compose.Node] = []
        while true {
            try events.advance()
            switch events.type {
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
                return documents
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT:
                continue
            case YAML_DOCUMENT_START_EVENT:
                anchors.removeAll()
                if events.documentIsOfOtherVersion {
                    throw Diagnostic(
                        LoadingIssue.invalidYAML,
                        .error,
                        "Docker Compose reads no YAML that calls itself other than 1.1",
                        at: events.range,
                        hint: "remove the line that starts with %YAML"
                    )
                }
                try events.advance()
                documents.append(try node())
            default:
                return documents
            }
        }
    }

    // MARK: - Nodes

    /// Reads the node that the current event begins; leaves its last event current.
    private mutating func node() throws(Diagnostic) -> Compose.Node {
        if events.type == YAML_ALIAS_EVENT { return try alias() }
        guard let name = events.anchor else { return try unanchored() }
        let nodesBefore = nodes
        let bytesBefore = textBytes
        let deepestBefore = deepest
        deepest = depth
        anchors[name] = Anchor(node: nil, nodes: 0, bytes: 0, height: 0, range: events.range)
        let result = try unanchored()
        anchors[name] = Anchor(
            node: result,
            nodes: nodes - nodesBefore,
            bytes: textBytes - bytesBefore,
            height: deepest - depth,
            range: result.range
        )
        deepest = max(deepest, deepestBefore)
        return result
    }

    private mutating func unanchored() throws(Diagnostic) -> Compose.Node {
        try count(1, bytes: events.type == YAML_SCALAR_EVENT ? events.scalarBytes.count : 0)
        switch events.type {
        case YAML_SEQUENCE_START_EVENT: return try sequence()
        case YAML_MAPPING_START_EVENT: return try mapping()
        default: return try scalar()
        }
    }

    private mutating func alias() throws(Diagnostic) -> Compose.Node {
        let name = events.anchor ?? ""
        guard let anchor = anchors[name] else {
            throw Diagnostic(
                LoadingIssue.invalidYAML,
                .error,
                "there is no anchor `\(name)`",
                at: events.range,
                hint:
                    "write `&\(name)` before the value that is meant, above this line; quote a text that starts with `*`"
            )
        }
        guard let node = anchor.node else {
            throw Diagnostic(
                LoadingIssue.invalidYAML,
                .error,
                "the value of the anchor `\(name)` contains itself",
                at: events.range,
                related: [.init("the anchor is here", at: anchor.range)]
            )
        }
        try count(anchor.nodes, bytes: anchor.bytes)
        if depth + anchor.height > limits.depth { throw tooDeep }
        deepest = max(deepest, depth + anchor.height)
        return node
    }

    private mutating func count(_ more: Int, bytes: Int = 0) throws(Diagnostic) {
        nodes += more
        textBytes += bytes
        guard textBytes <= limits.textBytes else {
            throw Diagnostic(
                LoadingIssue.limitExceeded,
                .error,
                "the texts of the file are larger than \(limits.textBytes >> 20) MiB once its aliases are expanded",
                at: events.range,
                hint: "keep large data in a file of its own and mount it"
            )
        }
        guard nodes <= limits.nodes else {
            throw Diagnostic(
                LoadingIssue.limitExceeded,
                .error,
                "the file holds more than \(limits.nodes) values once its aliases are expanded",
                at: events.range,
                hint: "aliases of lists of aliases multiply: write the values once"
            )
        }
    }

    private mutating func descend() throws(Diagnostic) {
        depth += 1
        if depth > limits.depth { throw tooDeep }
        deepest = max(deepest, depth)
    }

    private var tooDeep: Diagnostic {
        Diagnostic(
            LoadingIssue.limitExceeded,
            .error,
            "values are nested more than \(limits.depth) deep",
            at: events.range
        )
    }

    // MARK: - Scalars

    private func scalar() throws(Diagnostic) -> Compose.Node {
        let bytes = events.scalarBytes
        let range = events.range
        guard let tag = events.tag else {
            if events.scalarIsPlain { return Self.resolved(bytes, range: range) }
            return Compose.Node(.string, text: Compose.Text(String(decoding: bytes, as: UTF8.self), range: range))
        }
        if tag == "!", events.scalarIsPlain { return Self.resolved(bytes, range: range) }
        let text = Compose.Text(String(decoding: bytes, as: UTF8.self), range: range)
        // Compose takes scalars with these tags, as those with any it does not know, for strings and casts them by field.
        if let mergeTag = Self.mergeTag(tag) { return Compose.Node(.string, text: text, mergeTag: mergeTag) }
        guard tag.hasPrefix("tag:yaml.org,2002:") else { return Compose.Node(string: text) }
        let kind = tag.dropFirst("tag:yaml.org,2002:".count)
        if kind == "str" { return Compose.Node(string: text) }
        if kind == "binary" {
            guard let decoded = Base64.decode(bytes) else { throw mistagged(text, kind) }
            return Compose.Node(string: Compose.Text(String(decoding: decoded, as: UTF8.self), range: range))
        }
        let node = Self.resolved(bytes, range: range)
        switch (kind, node.content) {
        case ("int", .int), ("float", .float), ("bool", .bool), ("null", .null), ("timestamp", .timestamp):
            return node
        case ("float", .int(let value)):
            return Compose.Node(.float(Double(value)), text: text)
        default:
            throw mistagged(text, kind)
        }
    }

    private func mistagged(_ text: Compose.Text, _ kind: Substring) -> Diagnostic {
        Diagnostic(
            LoadingIssue.invalidYAML,
            .error,
            "`\(text.string)` is not what its tag !!\(kind) says",
            at: text.range
        )
    }

    private static func resolved(_ bytes: UnsafeBufferPointer<UInt8>, range: SourceRange) -> Compose.Node {
        let text = Compose.Text(String(decoding: bytes, as: UTF8.self), range: range)
        switch ScalarResolver.resolve(bytes) {
        case .content(let content): return Compose.Node(content, text: text)
        case .unsigned(let value): return Compose.Node(string: Compose.Text(String(value), range: range))
        }
    }

    private static func mergeTag(_ tag: String?) -> Compose.Node.MergeTag? {
        switch tag {
        case "!reset": .reset
        case "!override": .override
        default: nil
        }
    }

    // MARK: - Collections

    private mutating func sequence() throws(Diagnostic) -> Compose.Node {
        let mergeTag = Self.mergeTag(events.tag)
        var range = events.range
        let isFlow = events.collectionIsFlow
        let wasReset = isReset
        isReset = wasReset || mergeTag == .reset
        defer { isReset = wasReset }
        try descend()
        var items: [Compose.Node] = []
        while true {
            try events.advance()
            if events.type == YAML_SEQUENCE_END_EVENT { break }
            items.append(try node())
        }
        depth -= 1
        // The end of a block is where the next one starts, lines below: its last item tells better.
        range.end = isFlow ? events.range.end : items.last?.range.end ?? range.end
        return Compose.Node(.sequence(items), range: range, mergeTag: mergeTag)
    }

    private mutating func mapping() throws(Diagnostic) -> Compose.Node {
        let mergeTag = Self.mergeTag(events.tag)
        var range = events.range
        let isFlow = events.collectionIsFlow
        let wasReset = isReset
        isReset = wasReset || mergeTag == .reset
        defer { isReset = wasReset }
        try descend()
        var entries = UniqueEntries()
        var merge: (range: SourceRange, value: Compose.Node)?
        while true {
            try events.advance()
            if events.type == YAML_MAPPING_END_EVENT { break }
            let keyRange = events.range
            if isMergeKey {
                if let earlier = merge, !isReset { throw duplicate("<<", at: keyRange, earlier: earlier.range) }
                try count(1)
                try events.advance()
                let value = try node()
                merge = (keyRange, value)
                range.end = value.range.end
                continue
            }
            let keyNode = try node()
            try events.advance()
            // Compose takes away what is reset before it looks at the keys.
            let isTaken = isReset || Self.mergeTag(events.tag) == .reset
            let key = try isTaken ? keyNode.stringValue : key(keyNode, at: keyRange)
            let earlier = key.flatMap(entries.position)
            if let key, let earlier, !isReset {
                throw duplicate(key, at: keyRange, earlier: entries.entries[earlier].keyRange)
            }
            let value = try node()
            range.end = value.range.end
            if let key, earlier == nil {
                entries.append(Compose.Mapping.Entry(key: key, keyRange: keyRange, value: value))
            }
        }
        depth -= 1
        if isFlow { range.end = events.range.end }
        if let merge, !isReset { try entries.merge(merge.value, at: merge.range) }
        return Compose.Node(.mapping(Compose.Mapping(entries.entries)), range: range, mergeTag: mergeTag)
    }

    private var isMergeKey: Bool {
        guard events.type == YAML_SCALAR_EVENT else { return false }
        let bytes = events.scalarBytes
        guard bytes.count == 2, bytes[0] == UInt8(ascii: "<"), bytes[1] == UInt8(ascii: "<") else { return false }
        guard let tag = events.tag else { return events.scalarIsPlain }
        return tag == "!" || tag == "tag:yaml.org,2002:merge"
    }

    /// The text of a key: Compose takes strings only.
    private func key(_ key: Compose.Node, at range: SourceRange) throws(Diagnostic) -> String {
        switch key.content {
        case .string:
            return key.text.string
        case .null:
            throw refusedKey(
                key.text.string.isEmpty ? "an empty key" : "`\(key.text.string)`, which means no value,",
                range
            )
        case .bool, .int, .float, .timestamp:
            throw refusedKey("`\(key.text.string)`", range, hint: "put the key in quotes")
        case .sequence, .mapping:
            throw refusedKey("a collection", range, hint: "put a text that starts with `{` or `[` in quotes")
        }
    }

    private func refusedKey(_ what: String, _ range: SourceRange, hint: String? = nil) -> Diagnostic {
        Diagnostic(LoadingIssue.invalidYAML, .error, "\(what) cannot be a key: keys are strings", at: range, hint: hint)
    }

    private func duplicate(_ key: String, at range: SourceRange, earlier: SourceRange) -> Diagnostic {
        Diagnostic(
            LoadingIssue.duplicateKey,
            .error,
            "the key `\(key)` is already defined in this mapping",
            at: range,
            hint: key == "<<" ? "merge several mappings with one list: `<<: [*a, *b]`" : "remove one of the two",
            related: [.init("it is first defined here", at: earlier)]
        )
    }
}

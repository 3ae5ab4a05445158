/// Checks a merged, interpolated tree against the Compose schema.
enum SchemaValidator {
    /// Reports each violation in `root` as an error with its place: unknown and missing attributes, wrong types, values
    /// and names that are not allowed. Call it after `TypeCaster`, on raw or expanded trees alike.
    static func validate(_ root: Compose.Node, diagnostics: inout Diagnostics) {
        var pass = ValidationPass()
        pass.check(root, .project)
        diagnostics.add(contentsOf: pass.diagnostics)
    }
}

private struct ValidationPass {
    var diagnostics = Diagnostics()
    private var path = SchemaPath()

    mutating func check(_ node: Compose.Node, _ shape: Shape) {
        if case .any = shape.form { return }
        switch node.content {
        case .mapping(let mapping): checkMapping(node, mapping, shape)
        case .sequence(let items): checkSequence(node, items, shape)
        default: checkScalar(node, shape)
        }
    }

    // MARK: Scalars

    private mutating func checkScalar(_ node: Compose.Node, _ shape: Shape) {
        guard shape.scalars.takes(node) else { return reportType(node, shape) }
        guard let rule = shape.rule else { return }
        switch (rule, node.content) {
        case (.between(let low, let high), .int(let value)) where !(low...high).contains(value):
            report(.invalidValue, "`\(path.description)` must lie between \(low) and \(high)", node)
        case (.between(let low, let high), .float(let value)) where value < Double(low) || value > Double(high):
            report(.invalidValue, "`\(path.description)` must lie between \(low) and \(high)", node)
        case (.oneOf(let values), .string) where !values.contains(node.text.string):
            report(
                .invalidValue,
                "`\(path.description)` must be \(values.listed(by: "or"))",
                node,
                hint: Spelling.question(about: node.text.string, among: values)
            )
        case (.containerName, .string) where !StringRules.holdsContainerName(node.text.string):
            report(
                .invalidValue,
                "`\(node.text.string)` is not a container name",
                node,
                hint: "use at least two letters, digits, '_', '.' or '-'"
            )
        case (.pullPolicy, .string) where !StringRules.holdsPullPolicy(node.text.string):
            report(
                .invalidValue,
                "`\(node.text.string)` is not a pull policy",
                node,
                hint: "use always, never, build, missing, refresh, daily, weekly, or every_ with a duration"
            )
        default: break
        }
    }

    // MARK: Mappings

    private mutating func checkMapping(_ node: Compose.Node, _ mapping: Compose.Mapping, _ shape: Shape) {
        switch shape.form {
        case .object(let fields): checkObject(node, mapping, fields)
        case .table(let element, let names):
            for entry in mapping.entries {
                path.push(.key(entry.key))
                if checkName(entry, names) { check(entry.value, element) }
                path.pop()
            }
        case .pairs(let pairs):
            for entry in mapping.entries where !entry.key.isEmpty || !pairs.allowsEmptyKeys {
                path.push(.key(entry.key))
                if entry.key.isEmpty {
                    report(.invalidName, "A key is empty", at: entry.keyRange)
                } else if !pairs.values.takes(entry.value) {
                    reportType(entry.value, Shape(nil, .any, pairs.values))
                }
                path.pop()
            }
        case .hosts:
            for entry in mapping.entries {
                path.push(.key(entry.key))
                check(entry.value, .stringOrList(nil))
                path.pop()
            }
        default: reportType(node, shape)
        }
    }

    private mutating func checkObject(_ node: Compose.Node, _ mapping: Compose.Mapping, _ fields: Shape.Fields) {
        for entry in mapping.entries {
            guard let position = fields.position(of: entry.key) else {
                let isExtension = entry.key.utf8.starts(with: "x-".utf8)
                if !fields.allowsUnknown, !(isExtension && fields.allowsExtensions) {
                    reportUnknown(entry, among: fields)
                }
                continue
            }
            path.push(.key(entry.key))
            check(entry.value, fields.rows[position].shape)
            path.pop()
        }
        for key in fields.required where mapping.index(of: key) == nil {
            report(.missingAttribute, "`\(path.description)` has no `\(key)`", node)
        }
    }

    private mutating func reportUnknown(_ entry: Compose.Mapping.Entry, among fields: Shape.Fields) {
        let place = path.steps.isEmpty ? "at the top level" : "in `\(path.description)`"
        path.push(.key(entry.key))
        report(
            .unknownAttribute,
            "there is no attribute `\(entry.key)` \(place)",
            at: entry.keyRange,
            hint: Spelling.question(about: entry.key, among: fields.rows.map(\.key))
        )
        path.pop()
    }

    private mutating func checkName(_ entry: Compose.Mapping.Entry, _ names: Shape.NameRule) -> Bool {
        switch names {
        case .any: return !entry.key.isEmpty
        case .looseLowercase: return !entry.key.isEmpty && entry.key.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        case .identifier, .looseIdentifier:
            if !entry.key.isEmpty, entry.key.utf8.allSatisfy(ASCII.isNameByte) { return true }
            if names == .identifier {
                report(
                    .invalidName,
                    "`\(entry.key)` is not a name",
                    at: entry.keyRange,
                    hint: "use letters, digits, '.', '_' and '-' only"
                )
            }
            return false
        }
    }

    // MARK: Sequences

    private mutating func checkSequence(_ node: Compose.Node, _ items: [Compose.Node], _ shape: Shape) {
        switch shape.form {
        case .list(let item, let isUnique):
            for (index, element) in items.enumerated() {
                path.push(.index(index))
                check(element, item)
                path.pop()
            }
            if isUnique { checkUnique(items) }
        case .words: checkStrings(items)
        case .pairs(let pairs) where pairs.allowsList:
            checkStrings(items)
            checkUnique(items)
        case .hosts:
            checkStrings(items)
            checkUnique(items)
        case .table where shape.short == .names || shape.short == .dependencies:
            checkStrings(items)
            checkUnique(items)
        default: reportType(node, shape)
        }
    }

    private mutating func checkStrings(_ items: [Compose.Node]) {
        for (index, element) in items.enumerated() {
            path.push(.index(index))
            if element.content != .string { reportType(element, .string(nil)) }
            path.pop()
        }
    }

    /// Reports items that repeat an earlier one. Compose compares two of a long list only if they are of one type.
    private mutating func checkUnique(_ items: [Compose.Node]) {
        var seen: Set<String> = []
        for (index, item) in items.enumerated() {
            let isRepeated =
                items.count > 20
                ? item.isScalar && !seen.insert("\(item.kindName) \(item.text.string)").inserted
                : items[..<index].contains { item.repeats($0) }
            guard isRepeated else { continue }
            path.push(.index(index))
            let name = item.isScalar ? "`\(item.text.string)`" : "the same"
            report(.duplicateItem, "\(name) stands in the list twice", item)
            path.pop()
        }
    }

    // MARK: Reports

    private mutating func report(_ issue: SchemaIssue, _ message: String, _ node: Compose.Node, hint: String? = nil) {
        report(issue, message, at: node.range, hint: hint)
    }

    private mutating func report(
        _ issue: SchemaIssue,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil
    ) {
        diagnostics.add(path.error(issue, message, at: range, hint: hint))
    }

    private mutating func reportType(_ node: Compose.Node, _ shape: Shape) {
        let place = path.steps.isEmpty ? "A Compose document" : "`\(path.description)`"
        report(.wrongType, "\(place) must be \(shape.expectation), not \(node.kindName)", node)
    }
}

extension Shape.ScalarTypes {
    /// Whether a scalar node is of one of the types.
    func takes(_ node: Compose.Node) -> Bool {
        switch node.content {
        case .string: contains(.string) || contains(.strayString)
        case .int: contains(.integer)
        case .float(let value):
            !contains(.strict)
                && (contains(.number) || (contains(.integer) && value.isFinite && value.rounded() == value))
        case .bool: contains(.bool)
        case .null: contains(.null)
        case .timestamp, .sequence, .mapping: false
        }
    }
}

extension Compose.Node {
    /// Whether Compose takes the node for the same as an earlier one: a number is the same as a string that reads so, but
    /// a string not as a number.
    fileprivate func repeats(_ earlier: Compose.Node) -> Bool {
        switch (content, earlier.content) {
        case (.int(let value), .string): Double(earlier.text.string) == Double(value)
        case (.float(let value), .string): Double(earlier.text.string) == value
        case (.int(let a), .float(let b)), (.float(let b), .int(let a)): Double(a) == b
        case (.sequence(let a), .sequence(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.repeats($1) }
        case (.mapping(let a), .mapping(let b)):
            a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in b[entry.key].map(entry.value.repeats) ?? false }
        default: hasSameValue(as: earlier)
        }
    }
}

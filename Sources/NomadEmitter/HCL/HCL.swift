/// HashiCorp's configuration language as a tree: what the printer lays out and what a job is turned into.
///
/// It knows the native syntax of HCL 2 and nothing of any application of it.
public enum HCL {
    /// The content of a file or of a block: items in the order in which they are printed.
    public struct Body: Sendable, Hashable {
        /// The items.
        public var items: [Item]

        /// Makes a body of `items`.
        public init(_ items: [Item] = []) {
            self.items = items
        }

        /// Whether there is nothing in it.
        public var isEmpty: Bool { items.isEmpty }

        /// The attributes, in order.
        public var attributes: [Attribute] {
            items.compactMap { if case .attribute(let attribute) = $0 { attribute } else { nil } }
        }

        /// The nested blocks, in order.
        public var blocks: [Block] {
            items.compactMap { if case .block(let block) = $0 { block } else { nil } }
        }

        /// Adds an attribute; does nothing without a value.
        public mutating func attribute(_ name: String, _ value: Expression?, comment: [String] = []) {
            guard let value else { return }
            items.append(.attribute(Attribute(name, value, comment: comment)))
        }

        /// Adds a nested block; does nothing for `nil`.
        public mutating func block(_ block: Block?) {
            guard let block else { return }
            items.append(.block(block))
        }

        /// Adds nested blocks.
        public mutating func blocks(_ blocks: [Block]) {
            for block in blocks { items.append(.block(block)) }
        }
    }

    /// One item of a body.
    public enum Item: Sendable, Hashable {
        /// `name = value`
        case attribute(Attribute)
        /// `type "label" { … }`
        case block(Block)
        /// An empty line. The printer puts one before and after each nested block by itself.
        case blankLine
        /// A line `# text` that belongs to no attribute or block.
        case comment(String)
    }

    /// An assignment.
    public struct Attribute: Sendable, Hashable {
        /// The name: an identifier.
        public var name: String
        /// The value.
        public var value: Expression
        /// Lines printed above it, each after `# `.
        public var comment: [String]
        /// A remark printed behind the value, after `# `; left out behind a value of several lines.
        public var remark: String?
        /// A number by which whoever builds the tree knows where the attribute comes from; not printed.
        package var origin: Int?

        /// Makes an assignment of `value` to `name`.
        public init(_ name: String, _ value: Expression, comment: [String] = [], remark: String? = nil) {
            self.name = name
            self.value = value
            self.comment = comment
            self.remark = remark
        }
    }

    /// A block with its labels.
    public struct Block: Sendable, Hashable {
        /// The type: an identifier.
        public var type: String
        /// The labels, printed as quoted strings.
        public var labels: [String]
        /// The content.
        public var body: Body
        /// Lines printed above it, each after `# `.
        public var comment: [String]
        /// A number by which whoever builds the tree knows where the block comes from; not printed.
        package var origin: Int?

        /// Makes a block.
        public init(_ type: String, labels: [String] = [], comment: [String] = [], body: Body = Body()) {
            self.type = type
            self.labels = labels
            self.body = body
            self.comment = comment
        }

        /// Makes a block whose content `fill` writes.
        public init(_ type: String, _ labels: String..., comment: [String] = [], fill: (inout Body) -> Void) {
            var body = Body()
            body.items.reserveCapacity(4)
            fill(&body)
            self.init(type, labels: labels, comment: comment, body: body)
        }
    }

    /// Whether `name` can stand as an attribute name or a bare object key: `[A-Za-z_][A-Za-z0-9_]*`, no keyword.
    ///
    /// HCL also allows dashes, which are told apart here (`withDashes`) because they read as a minus in expressions,
    /// and letters of other scripts; quoting those is always right.
    public static func isIdentifier(_ name: String, withDashes: Bool = false) -> Bool {
        var first = true
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                break
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if first { return false }
            case UInt8(ascii: "-"):
                if first || !withDashes { return false }
            default:
                return false
            }
            first = false
        }
        return !first && !keywords.contains(name)
    }

    /// Words that an expression or an object could read as something else than a name.
    private static let keywords: Set<String> = ["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]
}

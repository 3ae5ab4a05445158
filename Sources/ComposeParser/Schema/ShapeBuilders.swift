/// The words that the tables of shapes are written in.
extension Shape {
    /// A string.
    static func string(_ attribute: Attribute?, _ rule: Rule? = nil) -> Shape {
        var shape = Shape(attribute, .scalar(.string), .string)
        shape.rule = rule
        return shape
    }

    /// A boolean; `cast` where Compose casts strings early, `types` what the schema takes.
    static func bool(
        _ attribute: Attribute?,
        cast: Bool = true,
        types: ScalarTypes = [.bool, .string],
        keepsEmpty: Bool = false
    ) -> Shape {
        var shape = Shape(attribute, .scalar(.bool), types)
        shape.cast = cast ? .bool : nil
        shape.keepsEmpty = keepsEmpty
        return shape
    }

    /// An integer.
    static func integer(
        _ attribute: Attribute?,
        _ types: ScalarTypes = [.integer, .string],
        cast: Bool = true,
        in range: ClosedRange<Int> = .min ... .max,
        rule: Rule? = nil,
        keepsEmpty: Bool = false
    ) -> Shape {
        var shape = Shape(attribute, .scalar(.integer(range)), types)
        shape.cast = cast ? .integer : nil
        shape.rule = rule
        shape.keepsEmpty = keepsEmpty
        return shape
    }

    /// An integer from zero on.
    static func unsigned(
        _ attribute: Attribute?,
        _ types: ScalarTypes = [.integer, .string],
        bits: Int = 63,
        cast: Bool = true,
        keepsEmpty: Bool = false
    ) -> Shape {
        integer(attribute, types, cast: cast, in: 0...Int((UInt64(1) << bits) - 1), keepsEmpty: keepsEmpty)
    }

    /// A float.
    static func float(
        _ attribute: Attribute?,
        _ types: ScalarTypes = [.number, .string],
        cast: Bool = true,
        isSingle: Bool = true,
        rule: Rule? = nil
    ) -> Shape {
        var shape = Shape(attribute, .scalar(.float(isSingle: isSingle)), types)
        shape.cast = cast ? .float : nil
        shape.rule = rule
        return shape
    }

    /// A duration.
    static func duration(_ attribute: Attribute?, keepsEmpty: Bool = true) -> Shape {
        var shape = Shape(attribute, .scalar(.duration), .string)
        shape.keepsEmpty = keepsEmpty
        return shape
    }

    /// A size in bytes.
    static func bytes(_ attribute: Attribute?, _ types: ScalarTypes = [.integer, .string], rule: Rule? = nil) -> Shape {
        var shape = Shape(attribute, .scalar(.bytes), types)
        shape.rule = rule
        return shape
    }

    /// A list of strings.
    static func strings(_ attribute: Attribute?, unique: Bool = false) -> Shape {
        list(attribute, of: string(nil), unique: unique)
    }

    /// A list.
    static func list(
        _ attribute: Attribute?,
        of item: Shape,
        unique: Bool = false,
        short: ShortSyntax? = nil
    ) -> Shape {
        var shape = Shape(attribute, .list(of: item, unique: unique))
        shape.short = short
        return shape
    }

    /// A string or a list of strings.
    static func stringOrList(
        _ attribute: Attribute?,
        unique: Bool = false,
        dropsEmptyItems: Bool = false
    ) -> Shape {
        var shape = strings(attribute, unique: unique)
        shape.dropsEmptyItems = dropsEmptyItems
        shape.scalars = .string
        shape.short = .item
        return shape
    }

    /// A command: a string that is split into words, or the words.
    static func command(_ attribute: Attribute?) -> Shape {
        var shape = Shape(attribute, .words, [.string, .null])
        shape.keepsEmpty = true
        return shape
    }

    /// `KEY=VALUE` pairs, as a mapping or a list.
    static func pairs(
        _ attribute: Attribute?,
        missing: Pairs.Missing = .empty,
        variables: Pairs.Scope? = nil
    ) -> Shape {
        Shape(attribute, .pairs(Pairs(missing: missing, variables: variables)))
    }

    /// A mapping of strings, without list form.
    static func options(
        _ attribute: Attribute?,
        values: ScalarTypes = [.string, .number],
        allowsEmptyKeys: Bool = true,
        each: Attribute? = nil
    ) -> Shape {
        var pairs = Pairs(missing: .empty, allowsList: false, values: values)
        pairs.allowsEmptyKeys = allowsEmptyKeys
        var shape = Shape(attribute, .pairs(pairs))
        shape.element = each
        return shape
    }

    /// Hosts with their addresses, as a mapping or a list.
    static func hosts(_ attribute: Attribute, each: Attribute) -> Shape {
        var shape = Shape(attribute, .hosts)
        shape.element = each
        return shape
    }

    /// An object.
    static func object(
        _ attribute: Attribute?,
        _ fields: [Field],
        required: [String] = [],
        allowsExtensions: Bool = true,
        scalars: ScalarTypes = [],
        short: ShortSyntax? = nil
    ) -> Shape {
        var shape = Shape(
            attribute,
            .object(Fields(fields, required: required, allowsExtensions: allowsExtensions)),
            scalars
        )
        shape.short = short
        return shape
    }

    /// A table of named elements.
    static func table(
        _ attribute: Attribute?,
        of element: Shape,
        names: NameRule = .identifier,
        short: ShortSyntax? = nil,
        each: Attribute? = nil
    ) -> Shape {
        var shape = Shape(attribute, .table(of: element, names: names))
        shape.element = each
        shape.short = short
        return shape
    }
}

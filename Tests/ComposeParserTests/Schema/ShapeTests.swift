import Testing

@testable import ComposeParser

@Suite("Description of the schema")
struct ShapeTests {
    /// Where each attribute stands, by walking the description.
    private static let places: [Attribute: Set<String>] = {
        var places: [Attribute: Set<String>] = [:]
        func walk(_ shape: Shape, _ path: String) {
            if let attribute = shape.attribute { places[attribute, default: []].insert(path) }
            if let attribute = shape.element {
                switch shape.form {
                case .hosts:
                    places[attribute, default: []].insert(
                        attribute.rawValue.hasSuffix("[]") ? path + ".*[]" : path + ".*"
                    )
                case .table: places[attribute, default: []].insert(path + "[]")
                default: places[attribute, default: []].insert(path + ".*")
                }
            }
            switch shape.form {
            case .object(let fields):
                for field in fields.rows {
                    walk(field.shape, path.isEmpty ? field.key : "\(path).\(field.key)")
                }
            case .table(let element, _): walk(element, path + ".*")
            case .list(let item, _): walk(item, path + "[]")
            default: break
            }
        }
        walk(.project, "")
        return places
    }()

    @Test("Each attribute stands at the one place that its path says", arguments: Attribute.allCases)
    func places(attribute: Attribute) {
        if attribute == .extensionField { return }
        #expect(Self.places[attribute] == [attribute.rawValue])
    }

    @Test("What a row says of its neighbours speaks of rows that are there")
    func neighbours() {
        Shape.project.visit { shape in
            if case .list(let item, _) = shape.form, case .field(let key) = shape.itemKey,
                case .object(let fields) = item.form
            {
                #expect(fields[key] != nil, "\(key)")
            }
            guard case .object(let fields) = shape.form else { return }
            for row in fields.rows {
                var named = [row.default?.alternative].compactMap { $0 }
                if case .path(_, let key) = row.default?.value { named.append(key) }
                for key in named { #expect(fields[key] != nil, "\(row.key): \(key)") }
            }
        }
    }

    @Test("A misspelt word finds its neighbour")
    func spelling() {
        #expect(Spelling.nearest(to: "enviroment", among: ["environment", "entrypoint"]) == "environment")
        #expect(Spelling.nearest(to: "imgae", among: ["image", "init"]) == "image")
        #expect(Spelling.nearest(to: "zzz", among: ["image"]) == nil)
    }
}

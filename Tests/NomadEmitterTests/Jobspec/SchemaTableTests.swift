@testable import NomadEmitter
@testable import TestSupport
import Testing

/// The library's table and the recorded schema say the same.
@Suite struct SchemaTableTests {
    private func schemaName(_ name: String) -> String {
        if name == "DockerConfig" { return "docker config" }
        guard name.hasPrefix("Docker") else { return name }
        var words = ""
        for character in name.dropFirst(6) {
            if character.isUppercase && !words.isEmpty { words += "_" }
            words += character.lowercased()
        }
        return "docker " + words
    }

    private func typeName(_ type: NomadSchema.ValueType) -> String {
        switch type {
        case .strings: "list(string)"
        case .numbers: "list(number)"
        case .map: "map(string)"
        default: type.rawValue
        }
    }

    @Test func sameTypes() throws {
        let law = try SchemaLaw()
        #expect(Set(NomadSchema.types.keys.map(schemaName)) == Set(law.types.keys))
        for (name, type) in NomadSchema.types.sorted(by: { $0.key < $1.key }) {
            guard let recorded = law.types[schemaName(name)] else { continue }
            #expect(type.labels.count == recorded.labels, "\(name)")
            let attributes = Dictionary(uniqueKeysWithValues: type.attributes.map { ($0.name, typeName($0.type)) })
            #expect(attributes == recorded.attributes, "\(name)")
            #expect(Set(type.blocks.map(\.name)) == Set(recorded.blocks.keys), "\(name)")
            for block in type.blocks {
                switch block.kind {
                case .once(let inner):
                    #expect(recorded.blocks[block.name]?.type == schemaName(inner))
                    #expect(recorded.blocks[block.name]?.many != true, "\(name).\(block.name)")
                case .many(let inner):
                    #expect(recorded.blocks[block.name]?.type == schemaName(inner))
                    #expect(recorded.blocks[block.name]?.many == true, "\(name).\(block.name)")
                case .map:
                    #expect(recorded.blocks[block.name]?.map != nil, "\(name).\(block.name)")
                    #expect((recorded.blocks[block.name]?.attribute ?? false) == block.orAttribute)
                }
            }
        }
    }

    @Test func namesOfTheAPI() {
        #expect(NomadSchema.camelCase("kill_timeout") == "KillTimeout")
        #expect(NomadSchema.types["Resources"]?.attribute("memory_max")?.apiName == "MemoryMaxMB")
        #expect(NomadSchema.types["Template"]?.attribute("data")?.apiName == "EmbeddedTmpl")
    }
}

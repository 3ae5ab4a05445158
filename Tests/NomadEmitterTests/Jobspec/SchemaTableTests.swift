@testable import NomadEmitter
import TestSupport
import Testing

/// The table that the library is built with says what the recorded schema says, and each row is about something in it.
@Suite struct SchemaTableTests {
    @Test func tableIsWhatTheScriptWrites() {
        let result = Subprocess.run([Repository.path("Scripts/generate-schema"), "--check"])
        #expect(result.code == 0, "\(result.output)")
    }

    @Test func eachRowIsAboutAnAttributeOfTheSchema() {
        var seen: Set<String> = []
        for fact in AttributeFact.all {
            let name = "\(fact.block).\(fact.attribute)"
            // Of a block there is nothing to say but its version.
            let isBlock = fact.rule == nil && NomadSchema[fact.block].nested(fact.attribute) != nil
            #expect(isBlock || NomadSchema[fact.block].attribute(fact.attribute) != nil, "\(name)")
            #expect(seen.insert(name).inserted, "\(name) has two rows")
        }
    }

    /// A bit per attribute and block is enough for the checker.
    @Test func tablesAreSmall() {
        for name in BlockName.allCases {
            #expect(NomadSchema[name].name == name)
            #expect(NomadSchema[name].attributes.count < 64 && NomadSchema[name].blocks.count < 64)
        }
    }

    @Test func rulesFitTheTypes() {
        for fact in AttributeFact.all {
            let type = NomadSchema[fact.block].attribute(fact.attribute)?.type
            switch fact.rule {
            case .words?, .permissions?, .signal?: #expect(type == .string, "\(fact)")
            case .range?: #expect(type == .number, "\(fact)")
            case .span?, .someTime?: #expect(type == .duration, "\(fact)")
            case nil: break
            }
        }
    }

    @Test func namesOfTheAPI() {
        #expect(NomadSchema.camelCase("kill_timeout") == "KillTimeout")
        #expect(NomadSchema[.resources].attribute("memory_max")?.apiName == "MemoryMaxMB")
        #expect(NomadSchema[.template].attribute("data")?.apiName == "EmbeddedTmpl")
    }
}

import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Explanations")
struct ExplanationTests {
    @Test("Every id has an explanation with a remedy, and lines that fit a terminal")
    func ids() throws {
        for (id, facts) in IssueCatalog.entries {
            let text = try #require(Explanation(of: id)?.text)
            #expect(text.hasPrefix("\(id)\n") && text.hasSuffix("Docs/diagnostics.md#\(id)\n"))
            #expect(facts.summary.hasSuffix(".") && facts.remedy.hasSuffix("."), "\(id)")
            for line in text.split(separator: "\n") where !line.hasPrefix("    ") {
                #expect(line.count <= 80, "\(id): \(line)")
            }
        }
    }

    @Test("Every attribute has one, by its path and by its short name")
    func attributes() throws {
        for attribute in Attribute.allCases {
            let text = try #require(Explanation(of: attribute.rawValue)?.text)
            #expect(text.contains("\(attribute.rawValue)\n"))
            #expect(Explanation(of: AttributeName.short(attribute)) != nil)
        }
    }

    @Test(
        "Attributes are found as people write them",
        arguments: [
            ("healthcheck.retries", "services.*.healthcheck.retries"),
            ("retries", "services.*.healthcheck.retries"),
            ("services.web.ports[0].mode", "services.*.ports[].mode"),
            ("networks.driver", "networks.*.driver"), ("volumes.data.driver", "volumes.*.driver"),
            ("services.web", "services.*"),
        ]
    )
    func names(word: String, attribute: String) throws {
        #expect(try #require(Explanation(of: word)?.text).hasPrefix("\(attribute)\n"))
    }

    @Test("What is in many places is listed, and what is nowhere is nothing")
    func others() throws {
        #expect(try #require(Explanation(of: "mode")?.text).hasPrefix("`mode` is in several places: "))
        #expect(Explanation(of: "") == nil && Explanation(of: "helthcheck") == nil)
        #expect(Explanation.nearest(to: "helthcheck") == "healthcheck")
        #expect(Explanation.nearest(to: "unknown-prt") == "unknown-port")
    }
}

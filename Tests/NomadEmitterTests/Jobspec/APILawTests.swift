import HCL
@testable import NomadEmitter
import TestSupport
import Testing

/// The JSON form of a job against the HCL form, for all that may stand in a job.
@Suite(.enabled(if: Subprocess.environment("HCL_PYTHON") != nil, "set HCL_PYTHON to a Python that has pygohcl"))
struct APILawTests {
    @Test func everyProperty() throws {
        let cases = [Everything.jobspec, Everything.batch, Sample.job()].map { jobspec in
            APILaw.Case(name: jobspec.job.name.rawValue, hcl: jobspec.hcl(), api: jobspec.apiJob())
        }
        let found = try APILaw.differences(in: cases)
        #expect(found.isEmpty, "\(found.prefix(3000))")
    }

    /// Every attribute and every block of the schema, in each form that Nomad takes.
    @Test(arguments: [false, true])
    func everythingOfTheSchema(isObject: Bool) throws {
        let job = WholeSchema(isObject: isObject).block("job", ["all"], .job, .once)
        let api = JSONValue.object([.init("Job", APIEncoder().job(job))])
        let hcl = HCLPrinter.print(HCL.Body([.block(job)]))
        let found = try APILaw.differences(in: [APILaw.Case(name: "all", hcl: hcl, api: api)])
        #expect(found.isEmpty, "\(found.prefix(3000))")
    }

    /// The law itself must see what differs.
    @Test func theLawSeesDifferences() throws {
        let jobspec = Sample.withTask { $0.config.labels = ["a.b": "c"] }
        let text = jobspec.apiJob().text()
        #expect(text.contains(#""labels": ["#))
        let other = Sample.withTask { $0.config.labels = ["a.b": "d"] }
        let found = try APILaw.differences(in: [APILaw.Case(name: "x", hcl: jobspec.hcl(), api: other.apiJob())])
        #expect(found.contains(#"Config.labels[0].a.b: HCL means "c", JSON says "d""#))
    }
}

/// Bodies with all that the schema knows.
private struct WholeSchema {
    /// Whether maps are written as objects, where Nomad takes them.
    let isObject: Bool

    func block(_ name: String, _ labels: [String], _ type: BlockName, _ escaping: HCL.Escaping) -> HCL.Block {
        HCL.Block(name, labels: labels, body: body(NomadSchema[type], escaping))
    }

    private func body(_ type: NomadSchema.BlockType, _ escaping: HCL.Escaping) -> HCL.Body {
        var body = HCL.Body()
        // The label names the type of a scaling policy.
        for attribute in type.attributes where type.name != .scalingPolicy || attribute.name != "type" {
            body.attribute(attribute.name, value(attribute.type, attribute.name, escaping))
        }
        for nested in type.blocks {
            switch nested.kind {
            case .map(let element):
                let isObject = nested.orAttribute && isObject
                let keys = isObject ? ["a.b ${c}", "d"] : ["a", "b-c"]
                let entries = keys.map { HCL.ObjectEntry($0, value(element, $0, escaping), escaping: escaping) }
                if isObject {
                    body.attribute(nested.name, .object(entries))
                } else {
                    body.block(HCL.Block(nested.name) { for entry in entries { $0.attribute(entry.key, entry.value) } })
                }
            case .once(let name):
                let inner = name == .dockerConfig ? HCL.Escaping.twice : escaping
                body.block(block(nested.name, labels(nested), name, inner))
            case .many(.constraint):
                body.blocks(conditions(nested.name, NomadSchema[.constraint]))
            case .many(.affinity):
                body.blocks(conditions(nested.name, NomadSchema[.affinity]))
            case .many(.task) where type.name == .job:
                body.block(HCL.Block(nested.name, "alone") { $0.attribute("driver", "docker") })
            case .many(let name):
                let copies = name == .scalingPolicy ? ["cpu", "mem"] : ["\(nested.name)1", "\(nested.name)2"]
                for copy in copies {
                    body.block(block(nested.name, labels(nested).map { _ in copy }, name, escaping))
                }
            }
        }
        return body
    }

    private func labels(_ nested: NomadSchema.Nested) -> [String] { (0..<nested.labels).map { "label\($0)" } }

    /// One of each short form, each operator by its name, and all at once.
    private func conditions(_ name: String, _ type: NomadSchema.BlockType) -> [HCL.Block] {
        let each = type.attributes.map { attribute in
            HCL.Block(name) { body in
                if attribute.name != "attribute" { body.attribute("attribute", "${node.class}") }
                body.attribute(attribute.name, value(attribute.type, attribute.name, .once))
            }
        }
        return each + [HCL.Block(name, body: body(type, .once))]
    }

    private func value(_ type: NomadSchema.ValueType, _ name: String, _ escaping: HCL.Escaping) -> HCL.Expression {
        switch type {
        case .string: .template([.text("\(name) ${x} %{y} \"\\\n"), .reference("node.class")], escaping)
        case .number: isObject ? "100" : 100
        case .bool: isObject ? "false" : true
        case .duration: isObject ? 5_000_000_000 : "-1h2m3.5s"
        case .strings: .list([.string("${x}", escaping), .string("", escaping)])
        case .numbers: [1, 2]
        case .map: .object([HCL.ObjectEntry("a.b", 1), HCL.ObjectEntry("c", "d")])
        case .any: .object([HCL.ObjectEntry("a", .object([HCL.ObjectEntry("b", [.decimal(1.5), .null, true])]))])
        }
    }
}

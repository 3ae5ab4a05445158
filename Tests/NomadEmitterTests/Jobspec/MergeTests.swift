import HCL
@testable import NomadEmitter
import Testing

/// Extra blocks over those of the typed job.
@Suite struct MergeTests {
    private func extra(_ fill: (inout HCL.Body) -> Void) -> HCL.Body {
        var body = HCL.Body()
        fill(&body)
        return body
    }

    private func block(_ jobspec: Jobspec) -> String {
        let lines = jobspec.hcl().split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.contains("task \"web\"") } ?? 0
        return lines[start...].map { String($0.drop { $0 == " " }) }.joined(separator: "\n")
    }

    @Test func attributeReplaces() {
        let text = Sample.withTask { $0.extra = extra { $0.attribute("driver", "podman") } }.hcl()
        #expect(text.contains(#"driver = "podman""#))
        #expect(!text.contains("docker"))
    }

    @Test func newAttributeStandsBeforeBlocks() {
        let text = block(Sample.withTask { $0.extra = extra { $0.attribute("kind", "x") } })
        #expect(text.hasPrefix("task \"web\" {\ndriver = \"docker\"\nkind   = \"x\"\n\nconfig {"))
    }

    @Test func singleBlockIsMerged() {
        let text = block(
            Sample.withTask {
                $0.extra = extra { $0.block(HCL.Block("resources") { $0.attribute("memory", 1024) }) }
            }
        )
        #expect(text.contains("resources {\ncpu    = 100\nmemory = 1024\n}"))
    }

    @Test func mapIsCompletedKeyByKey() {
        let text = block(
            Sample.withTask {
                $0.env = ["A": "1", "B": "2"]
                $0.extra = extra { $0.block(HCL.Block("env") { $0.attribute("B", "3") }) }
            }
        )
        #expect(text.contains("env {\nA = \"1\"\nB = \"3\"\n}"))
        let quoted = block(
            Sample.withTask {
                $0.env = ["A": "1"]
                $0.extra = extra { $0.attribute("env", .object([HCL.ObjectEntry("x.y", "3")])) }
            }
        )
        #expect(quoted.contains("env = {\nA     = \"1\"\n\"x.y\" = \"3\"\n}"))
    }

    @Test func repeatedBlockIsAdded() {
        let constraint = HCL.Block("constraint") { $0.attribute("distinct_hosts", true) }
        let jobspec = Sample.withGroup { group in
            group.constraints = [Jobspec.Constraint(attribute: .runtime("attr.kernel.name"), value: "linux")]
            group.extra = extra { $0.block(constraint) }
        }
        let group = jobspec.body().blocks[0].body.blocks[0]
        #expect(group.body.blocks.prefix(2).map(\.type) == ["constraint", "constraint"])
    }

    @Test func labelledBlockIsMergedByItsLabel() {
        let port = HCL.Block("port", "http") { $0.attribute("static", 80) }
        let jobspec = Sample.withGroup { $0.network?.extra = extra { $0.block(port) } }
        #expect(jobspec.hcl().contains("port \"http\" {\n        to     = 80\n        static = 80\n      }"))
    }

    @Test func driverConfiguration() {
        let text = Sample.withTask { task in
            task.config.extra = extra { $0.attribute("image", .string("a${b}", .twice)) }
        }.hcl()
        #expect(text.contains(#"image = "a$$${b}""#))
    }
}

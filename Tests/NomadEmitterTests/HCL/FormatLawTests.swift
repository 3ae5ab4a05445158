@testable import HCL
@testable import NomadEmitter
import TestSupport
import Testing

@Suite struct FormatLawTests {
    @Test(arguments: [Everything.jobspec, Everything.batch, Sample.job()])
    func printedJobs(jobspec: Jobspec) {
        #expect(FormatLaw.violations(in: jobspec.hcl()) == [])
        #expect(FormatLaw.violations(in: HCLPrinter.print(jobspec.inlined())) == [])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func printedTexts(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var body = HCL.Body()
        for index in 0..<20 {
            let text = HardText.make(using: &generator)
            switch index % 4 {
            case 0: body.attribute("heredoc\(index)", .heredoc([.text(text)], .once))
            case 1: body.attribute("list\(index)", [.string(text), .string(text, .twice)])
            case 2: body.attribute("object\(index)", .object([.init(text, 1), .init(text + "x", .string(text))]))
            default: body.attribute("a\(index)", .template([.text(text), .reference("var.x")], .once))
            }
        }
        #expect(FormatLaw.violations(in: HCLPrinter.print(body)) == [])
    }

    /// The law itself must see a mistake.
    @Test(arguments: [
        "a = 1\nbc = 2\n", "a  = 1\n", "a {\nb = 1\n}\n", "a = 1", "a = 1 \n", "a  = {\n  b = 1\n}\n", "a {\n",
        "aa = 1\nb = <<EOT\nx\nEOT\n", "a = 1\n  \n",
    ])
    func mistakes(text: String) {
        #expect(FormatLaw.violations(in: text) != [])
    }
}

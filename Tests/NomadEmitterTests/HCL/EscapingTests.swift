@testable import HCL
@testable import NomadEmitter
import Testing

@Suite struct EscapingTests {
    @Test(arguments: [
        ("${X}", "$${X}", "$$${X}"), ("%{if}", "%%{if}", "%%%{if}"), ("$X $$ $(a) $", "$X $$ $(a) $", "$X $$ $(a) $"),
        ("$${X}", "$$${X}", "$$$${X}"), ("{$%}", "{$%}", "{$%}"), ("%${", "%$${", "%$$${"), ("", "", ""),
        ("${%{", "$${%%{", "$$${%%%{"),
    ])
    func contexts(text: String, once: String, twice: String) {
        #expect(HCL.Escaping.never.apply(to: text) == text)
        #expect(HCL.Escaping.once.apply(to: text) == once)
        #expect(HCL.Escaping.twice.apply(to: text) == twice)
        #expect(HCLPrinter.print(HCL.Expression.string(text, .once)) == "\"\(once)\"")
        #expect(HCLPrinter.print(HCL.Expression.string(text, .twice)) == "\"\(twice)\"")
    }

    @Test func textAcrossPartsIsOneText() {
        #expect(HCLPrinter.print(.template([.text("$"), .text("{x}")], .once)) == "\"$${x}\"")
    }

    @Test func dollarBeforeAReferenceStaysADollar() {
        let parts: [HCL.TemplatePart] = [.text("a$"), .reference("var.x")]
        #expect(HCLPrinter.print(.template(parts, .once)) == #""a${"$"}${var.x}""#)
        #expect(HCLPrinter.print(.template(parts, .twice)) == #""a$${\"$\"}${var.x}""#)
    }

    @Test func heredocEscapesReferencesOnly() {
        var body = HCL.Body()
        body.attribute("data", .heredoc([.text("${X} \\n \"q\" "), .reference("var.y"), .text("\n")], .once))
        #expect(
            HCLPrinter.print(body) == """
                data = <<-EOT
                  $${X} \\n "q" ${var.y}
                EOT

                """
        )
    }
}

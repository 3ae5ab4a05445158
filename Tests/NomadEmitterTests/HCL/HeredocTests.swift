@testable import HCL
@testable import NomadEmitter
import Testing

/// When a text is a heredoc, and which.
@Suite struct HeredocTests {
    private func printed(_ text: String) -> String {
        var body = HCL.Body()
        body.attribute("a", .heredoc([.text(text)], .once))
        return HCLPrinter.print(body)
    }

    @Test(arguments: ["", "a", "a\nb", "a\r\n", "a\u{0}\n", "a\u{1b}[0m\n", "\u{feff}a\n"])
    func quotedInstead(text: String) {
        #expect(printed(text).hasPrefix("a = \""))
    }

    @Test func blankLinesAreNotIndented() {
        #expect(printed("a\n\n   \nb\n") == "a = <<-EOT\n  a\n\n   \n  b\nEOT\n")
    }

    @Test func onlyANewline() {
        #expect(printed("\n") == "a = <<EOT\n\nEOT\n")
    }

    @Test func allIndentedTextKeepsItsIndentation() {
        #expect(printed("  a\n   b\n") == "a = <<EOT\n  a\n   b\nEOT\n")
    }

    @Test func lineThatStartsWithACombiningMarkIsNotIndented() {
        #expect(printed("a\n\u{301}b\n") == "a = <<EOT\na\n\u{301}b\nEOT\n")
    }

    @Test func markerIsNotInTheText() {
        #expect(printed("EOT\n") == "a = <<-EOT2\n  EOT\nEOT2\n")
        #expect(printed("x\n EOT \n\tEOT2\n") == "a = <<-EOT3\n  x\n   EOT \n  \tEOT2\nEOT3\n")
        #expect(printed("x\n\u{a0}EOT\n") == "a = <<EOT2\nx\n\u{a0}EOT\nEOT2\n")
        #expect(printed("EOTx EOT2\n") == "a = <<-EOT3\n  EOTx EOT2\nEOT3\n")
    }
}

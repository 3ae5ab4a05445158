@testable import HCL
@testable import NomadEmitter
import Testing

/// One test per rule of the layout.
@Suite struct HCLPrinterTests {
    private func attribute(_ name: String, _ value: HCL.Expression, remark: String? = nil) -> HCL.Item {
        .attribute(HCL.Attribute(name, value, remark: remark))
    }

    private func printed(_ items: HCL.Item...) -> String { HCLPrinter.print(HCL.Body(items)) }

    @Test func emptyFile() {
        #expect(printed() == "")
    }

    @Test func equalSignsAlignOverConsecutiveLines() {
        #expect(
            printed(attribute("a", 1), attribute("long_name", "x"), attribute("b", true)) == """
                a         = 1
                long_name = "x"
                b         = true

                """
        )
    }

    @Test func blankLineEndsARun() {
        #expect(
            printed(attribute("a", 1), .blankLine, attribute("long_name", 2)) == """
                a = 1

                long_name = 2

                """
        )
    }

    @Test func commentLineEndsARun() {
        #expect(
            printed(attribute("a", 1), .comment("why"), attribute("long_name", 2)) == """
                a = 1
                # why
                long_name = 2

                """
        )
    }

    @Test func commentOfAnAttributeStandsApartAndEndsARun() {
        #expect(
            printed(
                attribute("a", 1),
                .attribute(HCL.Attribute("long_name", 2, comment: ["why", "and how"])),
                attribute("b", 3)
            ) == """
                a = 1

                # why
                # and how
                long_name = 2
                b         = 3

                """
        )
    }

    @Test func valueOfSeveralLinesEndsARunAndHasOneSpace() {
        let object = HCL.Expression.object([HCL.ObjectEntry("a.b", "1"), HCL.ObjectEntry("c", 2)])
        #expect(
            printed(attribute("first_name", 1), attribute("x", object), attribute("yy", 2)) == """
                first_name = 1
                x = {
                  "a.b" = "1"
                  c     = 2
                }
                yy = 2

                """
        )
    }

    @Test func heredocStaysInARun() {
        #expect(
            printed(
                attribute("a", 1),
                attribute("data", .heredoc([.text("x\n  y\n")], .once)),
                attribute("z", 2)
            ) == """
                a    = 1
                data = <<-EOT
                  x
                    y
                EOT
                z    = 2

                """
        )
    }

    @Test func blocksStandApart() {
        let block = HCL.Item.block(HCL.Block("b", "l") { $0.attribute("x", 1) })
        #expect(
            printed(attribute("a", 1), block, block, attribute("c", 2)) == """
                a = 1

                b "l" {
                  x = 1
                }

                b "l" {
                  x = 1
                }

                c = 2

                """
        )
    }

    @Test func emptyBlockIsOneLine() {
        #expect(printed(.block(HCL.Block("sidecar_service"))) == "sidecar_service {}\n")
    }

    @Test func firstBlockInABlockHasNoEmptyLineAbove() {
        #expect(printed(.block(HCL.Block("a") { $0.block(HCL.Block("b")) })) == "a {\n  b {}\n}\n")
    }

    @Test func commentStaysWithItsBlock() {
        #expect(
            printed(attribute("a", 1), .block(HCL.Block("b", comment: ["why", ""]))) == """
                a = 1

                # why
                #
                b {}

                """
        )
    }

    @Test func commentNeverEndsTheLine() {
        #expect(printed(.comment("a\nb = 1\r\nc")) == "# a\n# b = 1\n# c\n")
    }

    @Test func shortListIsOneLine() {
        #expect(printed(attribute("a", ["x", 1, []])) == "a = [\"x\", 1, []]\n")
    }

    @Test func longListHasAnItemPerLine() {
        let text = String(repeating: "x", count: 60)
        #expect(
            printed(attribute("first_one", 1), attribute("a", [.string(text), .string(text)])) == """
                first_one = 1
                a = [
                  "\(text)",
                  "\(text)",
                ]

                """
        )
    }

    @Test func remarksStandInOneColumn() {
        #expect(
            printed(attribute("a", 1, remark: "one"), attribute("bc", 100, remark: "two"), attribute("d", 1)) == """
                a  = 1   # one
                bc = 100 # two
                d  = 1

                """
        )
    }

    @Test func numbersReferencesAndCalls() {
        #expect(
            printed(attribute("a", .call("floor", [.product(.reference("var.x"), .decimal(0.5))]))) == """
                a = floor(var.x * 0.5)

                """
        )
        #expect(printed(attribute("a", .decimal(2))) == "a = 2\n")
        #expect(printed(attribute("a", .null)) == "a = null\n")
        #expect(printed(attribute("a", -1)) == "a = -1\n")
    }

    @Test func objectOfOneEntryIsOneLine() {
        #expect(printed(attribute("a", .object([HCL.ObjectEntry("k", 1)]))) == "a = { k = 1 }\n")
        #expect(printed(attribute("a", .object([]))) == "a = {}\n")
    }

    @Test func keysThatAreNoIdentifiersAreQuoted() {
        for key in ["a.b", "a-b", "1a", "", "for", "null", "é"] {
            #expect(printed(attribute("a", .object([HCL.ObjectEntry(key, 1)]))) == "a = { \"\(key)\" = 1 }\n")
        }
    }

    @Test func backslashEscapes() {
        #expect(
            printed(attribute("a", "q\" b\\ n\n r\r t\t \u{1}\u{7f}é😀")) == #"""
                a = "q\" b\\ n\n r\r t\t \u0001\u007fé😀"

                """#
        )
    }

    @Test func controlCharactersLeaveNoComment() {
        var body = HCL.Body([.comment("a\0b\nc\rd\u{85}e\u{2028}f")])
        var attribute = HCL.Attribute("x", 1, comment: ["g\0h"], remark: "i\nj")
        attribute.comment.append("k\u{7F}l")
        body.items.append(.attribute(attribute))
        #expect(HCLPrinter.print(body) == "# a b\n# c\n# d\n# e\n# f\n# g h\n# k l\nx = 1 # i j\n")
    }
}

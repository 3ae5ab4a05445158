import Testing

@testable import compose2nomad

@Suite("Differences of lines")
struct LineDiffTests {
    @Test("What begins and ends alike is not shown, however long it is")
    func ends() {
        let same = String(repeating: "a\n", count: 20_000)
        #expect(
            LineDiff.text(from: same + "b\nc\n" + same, to: same + "b\nd\n" + same, context: 1)
                == "@@ -20001,3 +20001,3 @@\n b\n-c\n+d\n a\n"
        )
        #expect(LineDiff.text(from: "a\na\n", to: "a\n", context: 0) == "@@ -2,1 +1,0 @@\n-a\n")
    }

    @Test("Hunks are those of a unified diff, also at the ends and without a last newline")
    func hunks() {
        #expect(LineDiff.text(from: "", to: "a\n") == "@@ -0,0 +1,1 @@\n+a\n")
        #expect(LineDiff.text(from: "a", to: "a\n") == "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n")
        let old = (1...20).map { "\($0)\n" }.joined()
        let new = old.replacing("5\n", with: "five\n", maxReplacements: 1).replacing("\n19\n", with: "\n")
        let hunks = LineDiff.text(from: old, to: new, context: 1).split(separator: "\n").filter { $0.hasPrefix("@@") }
        #expect(hunks == ["@@ -4,3 +4,3 @@", "@@ -18,3 +18,2 @@"])
    }

    @Test("Many lines that differ are shown as replaced")
    func many() {
        let old = (0..<40_000).map { "a\($0)" }.joined(separator: "\n") + "\n"
        let new = (0..<40_000).map { "b\($0)" }.joined(separator: "\n") + "\n"
        #expect(LineDiff.text(from: old, to: new).split(separator: "\n").count == 80_001)
    }
}

import Testing

@testable import compose2nomad

@Suite("Differences of lines")
struct LineDiffTests {
    @Test("What begins and ends alike is not shown, however long it is")
    func ends() {
        let same = String(repeating: "a\n", count: 20_000)
        #expect(
            LineDiff.text(from: same + "b\nc\n" + same, to: same + "b\nd\n" + same, context: 1)
                == "@@ line 20001\n b\n-c\n+d\n a\n"
        )
        #expect(LineDiff.text(from: "a\na\n", to: "a\n", context: 0) == "@@ line 2\n-a\n")
    }

    @Test("Many lines that differ are shown as replaced")
    func many() {
        let old = (0..<40_000).map { "a\($0)" }.joined(separator: "\n")
        let new = (0..<40_000).map { "b\($0)" }.joined(separator: "\n")
        #expect(LineDiff.text(from: old, to: new).split(separator: "\n").count == 80_001)
    }
}

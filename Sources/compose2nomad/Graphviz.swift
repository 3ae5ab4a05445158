/// Graphviz's program `dot`, which lays pictures out.
enum Graphviz {
    /// The picture `source`, in the DOT language, as SVG.
    static func svg(_ source: [UInt8]) throws(OutputFailure) -> [UInt8] {
        guard let run = try Subprogram.run(["dot", "-Tsvg"], input: source) else {
            throw OutputFailure(
                message: "`--format svg` needs Graphviz, and its program `dot` is not on PATH",
                hint:
                    "`apt-get install graphviz`, or `brew install graphviz`; `--format mermaid` and `dot` need nothing"
            )
        }
        guard run.status == 0 else {
            throw OutputFailure(
                message: "`dot` failed: \(run.complaint)",
                hint: "print `--format dot` and see what `dot` says of it"
            )
        }
        return run.output
    }
}

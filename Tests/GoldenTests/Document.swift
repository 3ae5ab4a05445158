import Foundation
import TestSupport
import Testing

/// A page of the documentation, as far as tests look at it: fenced blocks, headings and links.
///
/// A block with `title="NAME"` is a file: the first of its name is written before commands run, unless a command has made
/// the file; then the block has to be its content. In a `console` block lines after `$ ` are commands, the others what
/// they print. A line `…` stands for any lines. Of a block with `sh` only `swift run compose2nomad` is run.
struct Document: CustomTestStringConvertible, Sendable {
    struct Block {
        var language: String
        /// The name of the file that it shows.
        var title: String?
        var lines: [String]
        /// The number of its first line, from 0.
        var start: Int
    }

    /// The path from the top of the repository.
    let path: String
    /// The lines of the file.
    let lines: [String]
    let blocks: [Block]
    /// The lines outside of fenced blocks.
    let prose: [String]

    var testDescription: String { path }

    /// The pages that people write and read.
    static let all: [Document] = {
        let pages = (try? FileManager.default.subpathsOfDirectory(atPath: Repository.path("Docs"))) ?? []
        let top = CommandLineCase.names(in: "")
        return (top + pages.map { "Docs/\($0)" }).filter { $0.hasSuffix(".md") }.sorted().map(Document.init(path:))
    }()

    init(path: String) {
        self.path = path
        let text = (try? String(contentsOfFile: Repository.path(path), encoding: .utf8)) ?? ""
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var blocks: [Block] = []
        var prose: [String] = []
        var isInBlock = false
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                isInBlock.toggle()
                guard isInBlock else { continue }
                let words = line.dropFirst(3).split(separator: " ", maxSplits: 1)
                let title = words.count > 1 ? words[1].split(separator: "\"").dropFirst().first.map(String.init) : nil
                blocks.append(
                    Block(language: words.first.map(String.init) ?? "", title: title, lines: [], start: number + 1)
                )
            } else if isInBlock {
                blocks[blocks.count - 1].lines.append(line)
            } else {
                prose.append(line)
            }
        }
        self.blocks = blocks
        self.prose = prose
    }

    /// What links can lead to on the page: headings, as GitHub names them, and anchors.
    var anchors: Set<String> {
        var found: [String] = []
        for line in prose {
            if let heading = line.split(separator: " ", maxSplits: 1).last, line.hasPrefix("#") {
                let slug = heading.lowercased().unicodeScalars.compactMap { scalar -> Character? in
                    if scalar == " " { return "-" }
                    let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    return isKept || scalar == "-" || scalar == "_" ? Character(scalar) : nil
                }
                found.append(String(slug))
            }
            for part in line.components(separatedBy: "<a id=\"").dropFirst() {
                found.append(String(part.prefix { $0 != "\"" }))
            }
        }
        return Set(found)
    }

    /// What its links say, outside of code.
    var links: [String] {
        prose.flatMap { line -> [String] in
            let text = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .map { $0.offset % 2 == 0 ? String($0.element) : "code" }.joined()
            return text.components(separatedBy: "](").dropFirst().map { part in
                var depth = 0
                return String(
                    part.prefix { character in
                        if character == "(" { depth += 1 }
                        if character == ")" { depth -= 1 }
                        return depth >= 0
                    }
                )
            }
        }
    }
}

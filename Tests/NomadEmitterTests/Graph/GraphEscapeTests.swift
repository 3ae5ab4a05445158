import ComposeParser
import Testing

@testable import NomadEmitter

/// The law of pictures: whatever text a project holds, it is seen as text, and the picture has the same parts.
@Suite("Text in pictures")
struct GraphEscapeTests {
    private static let texts = [
        "a\"] --> b[\"c", "a\nend\nb --> c", "\r\n}\n", "#quot;#35;&quot;&#34;", "<b>x</b><img src=x onerror=y>",
        "](:::x){[|/\\", "a --> b", "a---b", "|\"|'|", "`**bold** _it_ __init__`", "1. one", "2) two", "- item",
        "+ item",
        "# title", "> quote", "%%{init: {\"theme\": \"dark\"}}%%", "%% comment", "\\N\\G\\l\\", "\\\"", "a\\",
        "fl°°60¶ßb", "style a:b#c;", "classDef a:b#c;", "click a href \"javascript:x\"", "\u{202E}\u{0}\u{1B}[31m",
        "é 数据 🙂", "$$x$$", "fa:fa-car", "https://a.example", "end", "", " ",
    ]

    /// A picture that holds `text` wherever there is one.
    private func picture(_ text: String) -> ProjectGraph {
        typealias Node = ProjectGraph.Node
        let node = { (id: String, kind: Node.Kind) in Node(id: id, kind: kind, lines: [text, text]) }
        var graph = ProjectGraph(name: text)
        graph.outside = node("outside", .outside)
        graph.jobs = [
            .init(
                id: "job",
                title: text,
                groups: [.init(id: "group", name: text, tasks: [node("a", .task), node("b", .prestart)])],
                storage: [node("e", .volume)]
            )
        ]
        graph.storage = [node("c", .volume), node("d", .path)]
        let edges: [(String, String, ProjectGraph.Edge.Kind)] = [
            ("outside", "a", .published), ("a", "b", .names), ("b", "a", .waits), ("a", "c", .mounts),
        ]
        graph.edges = edges.map { .init(from: $0, to: $1, kind: $2, lines: [text, text]) }
        return graph
    }

    /// A text of a language whose labels are in quotes: what stands between them, and the labels as they are written.
    private func parts(_ text: String, backslash: Bool) -> (outline: String, labels: [String]) {
        var outline = ""
        var labels: [String] = []
        var label: String?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            guard var open = label else {
                if scalar == "\"" { label = "" }
                outline.unicodeScalars.append(scalar)
                continue
            }
            if scalar == "\"", !isEscaped {
                outline += "\""
                labels.append(open)
                label = nil
            } else {
                isEscaped = backslash && scalar == "\\" && !isEscaped
                open.unicodeScalars.append(scalar)
                label = open
            }
        }
        #expect(label == nil)
        return (outline, labels)
    }

    @Test("Mermaid", arguments: texts)
    func mermaid(text: String) {
        let (outline, labels) = parts(picture(text).mermaid, backslash: false)
        #expect(outline == parts(picture("plain").mermaid, backslash: false).outline)
        for label in labels {
            let lines = label.replacing("group ", with: "").split(separator: "<br>", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { decoded($0) == text.visible } && lines.count <= 2, "\(label)")
            let rest = label.replacing("<br>", with: "").unicodeScalars.filter {
                !$0.properties.isAlphabetic || !$0.isASCII
            }
            #expect(rest.allSatisfy { " ,/_-.#;→…0123456789".unicodeScalars.contains($0) }, "\(label)")
        }
    }

    /// The text that a label of Mermaid shows.
    private func decoded(_ label: Substring) -> String {
        var result = ""
        var rest = label
        while let hash = rest.firstIndex(of: "#"), let end = rest[hash...].firstIndex(of: ";") {
            result += rest[..<hash]
            let number = rest[rest.index(after: hash)..<end]
            if let scalar = UInt32(number).flatMap(Unicode.Scalar.init) { result.unicodeScalars.append(scalar) }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    @Test("DOT", arguments: texts)
    func dot(text: String) {
        let (outline, labels) = parts(picture(text).dot, backslash: true)
        #expect(outline == parts(picture("plain").dot, backslash: true).outline)
        let own: Set = ["sans-serif"]
        for label in labels where !own.contains(label) {
            let lines = self.lines(label.hasPrefix("group ") ? String(label.dropFirst(6)) : label)
            #expect(lines.allSatisfy { $0 == text.visible } && (1...2).contains(lines.count), "\(label)")
        }
    }

    /// The lines that a label of DOT shows.
    private func lines(_ label: String) -> [String] {
        var lines = [""]
        var isEscaped = false
        for scalar in label.unicodeScalars {
            if isEscaped, scalar == "n" {
                lines.append("")
            } else if isEscaped || scalar != "\\" {
                #expect(!isEscaped || scalar == "\"" || scalar == "\\")
                lines[lines.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return lines.map { $0.replacing("&amp;", with: "&") }
    }

    @Test("Each text of a project that comes into a picture is text there", arguments: texts)
    func project(text: String) throws {
        let quoted = JSONValue.string(text + "x").text()
        let path = JSONValue.string("/" + text + "x").text()
        let compose = """
            services:
              web:
                image: web
                environment: {\(quoted): "http://db:5432"}
                labels: {\(quoted): "http://db:5433"}
                volumes:
                  - {type: bind, source: \(path), target: /a}
                  - {type: volume, source: data, target: /b}
                  - {type: volume, target: \(path)}
              db: {image: db, ports: ["${PORT}:80"]}
            volumes: {data: {name: \(quoted), external: true}}
            """
        for volumes in [ConversionOptions.Volumes.host, .docker] {
            var options = ConversionOptions()
            options.volumes = volumes
            let conversion = Conversion(
                of: compose,
                project: "shop",
                environment: ["PORT": "8080"],
                options: options
            )
            // What Compose or Nomad refuses is in no picture.
            guard let graph = conversion.deployment?.graph else { continue }
            let mermaid = parts(graph.mermaid, backslash: false).outline.split(separator: "\n")
            #expect(mermaid.count == graph.boxes + graph.edges.count + 2 + 3 * graph.frames)
            let dot = parts(graph.dot, backslash: true).outline.split(separator: "\n")
            #expect(dot.count == graph.boxes + graph.edges.count + 5 + 3 * graph.frames)
        }
    }
}

extension ProjectGraph {
    fileprivate var boxes: Int {
        storage.count + (outside == nil ? 0 : 1)
            + jobs.reduce(0) { $0 + $1.storage.count + $1.groups.reduce(0) { $0 + $1.tasks.count } }
    }

    fileprivate var frames: Int { jobs.count + jobs.flatMap(\.groups).count(where: \.hasFrame) }
}

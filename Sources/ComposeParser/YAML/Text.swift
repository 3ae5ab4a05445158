extension Compose {
    /// A part of a text that came from a variable: `${KIBANA_PORT}` in `${KIBANA_PORT}:5601`.
    public struct Origin: Sendable, Hashable {
        /// The UTF-8 offsets of the part in the text after interpolation.
        public var span: Range<Int>
        /// The name of the variable.
        public var variable: String
        /// The default that the file gives (`x` in `${VAR:-x}`), if it gives one.
        public var fallback: String?
        /// What the variable holds, where the part is spelled in another way: `60s` for `1m0s`.
        package var value: String?

        /// Makes the origin of `span` (UTF-8 offsets) from `variable`.
        package init(span: Range<Int>, variable: String, fallback: String? = nil) {
            self.span = span
            self.variable = variable
            self.fallback = fallback
        }

        /// The same origin, `offset` bytes further on.
        func moved(by offset: Int) -> Compose.Origin {
            var moved = self
            moved.span = (span.lowerBound + offset)..<(span.upperBound + offset)
            return moved
        }
    }
}

extension Compose {
    /// A text that knows where it stands and which parts of it came from which variable.
    ///
    /// Splitting (`HOST:CONTAINER`) goes through `slice`, which keeps the origins, so that a job can say
    /// `static = var.KIBANA_PORT` and `image = "elasticsearch:${var.ELK_VERSION}"`.
    public struct Text: Sendable, Hashable {
        /// The text after interpolation.
        public var string: String
        /// The parts that came from variables: ordered, not overlapping.
        public var origins: [Compose.Origin]
        /// Where it stands.
        public var range: SourceRange
        /// Whether it is a path that the file gives relative to a folder, although it is absolute by now.
        package var isRelativePath = false

        /// Makes a text; without `origins` it is a literal.
        package init(_ string: String, origins: [Compose.Origin] = [], range: SourceRange = .none) {
            self.string = string
            self.origins = origins
            self.range = range
        }

        /// Whether no part of it came from a variable.
        package var isLiteral: Bool { origins.isEmpty }

        /// The part between two UTF-8 offsets, with its origins. The place stays that of the whole text.
        ///
        /// A variable that lies only partly inside gives its part as a literal: no job could name half a variable.
        package func slice(_ span: Range<Int>) -> Compose.Text {
            let utf8 = string.utf8
            let span = span.clamped(to: 0..<utf8.count)
            let start = utf8.index(utf8.startIndex, offsetBy: span.lowerBound)
            let end = utf8.index(utf8.startIndex, offsetBy: span.upperBound)
            let kept: [Compose.Origin] = origins.compactMap { origin in
                guard origin.span.lowerBound >= span.lowerBound, origin.span.upperBound <= span.upperBound else {
                    return nil
                }
                return origin.moved(by: -span.lowerBound)
            }
            return Compose.Text(String(decoding: utf8[start..<end], as: UTF8.self), origins: kept, range: range)
        }
    }
}

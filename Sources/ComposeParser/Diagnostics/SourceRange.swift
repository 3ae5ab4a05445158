/// A place in a source file. Lines and columns start at 1; a column counts Unicode scalars.
public struct Mark: Sendable, Hashable, Comparable {
    /// The line, from 1.
    public var line: UInt32
    /// The column in Unicode scalars, from 1.
    public var column: UInt32

    /// Makes a mark at `line` and `column`, both from 1.
    package init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    /// Orders marks as they stand in the file.
    public static func < (a: Mark, b: Mark) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A file of one conversion, as its number in the `SourceTable`.
public struct SourceFileID: Sendable, Hashable {
    let index: Int32

    /// Stands for values that no file holds: defaults, the environment, the command line.
    public static let none = SourceFileID(index: -1)
}

/// From where to where a value stands, and in which file.
public struct SourceRange: Sendable, Hashable {
    /// The file.
    public var file: SourceFileID
    /// The first character.
    public var start: Mark
    /// One past the last character.
    public var end: Mark

    /// Makes the range of `file` from `start` up to, not including, `end`.
    package init(file: SourceFileID, start: Mark, end: Mark) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// The range of values that no file holds.
    public static let none = SourceRange(
        file: .none,
        start: Mark(line: 0, column: 0),
        end: Mark(line: 0, column: 0)
    )

    /// Whether the range points into a file.
    public var isKnown: Bool { file != .none }
}

/// The files that one conversion has read, so that a diagnostic can show the line it speaks of.
public struct SourceTable: Sendable {
    /// One file that was read.
    public struct File: Sendable {
        /// The path as diagnostics show it.
        public var path: String
        /// Its bytes.
        public let bytes: [UInt8]
        /// Where every 256th line starts, so that showing many places of a long file is not a scan for each.
        private let starts: [Int]

        private static let stride: UInt32 = 256

        init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
            starts = bytes.withUnsafeBufferPointer { bytes in
                var starts = [0]
                var newlines: UInt32 = 0
                for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
                    newlines &+= 1
                    if newlines % Self.stride == 0 { starts.append(index + 1) }
                }
                return starts
            }
        }

        /// Where a line (from 1) stands in the bytes, without its line end.
        func span(ofLine line: UInt32) -> Range<Int>? {
            let checkpoint = Int((line &- 1) / Self.stride)
            guard line > 0, starts.indices.contains(checkpoint) else { return nil }
            return bytes.withUnsafeBufferPointer { bytes in
                var current = UInt32(checkpoint) * Self.stride + 1
                var start = starts[checkpoint]
                while current < line {
                    guard let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
                    start = newline + 1
                    current += 1
                }
                var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
                if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
                return start..<end
            }
        }
    }

    /// The files, in the order in which they were read.
    public private(set) var files: [File] = []

    /// Makes an empty table.
    public init() {}

    /// Adds a file and gives the number that ranges refer to it by.
    package mutating func add(path: String, bytes: [UInt8]) -> SourceFileID {
        files.append(File(path: path, bytes: bytes))
        return SourceFileID(index: Int32(files.count - 1))
    }

    /// The file that `id` stands for, unless it is `.none`.
    public subscript(id: SourceFileID) -> File? {
        files.indices.contains(Int(id.index)) ? files[Int(id.index)] : nil
    }

    /// The text of `line` (from 1) of a file, without its line end.
    public func line(_ line: UInt32, of id: SourceFileID) -> String? {
        guard let file = self[id], let span = file.span(ofLine: line) else { return nil }
        return String(decoding: file.bytes[span], as: UTF8.self)
    }

    /// Some of the Unicode scalars of a line: those at `columns`, from 0, as far as the line reaches.
    ///
    /// A line may have many megabytes: only the part that is wanted is decoded.
    func scalars(at columns: Range<Int>, ofLine line: UInt32, of id: SourceFileID) -> [Unicode.Scalar]? {
        guard let file = self[id], let span = file.span(ofLine: line) else { return nil }
        return file.bytes[span].withUnsafeBufferPointer { bytes in
            var column = -1
            var start = bytes.count
            var end = bytes.count
            for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
                column += 1
                if column == columns.lowerBound { start = offset }
                if column == columns.upperBound {
                    end = offset
                    break
                }
            }
            return Array(String(decoding: bytes[start..<max(start, end)], as: UTF8.self).unicodeScalars)
        }
    }
}

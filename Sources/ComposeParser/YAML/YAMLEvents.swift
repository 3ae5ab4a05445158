internal import CLibYAML

/// libyaml's event parser over a buffer: owns its memory, holds one event at a time.
struct YAMLEvents: ~Copyable {
    /// What libyaml reads from.
    private struct Input {
        var bytes: UnsafeBufferPointer<UInt8>
        var offset = 0
        /// The offset at which the wait for the current event began.
        var eventStart = 0
        var elementBytes: Int
        var elementTooLong = false
    }

    // On the heap: `yaml_parser_t` holds pointers into itself.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    private let input = UnsafeMutablePointer<Input>.allocate(capacity: 1)
    private let file: SourceFileID

    /// Starts on `bytes`, which must outlive the parser.
    init(_ bytes: UnsafeBufferPointer<UInt8>, file: SourceFileID, elementBytes: Int) {
        self.file = file
        parser.initialize(to: yaml_parser_t())
        event.initialize(to: yaml_event_t())
        input.initialize(to: Input(bytes: bytes, elementBytes: elementBytes))
        yaml_parser_initialize(parser)
        yaml_parser_set_input(
            parser,
            { data, buffer, size, sizeRead in
                guard let data, let buffer, let sizeRead else { return 0 }
                let input = data.assumingMemoryBound(to: Input.self)
                let offset = input.pointee.offset
                // A scalar of many megabytes would be copied several times over before it became an event.
                if offset - input.pointee.eventStart > input.pointee.elementBytes {
                    input.pointee.elementTooLong = true
                    return 0
                }
                let count = min(size, input.pointee.bytes.count - offset)
                if count > 0, let base = input.pointee.bytes.baseAddress {
                    buffer.update(from: base + offset, count: count)
                }
                input.pointee.offset = offset + count
                sizeRead.pointee = count
                return 1
            },
            input
        )
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deinitialize(count: 1).deallocate()
        parser.deinitialize(count: 1).deallocate()
        input.deinitialize(count: 1).deallocate()
    }

    /// The kind of the current event.
    var type: yaml_event_type_t { event.pointee.type }

    /// Goes to the next event; what the current one pointed to is gone.
    mutating func advance() throws(Diagnostic) {
        yaml_event_delete(event)
        input.pointee.eventStart = input.pointee.offset
        guard yaml_parser_parse(parser, event) == 1 else { throw failure() }
    }

    // MARK: - The current event

    /// Where the current event stands.
    var range: SourceRange {
        SourceRange(file: file, start: Self.mark(event.pointee.start_mark), end: Self.mark(event.pointee.end_mark))
    }

    /// The bytes of a scalar, valid until the next `advance`.
    var scalarBytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
    }

    /// Whether a scalar has no quotes and is no block scalar.
    var scalarIsPlain: Bool { event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

    /// Whether the collection that starts is written in brackets.
    var collectionIsFlow: Bool {
        switch event.pointee.type {
        case YAML_SEQUENCE_START_EVENT: event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        case YAML_MAPPING_START_EVENT: event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        default: false
        }
    }

    /// Whether the document that starts states another version of YAML than 1.1.
    var documentIsOfOtherVersion: Bool {
        guard let version = event.pointee.data.document_start.version_directive?.pointee else { return false }
        return version.major != 1 || version.minor != 1
    }

    /// The anchor of a node, or the one that an alias names.
    var anchor: String? {
        switch event.pointee.type {
        case YAML_ALIAS_EVENT: Self.string(event.pointee.data.alias.anchor)
        case YAML_SCALAR_EVENT: Self.string(event.pointee.data.scalar.anchor)
        case YAML_SEQUENCE_START_EVENT: Self.string(event.pointee.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT: Self.string(event.pointee.data.mapping_start.anchor)
        default: nil
        }
    }

    /// The tag of a node as libyaml resolves it: `!reset`, `tag:yaml.org,2002:str`.
    var tag: String? {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: Self.string(event.pointee.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT: Self.string(event.pointee.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT: Self.string(event.pointee.data.mapping_start.tag)
        default: nil
        }
    }

    private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer else { return nil }
        return String(cString: pointer)
    }

    private static func mark(_ mark: yaml_mark_t) -> Mark {
        Mark(line: UInt32(clamping: mark.line + 1), column: UInt32(clamping: mark.column + 1))
    }

    // MARK: - Failure

    /// What libyaml reports, as a diagnostic.
    private func failure() -> Diagnostic {
        let state = parser.pointee
        if input.pointee.elementTooLong {
            let start = Self.mark(state.mark)
            return Diagnostic(
                LoadingIssue.limitExceeded,
                .error,
                "a single YAML element is longer than \(input.pointee.elementBytes) bytes",
                at: SourceRange(file: file, start: start, end: start),
                hint: "keep large data in a file of its own and mount it"
            )
        }
        let problem = state.problem.map { String(cString: $0) } ?? ""
        switch state.error {
        case YAML_MEMORY_ERROR:
            return Diagnostic(LoadingIssue.limitExceeded, .error, "out of memory while reading the file")
        case YAML_READER_ERROR:
            return YAMLProblem.unreadable(
                problem,
                offset: state.problem_offset,
                value: Int(state.problem_value),
                in: input.pointee.bytes,
                file: file
            )
        default:
            return YAMLProblem(
                problem: problem,
                context: state.context.map { String(cString: $0) } ?? "",
                mark: Self.mark(state.problem_mark),
                contextMark: Self.mark(state.context_mark),
                byte: byte(at: state.problem_mark),
                file: file
            ).diagnostic
        }
    }

    /// The byte at a mark, 0 at the end of the file.
    private func byte(at mark: yaml_mark_t) -> UInt8 {
        let bytes = input.pointee.bytes
        guard let position = YAMLProblem.position(line: mark.line, column: mark.column, in: bytes) else { return 0 }
        return bytes[position]
    }
}

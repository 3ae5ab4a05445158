internal import HCL

extension Jobspec {
    /// `template`: a file or environment that Nomad renders from data, services and variables.
    public struct Template: Sendable, Hashable {
        /// Where the text of the template stands.
        public enum Content: Sendable, Hashable {
            /// In the job.
            case data(Interpolated)
            /// In a file of the allocation.
            case source(Interpolated)

            fileprivate func write(to body: inout HCL.Body) {
                switch self {
                case .data(let text): body.attribute("data", .heredoc(text.templateParts, .once))
                case .source(let path): body.attribute("source", text: path)
                }
            }
        }

        /// What a changed rendering does to the task.
        public enum ChangeMode: Sendable, Hashable {
            /// Nothing.
            case noop
            /// It is restarted.
            case restart
            /// It gets a signal, such as `SIGHUP`.
            case signal(Interpolated)
            /// A command runs in it.
            case script(ChangeScript)

            fileprivate func write(to body: inout HCL.Body) {
                switch self {
                case .noop: body.attribute("change_mode", "noop")
                case .restart: body.attribute("change_mode", "restart")
                case .signal(let signal):
                    body.attribute("change_mode", "signal")
                    body.attribute("change_signal", text: signal)
                case .script: body.attribute("change_mode", "script")
                }
            }
        }

        /// How long changes are collected.
        public struct Wait: Sendable, Hashable {
            /// At least.
            public var min: DurationValue
            /// At most.
            public var max: DurationValue

            /// Waits for a time between `min` and `max`.
            public init(min: DurationValue, max: DurationValue) {
                self.min = min
                self.max = max
            }

            var block: HCL.Block {
                HCL.Block("wait") { body in
                    body.attribute("min", duration: min)
                    body.attribute("max", duration: max)
                }
            }
        }

        /// Where it goes in the task directory, such as `local/app.conf`; unique in the task.
        public var destination: Interpolated
        /// Whether its lines `KEY=value` become environment variables.
        public var env: Bool?
        /// The permission bits, such as `0o644`.
        public var perms: UInt16?
        /// The user that owns the file.
        public var uid: Int?
        /// The group that owns the file.
        public var gid: Int?
        /// What a change does.
        public var changeMode: ChangeMode?
        /// How long restarts are spread over.
        public var splay: DurationValue?
        /// Whether it is rendered once only (Nomad 1.9).
        public var once: Bool?
        /// Whether a missing key is an error.
        public var errorOnMissingKey: Bool?
        /// What opens an action, if not `{{`.
        public var leftDelimiter: String?
        /// What closes an action, if not `}}`.
        public var rightDelimiter: String?
        /// The template itself.
        public var content: Content
        /// How long changes are collected before it is rendered.
        public var wait: Wait?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("template", comment: comment) { body in
                body.attribute("destination", text: destination)
                body.attribute("env", bool: env)
                body.attribute("perms", string: perms.map(Template.octal))
                body.attribute("uid", number: uid.map { .literal($0) })
                body.attribute("gid", number: gid.map { .literal($0) })
                changeMode?.write(to: &body)
                body.attribute("splay", duration: splay)
                body.attribute("once", bool: once)
                body.attribute("error_on_missing_key", bool: errorOnMissingKey)
                body.attribute("left_delimiter", string: leftDelimiter)
                body.attribute("right_delimiter", string: rightDelimiter)
                if case .data(let text) = content, text.isEmpty {
                    // Nomad takes an empty text for a template without content.
                    let comment = "\(leftDelimiter ?? "{{")/* empty */\(rightDelimiter ?? "}}")"
                    body.attribute("data", .string(comment))
                } else {
                    content.write(to: &body)
                }
                if case .script(let script)? = changeMode { body.block(script.block) }
                body.block(wait?.block)
            }
        }

        /// Permission bits as Nomad wants them: four octal digits.
        static func octal(_ bits: UInt16) -> String {
            let digits = String(bits, radix: 8)
            return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        }
    }
}

extension Jobspec.Template {
    /// Makes the block; what is left out is Nomad's default.
    public init(destination: Interpolated, content: Content) {
        self.init(destination: destination, content: content, comment: [])
    }
}

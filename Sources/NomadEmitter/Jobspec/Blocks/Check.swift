internal import HCL
public import OrderedCollections

extension Jobspec {
    /// `check`: how the health of a service is told.
    public struct Check: Sendable, Hashable {
        /// What is asked.
        public enum Kind: Sendable, Hashable {
            /// A request to a path, which must answer with 2xx.
            case http(HTTP)
            /// A connection.
            case tcp
            /// The health protocol of gRPC; Consul only.
            case grpc(service: String? = nil, useTLS: Bool? = nil, skipVerify: Bool? = nil)
            /// A command in the container, which must end with 0; Consul only. A service of a group names the task.
            case script(command: Interpolated, args: [Interpolated] = [], task: TaskName? = nil)

            fileprivate func write(to body: inout HCL.Body) {
                switch self {
                case .http(let http):
                    body.attribute("type", "http")
                    body.attribute("protocol", string: http.isTLS ? "https" : nil)
                    body.attribute("tls_skip_verify", bool: http.skipVerify)
                    body.attribute("tls_server_name", string: http.serverName)
                    body.attribute("method", string: http.method)
                    body.attribute("path", text: http.path)
                    body.attribute("body", text: http.body)
                case .tcp:
                    body.attribute("type", "tcp")
                case .grpc(let service, let useTLS, let skipVerify):
                    body.attribute("type", "grpc")
                    body.attribute("grpc_service", string: service)
                    body.attribute("grpc_use_tls", bool: useTLS)
                    body.attribute("tls_skip_verify", bool: skipVerify)
                case .script(let command, let args, let task):
                    body.attribute("type", "script")
                    body.attribute("task", string: task?.rawValue)
                    body.attribute("command", text: command)
                    body.attribute("args", list: args)
                }
            }

            fileprivate func writeHeaders(to body: inout HCL.Body) {
                guard case .http(let http) = self, !http.headers.isEmpty else { return }
                if http.headers.keys.allSatisfy({ HCL.isIdentifier($0, withDashes: true) }) {
                    body.block(
                        HCL.Block("header") { body in
                            for (name, values) in http.headers { body.attribute(name, values.expression()) }
                        }
                    )
                } else {
                    let entries = http.headers.map { HCL.ObjectEntry($0.key, $0.value.expression()) }
                    body.attribute("header", .object(entries))
                }
            }
        }

        /// A request over HTTP.
        public struct HTTP: Sendable, Hashable {
            /// The path; relative to the server, with its query.
            public var path: Interpolated
            /// Whether it goes over TLS.
            public var isTLS: Bool = false
            /// Whether the certificate is not checked.
            public var skipVerify: Bool?
            /// The name that the certificate must have; Consul only.
            public var serverName: String?
            /// The method, if not GET.
            public var method: String?
            /// The body of the request.
            public var body: Interpolated?
            /// The headers of the request.
            public var headers: OrderedDictionary<String, [Interpolated]> = [:]
        }

        /// The name.
        public var name: Interpolated?
        /// What is asked.
        public var kind: Kind
        /// The port, if not that of the service.
        public var port: ServicePort?
        /// Which address is asked.
        public var addressMode: Service.AddressMode?
        /// How often it is asked; at least 1s.
        public var interval: DurationValue
        /// How long an answer may take; at least 1s.
        public var timeout: DurationValue
        /// What holds before the first answer: `passing`, `warning` or `critical`.
        public var initialStatus: String?
        /// What the check means for a deployment.
        public var onUpdate: Service.OnUpdate?
        /// Good answers in a row before it passes; Consul only.
        public var successBeforePassing: NumberValue?
        /// Bad answers in a row before it warns; Consul only.
        public var failuresBeforeWarning: NumberValue?
        /// Bad answers in a row before it fails; Consul only.
        public var failuresBeforeCritical: NumberValue?
        /// Whether Envoy lets the check pass; services with a sidecar only.
        public var expose: Bool?
        /// A remark for people.
        public var notes: String?
        /// When failures restart the task.
        public var checkRestart: CheckRestart?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("check", comment: comment) { body in
                body.attribute("name", text: name)
                kind.write(to: &body)
                body.attribute("port", string: port?.text)
                body.attribute("address_mode", string: addressMode?.rawValue)
                body.attribute("interval", duration: interval)
                body.attribute("timeout", duration: timeout)
                body.attribute("initial_status", string: initialStatus)
                body.attribute("on_update", string: onUpdate?.rawValue)
                body.attribute("success_before_passing", number: successBeforePassing)
                body.attribute("failures_before_warning", number: failuresBeforeWarning)
                body.attribute("failures_before_critical", number: failuresBeforeCritical)
                body.attribute("expose", bool: expose)
                body.attribute("notes", string: notes)
                kind.writeHeaders(to: &body)
                body.block(checkRestart?.block)
            }
        }
    }
}

extension Jobspec.Check.HTTP {
    /// Makes a request for `path`.
    public init(path: Interpolated) {
        self.init(path: path, headers: [:])
    }
}

extension Jobspec.Check {
    /// Makes the block; what is left out is Nomad's default.
    public init(kind: Kind, interval: DurationValue, timeout: DurationValue) {
        self.init(kind: kind, interval: interval, timeout: timeout, comment: [])
    }
}

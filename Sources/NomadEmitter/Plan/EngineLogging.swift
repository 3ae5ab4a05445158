internal import ComposeParser

/// What the log drivers of the Docker Engine ask of their options. Source: moby, daemon/logger.
struct EngineLogging {
    let driver: String
    let options: [Compose.Pair]

    /// The drivers that the Engine has itself; others are plugins.
    static let drivers = [
        "awslogs", "etwlogs", "fluentd", "gcplogs", "gelf", "journald", "json-file", "local", "none", "splunk",
        "syslog",
    ]

    /// The options of the driver, as far as they are known.
    var known: [String] { Self.own[driver].map { $0 + Self.common } ?? [] }

    func knows(_ option: String) -> Bool { known.isEmpty || known.contains(option) || option.hasPrefix("cache-") }

    /// The options whose values are refused, with what to do.
    var wrong: [(option: String, hint: String)] {
        guard driver != "none" else { return [] }
        var wrong: [(option: String, hint: String)] = []
        func require(_ option: String, _ hint: String, _ isRight: (String) -> Bool) {
            if let value = self[option], !isRight(value) { wrong.append((option, hint)) }
        }
        require("mode", "it is blocking or non-blocking") { ["", "blocking", "non-blocking"].contains($0) }
        require("max-buffer-size", "it is a size such as 4m, and goes with mode: non-blocking") {
            ByteSize.bytes($0) != nil && self["mode"] == "non-blocking"
        }
        switch driver {
        case "json-file", "local":
            require("max-size", "give a size such as 10m") { ByteSize.bytes($0).map { $0 > 0 } == true }
            require("max-file", "give a number from 1 on") { Int($0).map { $0 > 0 } == true }
            require("compress", "say true or false; json-file compresses with a max-size and a max-file from 2 on") {
                guard EngineWords.isBool($0) else { return false }
                let compresses = "1tT".contains($0.prefix(1))
                return driver == "local" || !compresses
                    || self["max-size"] != nil && self["max-file"].flatMap { Int($0) } ?? 1 > 1
            }
        case "syslog": require("syslog-address", "write it as udp://host:514") { $0.isEmpty || $0.contains("://") }
        case "gelf":
            require("gelf-address", "write it as udp://host:12201") { $0.contains("://") }
            if self["gelf-address"] == nil { wrong.append(("gelf-address", "it is needed: write udp://host:12201")) }
        case "awslogs":
            if self["awslogs-group"]?.isEmpty != false { wrong.append(("awslogs-group", "it is needed")) }
        default: break
        }
        return wrong
    }

    private subscript(_ option: String) -> String? { options[option]?.string }

    private static let common = ["env", "env-regex", "labels", "labels-regex", "max-buffer-size", "mode", "tag"]

    private static let own = [
        "awslogs": [
            "awslogs-create-group", "awslogs-create-stream", "awslogs-credentials-endpoint", "awslogs-datetime-format",
            "awslogs-endpoint", "awslogs-force-flush-interval-seconds", "awslogs-format", "awslogs-group",
            "awslogs-max-buffered-events", "awslogs-multiline-pattern", "awslogs-region", "awslogs-stream",
        ],
        "fluentd": [
            "fluentd-address", "fluentd-async", "fluentd-async-connect", "fluentd-async-reconnect-interval",
            "fluentd-buffer-limit", "fluentd-max-retries", "fluentd-read-timeout", "fluentd-request-ack",
            "fluentd-retry-wait", "fluentd-sub-second-precision", "fluentd-write-timeout",
        ],
        "gelf": [
            "gelf-address", "gelf-compression-level", "gelf-compression-type", "gelf-tcp-max-reconnect",
            "gelf-tcp-reconnect-delay",
        ],
        "journald": [],
        "json-file": ["compress", "max-file", "max-size"],
        "local": ["compress", "max-file", "max-size"],
        "syslog": [
            "syslog-address", "syslog-facility", "syslog-format", "syslog-tls-ca-cert", "syslog-tls-cert",
            "syslog-tls-key", "syslog-tls-skip-verify",
        ],
    ]
}

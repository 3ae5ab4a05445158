/// A healthcheck.
public struct Healthcheck: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// The test with its first word (`CMD`, `CMD-SHELL`, `NONE`); empty when only figures are given.
    public var test: [Text] = []
    /// Nanoseconds.
    public var interval: Located<Int64>?
    /// Nanoseconds.
    public var timeout: Located<Int64>?
    /// Nanoseconds.
    public var startPeriod: Located<Int64>?
    /// Nanoseconds.
    public var startInterval: Located<Int64>?
    /// `retries`: default 3.
    public var retries: Located<Int>?
    /// `disable`: disable the image HEALTHCHECK (also test: NONE).
    public var disable: Located<Bool>?

    /// Whether it switches the image's own healthcheck off.
    public var isDisabled: Bool { disable?.value == true || test.first?.string == "NONE" }
}

extension Healthcheck {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            test: node.texts("test"),
            interval: node.duration("interval"),
            timeout: node.duration("timeout"),
            startPeriod: node.duration("start_period"),
            startInterval: node.duration("start_interval"),
            retries: node.int("retries"),
            disable: node.bool("disable")
        )
    }
}

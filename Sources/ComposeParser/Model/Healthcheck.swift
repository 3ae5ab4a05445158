extension Compose {
    /// A healthcheck.
    public struct Healthcheck: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// The test with its first word (`CMD`, `CMD-SHELL`, `NONE`); empty when only figures are given.
        public var test: [Compose.Text] = []
        /// Nanoseconds.
        public var interval: Compose.Located<Int64>?
        /// Nanoseconds.
        public var timeout: Compose.Located<Int64>?
        /// Nanoseconds.
        public var startPeriod: Compose.Located<Int64>?
        /// Nanoseconds.
        public var startInterval: Compose.Located<Int64>?
        /// `retries`: default 3.
        public var retries: Compose.Located<Int>?
        /// `disable`: disable the image HEALTHCHECK (also test: NONE).
        public var disable: Compose.Located<Bool>?
        /// Whether the test is not of the file, but of the image.
        package var isOfImage = false

        /// Whether it switches the image's own healthcheck off.
        public var isDisabled: Bool { disable?.value == true || test.first?.string == "NONE" }
    }
}

extension Compose.Healthcheck {
    /// Makes a healthcheck with a test and no figures.
    package init(range: SourceRange, test: [Compose.Text]) {
        self.init(range: range, test: test, interval: nil)
    }

    init(decoding node: Compose.Node) {
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

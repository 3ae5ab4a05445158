internal import HCL

extension Jobspec {
    /// `disconnect`: what happens when a node is out of reach.
    public struct Disconnect: Sendable, Hashable {
        /// Which allocation stays when the node is back.
        public enum Reconcile: String, Sendable, Hashable, CaseIterable {
            /// The better placed one.
            case bestScore = "best_score"
            /// The old one.
            case keepOriginal = "keep_original"
            /// The new one.
            case keepReplacement = "keep_replacement"
            /// The one that has run longest.
            case longestRunning = "longest_running"
        }

        /// When its allocations count as lost.
        public var lostAfter: DurationValue?
        /// When the node stops them itself.
        public var stopOnClientAfter: DurationValue?
        /// Whether they are replaced.
        public var replace: Bool?
        /// Which one stays when the node is back.
        public var reconcile: Reconcile?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("disconnect", comment: comment) { body in
                body.attribute("lost_after", duration: lostAfter)
                body.attribute("stop_on_client_after", duration: stopOnClientAfter)
                body.attribute("replace", bool: replace)
                body.attribute("reconcile", string: reconcile?.rawValue)
            }
        }
    }
}

extension Jobspec.Disconnect {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(lostAfter: nil)
        change(&self)
    }
}

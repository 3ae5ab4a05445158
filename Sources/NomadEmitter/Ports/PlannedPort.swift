internal import ComposeParser

/// Where the knowledge of a port comes from.
enum PortSource: Sendable, Hashable {
    /// `ports`.
    case published
    /// `expose`.
    case exposed
    /// A label that tells a router.
    case routed(label: String)
    /// Nobody declares it; this is what speaks for it.
    case inferred(Evidence)
}

/// Which port of the node a container port is bound to.
enum HostPort: Sendable, Hashable {
    /// The one that the file publishes.
    case fixed(Compose.Text)
    /// The same number, because peers use it and resolve the name to the node.
    case same
    /// Any free one.
    case dynamic
}

/// A port of a group to be.
struct PlannedPort: Sendable, Hashable {
    /// The label: `p8080`, or the name that the file gives.
    var label: String
    /// The container port.
    var target: Int
    /// The text of the container port, where the file publishes it.
    var targetText: Compose.Text?
    /// The host port.
    var host: HostPort
    /// The host address, if the file binds to one.
    var hostIP: Compose.Text?
    /// Whether it serves udp and not tcp.
    var isUDP = false
    /// The network of the nodes that it is bound on, if the user keeps unpublished ports apart.
    var privateNetwork: String?
    /// Where the knowledge comes from.
    var source: PortSource
    /// A hint such as `http`.
    var appProtocol: Compose.Text?
    /// The name that the file gives, if it does.
    var name: Compose.Text?
    /// Where it stands.
    var range: SourceRange
    /// Whether nobody is seen to use it: then others have its number of the node before it.
    var givesWay = false

    /// The number of the host port, if it is fixed.
    var hostNumber: Int? {
        switch host {
        case .fixed(let text): Int(text.string)
        case .same: target
        case .dynamic: nil
        }
    }

    /// Whether the file asks for the port itself.
    var isDeclared: Bool {
        switch source {
        case .published, .exposed, .routed: true
        case .inferred(let evidence): evidence.kind == .published
        }
    }
}

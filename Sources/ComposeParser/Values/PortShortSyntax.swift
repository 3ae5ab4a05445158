/// Reads the short syntax of ports: `[[HOST:]PUBLISHED:]TARGET[/PROTOCOL]`, each with ranges.
///
/// See the attribute `ports` in the chapter "services" of the Compose Specification.
enum PortShortSyntax {
    /// One port that an entry stands for.
    struct Port: Sendable, Hashable {
        /// The host address, without brackets.
        var hostIP: Compose.Text?
        /// The host port, or a range of them that one is picked from.
        var published: Compose.Text?
        /// The container port, 1 to 65535.
        var target: Int
        /// The container port as text.
        var targetText: Compose.Text
        /// `tcp`, `udp` or `sctp`; the default `tcp` has no place in the text but gets the entry's range.
        var transport: Compose.Text
    }

    /// Gives the ports that `text` stands for: a range of container ports gives one for each of them, sorted as Compose
    /// sorts them, by the characters of the container port.
    ///
    /// Throws `invalid-port` where a part is no port, address or protocol, or where ranges differ in length.
    static func parse(_ text: Compose.Text) throws(Diagnostic) -> [Port] {
        let parts = text.split(at: UInt8(ascii: ":"))
        var host: Compose.Text?
        var published: Compose.Text?
        if parts.count == 2 { published = parts[0] }
        if parts.count > 2 {
            published = parts[parts.count - 2]
            let tail = parts[parts.count - 2].string.utf8.count + parts[parts.count - 1].string.utf8.count + 2
            host = text.slice(0..<(text.string.utf8.count - tail))
        }
        if published?.string.isEmpty == true { published = nil }
        let (container, transport) = try splitTransport(parts[parts.count - 1], of: text)
        host = try checkedHost(host, of: text)
        guard let targets = range(container.string) else {
            throw invalid("the container port `\(container.string)` is not a port or a range of ports", in: text)
        }
        guard targets.lowerBound > 0 else { throw invalid("the container port is 0", in: text) }
        var hosts: ClosedRange<Int>?
        if let published {
            guard let range = range(published.string) else {
                throw invalid("the host port `\(published.string)` is not a port or a range of ports", in: text)
            }
            hosts = range
            guard range.count == targets.count || targets.count == 1 else {
                throw invalid(
                    "the ranges of container and host ports differ in length: \(container.string) and "
                        + published.string,
                    in: text
                )
            }
        }
        var ports: [Port] = []
        for target in targets {
            var hostPort = published
            if let hosts, targets.count > 1 {
                hostPort = Compose.Text("\(hosts.lowerBound + target - targets.lowerBound)", range: text.range)
            }
            let targetText = targets.count > 1 ? Compose.Text("\(target)", range: text.range) : container
            ports.append(
                Port(
                    hostIP: host,
                    published: hostPort.map { normalized($0, hosts, targets) },
                    target: target,
                    targetText: targetText.replacing(with: "\(target)"),
                    transport: transport
                )
            )
        }
        return targets.count > 1 ? ports.sorted { $0.targetText.string < $1.targetText.string } : ports
    }

    /// A single port or range the way Compose prints it, without leading zeros.
    private static func normalized(_ text: Compose.Text, _ hosts: ClosedRange<Int>?, _ targets: ClosedRange<Int>)
        -> Compose.Text
    {
        guard let hosts, targets.count == 1 else { return text }
        let spelled = hosts.count > 1 ? "\(hosts.lowerBound)-\(hosts.upperBound)" : "\(hosts.lowerBound)"
        return text.replacing(with: spelled)
    }

    private static func splitTransport(
        _ port: Compose.Text,
        of entry: Compose.Text
    ) throws(Diagnostic) -> (container: Compose.Text, transport: Compose.Text) {
        let container = port.split(at: UInt8(ascii: "/"))[0]
        guard !container.string.isEmpty else { throw invalid("the container port is missing", in: entry) }
        let length = port.string.utf8.count
        let rest = port.slice(min(container.string.utf8.count + 1, length)..<length)
        guard !rest.string.isEmpty else { return (container, Compose.Text("tcp", range: entry.range)) }
        let transport = rest.replacing(with: ASCII.lowercased(rest.string))
        guard ["tcp", "udp", "sctp"].contains(transport.string) else {
            throw invalid("`\(transport.string)` is not one of the protocols tcp, udp, sctp", in: entry)
        }
        return (container, transport)
    }

    private static func checkedHost(_ host: Compose.Text?, of entry: Compose.Text) throws(Diagnostic) -> Compose.Text? {
        guard var host, !host.string.isEmpty else { return nil }
        if host.string.utf8.first == UInt8(ascii: "["), host.string.utf8.last == UInt8(ascii: "]") {
            host = host.slice(1..<(host.string.utf8.count - 1))
        }
        guard IPAddress.isValid(host.string) else {
            throw invalid("`\(host.string)` is not an IP address", in: entry)
        }
        return host
    }

    /// A port `80` or a range `80-90`.
    private static func range(_ string: String) -> ClosedRange<Int>? {
        let parts = string.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, let start = port(first) else { return nil }
        guard parts.count > 1 else { return start...start }
        guard let end = port(parts[1]), end >= start else { return nil }
        return start...end
    }

    private static func port(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return nil }
        guard let value = Int(String(Substring(digits))), value <= 65535 else { return nil }
        return value
    }

    private static func invalid(_ what: String, in entry: Compose.Text) -> Diagnostic {
        Diagnostic(
            SchemaIssue.invalidPort,
            .error,
            "in the port `\(entry.string)` \(what)",
            at: entry.range,
            hint: "write [[HOST_IP:]HOST_PORT:]CONTAINER_PORT[/PROTOCOL]"
        )
    }
}

internal import ComposeParser
internal import OrderedCollections

/// What stands beside the lines and in the boxes of a picture, in few words.
enum GraphLabel {
    static let healthy = "waits until healthy"
    static let started = "waits until started"
    static let ended = "waits until ended"
    static let startedOrEnded = "waits until started or ended"

    /// How many words or lines say something; of the others only how many there are.
    private static let most = 3

    /// The ports that a service serves: `port 5432`; `nil` if there are none.
    static func ports(of ports: [PlannedPort]) -> String? {
        let numbers = OrderedSet(ports.map { number($0) }).elements
        guard !numbers.isEmpty else { return nil }
        return (numbers.count == 1 ? "port " : "ports ") + few(numbers).joined(separator: ", ")
    }

    /// How the node's ports lead to those of a task: `8080 → 80`, a line each.
    static func published(_ ports: [PlannedPort]) -> [String] {
        few(
            OrderedSet(
                ports.map { port in
                    let address = port.hostIP.map { ip in
                        (ip.string.contains(":") ? "[\(ip.string)]" : ip.string) + ":"
                    }
                    let host =
                        switch port.host {
                        case .fixed(let text): text.string
                        case .same: "\(port.target)"
                        case .dynamic: "any"
                        }
                    let inside = host == "\(port.target)" ? number(port) : "\(host) → \(number(port))"
                    return (address ?? "") + inside
                }
            ).elements
        )
    }

    /// The ports by which a service names another one, and where it does: `5432 DB_URL, command`, a line a port.
    static func mentions(_ mentions: [Mention]) -> [String] {
        var words: OrderedDictionary<Int?, OrderedSet<String>> = [:]
        for mention in mentions { words[mention.port, default: []].append(mention.evidence.word) }
        // What names the host and a port says nothing more where it names the host.
        if let bare = words.removeValue(forKey: nil) {
            let rest = bare.subtracting(words.values.joined())
            if !rest.isEmpty { words.updateValue(rest, forKey: nil) }
        }
        return few(
            words.map { port, words in
                (port.map { "\($0) " } ?? "") + few(words.map(shortened)).joined(separator: ", ")
            }
        )
    }

    private static func number(_ port: PlannedPort) -> String { "\(port.target)\(port.isUDP ? "/udp" : "")" }

    private static func few(_ words: [String]) -> [String] {
        words.count > most ? words.prefix(most - 1) + ["\(words.count - most + 1) more"] : words
    }

    /// The beginning of a long text.
    private static func shortened(_ text: String) -> String {
        text.count > 32 ? text.prefix(31) + "…" : text
    }
}

extension Evidence {
    /// The fewest words for it: `ELASTICSEARCH_HOSTS`, `config.yml`.
    fileprivate var word: String {
        switch kind {
        case .variable(let key, _): key
        case .command: "command"
        case .healthcheck: "healthcheck"
        case .label(let key, _): "label \(key)"
        case .file(let path, _): PosixPath.lastComponent(path)
        default: description
        }
    }
}

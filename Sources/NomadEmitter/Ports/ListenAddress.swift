/// An address that a program listens on: `:8080`, `0.0.0.0:8080`, `[::]:8080`, `http://+:8080`, `8080`.
struct ListenAddress: Sendable, Hashable {
    /// The host as written, without scheme; empty where none is.
    var host: String
    /// The port, if the text gives one.
    var port: Int

    /// Reads one address; `nil` where there is no port in it.
    init?(_ text: String) {
        var rest = Substring(text)
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        if let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) { rest = rest[..<end] }
        if let port = ASCIIBytes.port(rest) {
            self.init(host: "", port: port)
            return
        }
        guard let colon = rest.lastIndex(of: ":"), let port = ASCIIBytes.port(rest[rest.index(after: colon)...]) else {
            return nil
        }
        let host = rest[..<colon].filter { $0 != "[" && $0 != "]" }
        guard host.utf8.allSatisfy({ ASCIIBytes.isHost($0) || "*+:".utf8.contains($0) }) else { return nil }
        self.init(host: host, port: port)
    }

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Whether it takes connections from anywhere.
    var isAnywhere: Bool { ["", "0.0.0.0", "::", "*", "+", "::0", "0"].contains(host) }

    /// Whether the text is more than a number.
    static func isWritten(_ text: String) -> Bool { ASCIIBytes.port(text) == nil && ListenAddress(text) != nil }

    /// The addresses of a list: `http://+:80;https://+:443`.
    static func list(_ text: String) -> [ListenAddress] {
        text.split { $0 == "," || $0 == ";" || $0 == " " }.compactMap { ListenAddress(String($0)) }
    }
}

extension StringProtocol {
    /// The first place of `other`, without Foundation.
    fileprivate func range(of other: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}

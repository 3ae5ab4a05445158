/// An address that a program listens on: `:8080`, `0.0.0.0:8080`, `[::]:8080`, `http://+:8080`, `8080`.
struct ListenAddress: Sendable, Hashable {
    /// The host as written, without scheme; empty where none is.
    var host: String
    /// The port, if the text gives one.
    var port: Int

    /// Reads one address; `nil` where there is no port in it.
    init?(_ text: String) {
        var rest = Substring(text).utf8
        if let scheme = text.firstIndex(ofBytes: "://") { rest = rest[scheme...].dropFirst(3) }
        if let end = rest.firstIndex(where: "/?".utf8.contains) { rest = rest[..<end] }
        if let port = ASCIIBytes.port(Substring(rest)) {
            self.init(host: "", port: port)
            return
        }
        guard let colon = rest.lastIndex(of: UInt8(ascii: ":")),
            let port = ASCIIBytes.port(Substring(rest[colon...].dropFirst()))
        else { return nil }
        let host = rest[..<colon].filter { !"[]".utf8.contains($0) }
        guard host.allSatisfy({ ASCIIBytes.isHost($0) || "*+:".utf8.contains($0) }) else { return nil }
        self.init(host: String(decoding: host, as: UTF8.self), port: port)
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
        text.split(at: ",; ").compactMap { ListenAddress(String($0)) }
    }
}

/// A server's own configuration file, known by the place that it is mounted at: it says where the server listens.
enum ServerConfiguration: Sendable, Hashable {
    case nginx, apache, haproxy, caddy, redis, mosquitto, postgres, mysql, fpm

    init?(target: String) {
        let path = ASCIIBytes.lowercased(target)
        let name = path.split(at: "/").last ?? ""
        switch true {
        case path.hasSuffix(".html"), path.hasSuffix(".js"), path.hasSuffix(".css"): return nil
        case path.contains("/php-fpm.d/"): self = .fpm
        case path.contains("/nginx/"), name == "nginx.conf": self = .nginx
        case path.contains("/apache2/"), path.contains("/httpd/"): self = .apache
        case name == "haproxy.cfg": self = .haproxy
        case name == "caddyfile": self = .caddy
        case name == "redis.conf", name == "valkey.conf": self = .redis
        case name == "mosquitto.conf": self = .mosquitto
        case name == "postgresql.conf": self = .postgres
        case name == "my.cnf", path.contains("/mysql/") && name.hasSuffix(".cnf"): self = .mysql
        default: return nil
        }
    }

    /// The words that stand before what the server listens on.
    private var directives: [String] {
        switch self {
        case .nginx, .apache, .fpm: ["listen"]
        case .haproxy: ["bind"]
        case .caddy: []
        case .redis, .postgres, .mysql: ["port"]
        case .mosquitto: ["listener", "port"]
        }
    }

    /// The ports that peers can reach.
    func listeners(in text: String) -> [Int] {
        var ports: [Int] = []
        func add(_ word: String) {
            guard let address = ListenAddress(word), address.isAnywhere, !ports.contains(address.port) else { return }
            ports.append(address.port)
        }
        for words in ServerConfiguration.statements(text) {
            guard let first = words.first else { continue }
            if self == .caddy {
                if words.last == "{" { words.dropLast().forEach { add($0.filter { $0 != "," }) } }
                continue
            }
            guard directives.contains(ASCIIBytes.lowercased(first)), words.count > 1 else { continue }
            if self == .nginx, words.contains("udp") { continue }
            let value = words.dropFirst().drop { $0 == "=" }.first ?? ""
            value.split(at: ",").forEach { add(String($0)) }
        }
        return ports
    }

    /// The names of nginx's upstreams: they are no hosts where `proxy_pass` names them.
    static func upstreams(in text: String) -> Set<String> {
        guard contains(text, "upstream") else { return [] }
        return Set(
            statements(text).lazy.filter { $0.count >= 2 && $0[0] == "upstream" }.map { $0[1] }
        )
    }

    /// The hosts of upstreams that name no port: `server api;`.
    static func upstreamHosts(in text: String) -> [String] {
        guard contains(text, "upstream") else { return [] }
        var isInside = false
        var hosts: [String] = []
        for words in statements(text) {
            if words[0] == "upstream" { isInside = true }
            if words[0] == "}" { isInside = false }
            if isInside, words.count >= 2, words[0] == "server", words[1].utf8.allSatisfy(ASCIIBytes.isHost) {
                hosts.append(words[1])
            }
        }
        return hosts
    }

    private static func contains(_ text: String, _ word: String) -> Bool {
        var text = text
        let word = Array(word.utf8)
        return text.withUTF8 { bytes in
            bytes.count >= word.count
                && (0...(bytes.count - word.count)).contains { start in
                    word.indices.allSatisfy { bytes[start + $0] == word[$0] }
                }
        }
    }

    /// The text without comments: from a `#` at the start of a word to the end of the line.
    static func withoutComments(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        var result: [UInt8] = []
        var isComment = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                isComment = false
            } else if byte == UInt8(ascii: "#"), result.last.map(ASCIIBytes.isSpace) != false {
                isComment = true
            }
            if !isComment { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The words of each statement: lines, cut at `;`, `{` and `}` as well; comments are left out.
    private static func statements(_ text: String) -> [[String]] {
        var statements: [[String]] = []
        var words: [String] = []
        var word: [UInt8] = []
        var isComment = false
        func endWord() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        func endStatement() {
            endWord()
            if !words.isEmpty { statements.append(words) }
            words = []
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                isComment = false
                endStatement()
            case _ where isComment: break
            case UInt8(ascii: "#"): isComment = true
            case UInt8(ascii: ";"): endStatement()
            case UInt8(ascii: "{") where word.last != UInt8(ascii: "$") && word.isEmpty:
                words.append("{")
                endStatement()
            case UInt8(ascii: "}") where word.isEmpty:
                endStatement()
                statements.append(["}"])
            case _ where ASCIIBytes.isSpace(byte): endWord()
            case UInt8(ascii: "="):
                endWord()
                words.append("=")
            default: word.append(byte)
            }
        }
        endStatement()
        return statements
    }
}

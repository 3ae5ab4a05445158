internal import HCL
internal import ComposeParser

/// What a healthcheck does, where that can be told from its command.
enum HealthProbe: Sendable, Hashable {
    /// A request to the service itself.
    struct HTTP: Sendable, Hashable {
        var port: Int
        var path: String
        var isTLS = false
        var skipVerify = false
        var method: String?
        var headers: [String: String] = [:]
    }

    case http(HTTP)
    case tcp(port: Int)
    /// Anything else.
    case command

    /// Reads a test with its first word (`CMD`, `CMD-SHELL`).
    init(_ test: [Compose.Text]) {
        guard let kind = test.first?.string else {
            self = .command
            return
        }
        let words: [String]
        switch kind {
        case "CMD":
            words = test.dropFirst().map(\.string)
        case "CMD-SHELL":
            guard test.count == 2, let split = Self.simpleCommand(test[1].string) else {
                self = .command
                return
            }
            words = split
        default:
            self = .command
            return
        }
        self = Self.probe(words) ?? .command
    }

    private static func probe(_ words: [String]) -> HealthProbe? {
        guard let program = words.first else { return nil }
        let arguments = Array(words.dropFirst())
        switch program.programName {
        case "curl": return curl(arguments)
        case "wget": return wget(arguments)
        case "nc", "ncat", "netcat": return netcat(arguments)
        default: return nil
        }
    }

    /// `curl -f` against localhost; without `-f` curl succeeds on any answer, which no HTTP check does.
    private static func curl(_ arguments: [String]) -> HealthProbe? {
        var url: String?
        var fails = false
        var request = HTTP(port: 0, path: "/")
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            switch word {
            case "--fail", "--fail-with-body": fails = true
            case "--silent", "--show-error", "--location", "--no-progress-meter": break
            case "--insecure": request.skipVerify = true
            case "--head": request.method = "HEAD"
            case "-o", "--output", "-m", "--max-time", "--connect-timeout", "--retry", "--retry-delay":
                index += 1
                if word == "-o" || word == "--output", index < arguments.count, arguments[index] != "/dev/null" {
                    return nil
                }
            case "-H", "--header":
                index += 1
                guard index < arguments.count, let header = header(arguments[index]) else { return nil }
                request.headers[header.name] = header.value
            case "-X", "--request":
                index += 1
                guard index < arguments.count else { return nil }
                request.method = arguments[index]
            default:
                if word.hasPrefix("--") { return nil }
                if word.hasPrefix("-"), word.count > 1 {
                    for flag in word.dropFirst() {
                        switch flag {
                        case "f": fails = true
                        case "s", "S", "L": break
                        case "k": request.skipVerify = true
                        case "I": request.method = "HEAD"
                        default: return nil
                        }
                    }
                } else if url == nil {
                    url = word
                } else {
                    return nil
                }
            }
            index += 1
        }
        guard fails, let url else { return nil }
        return http(url, request)
    }

    private static func wget(_ arguments: [String]) -> HealthProbe? {
        var url: String?
        var request = HTTP(port: 0, path: "/")
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            switch word {
            case "-q", "--quiet", "-nv", "--no-verbose", "--spider", "-S", "-qO-", "-O-", "-qO/dev/null",
                "-O/dev/null", "--no-cache":
                break
            case "--no-check-certificate": request.skipVerify = true
            case "-O", "-qO", "-T", "-t", "--timeout", "--tries", "--output-document": index += 1
            case "--header":
                index += 1
                guard index < arguments.count, let header = header(arguments[index]) else { return nil }
                request.headers[header.name] = header.value
            default:
                if word.hasPrefix("--tries=") || word.hasPrefix("--timeout=") || word.hasPrefix("--output-document=")
                    || word.hasPrefix("-T") || word.hasPrefix("-t")
                {
                    break
                }
                if word.hasPrefix("-") || url != nil { return nil }
                url = word
            }
            index += 1
        }
        return url.flatMap { http($0, request) }
    }

    private static func netcat(_ arguments: [String]) -> HealthProbe? {
        var plain: [String] = []
        var scans = false
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            if word == "-w" {
                index += 1
            } else if word.hasPrefix("-") {
                for flag in word.dropFirst() where flag != "v" && !flag.isNumber {
                    if flag == "z" { scans = true } else if flag != "w" { return nil }
                }
            } else {
                plain.append(word)
            }
            index += 1
        }
        guard scans, plain.count == 2, isLocal(plain[0]), let port = Int(plain[1]), (1...65535).contains(port) else {
            return nil
        }
        return .tcp(port: port)
    }

    private static func header(_ text: String) -> (name: String, value: String)? {
        let parts = text.split(at: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, HCL.isIdentifier(parts[0]) else { return nil }
        return (parts[0], String(parts[1].drop { $0 == " " }))
    }

    private static func http(_ url: String, _ request: HTTP) -> HealthProbe? {
        var request = request
        var rest = Substring(url).utf8
        if rest.starts(with: "https://".utf8) {
            request.isTLS = true
            rest = rest.dropFirst("https://".utf8.count)
        } else if rest.starts(with: "http://".utf8) {
            rest = rest.dropFirst("http://".utf8.count)
        } else if url.contains(bytesOf: "://") {
            return nil
        }
        let authority = rest.prefix { !"/?".utf8.contains($0) }
        rest = rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "#") }
        var host = authority
        request.port = request.isTLS ? 443 : 80
        if let colon = authority.lastIndex(of: UInt8(ascii: ":")), authority.last != UInt8(ascii: "]") {
            guard let port = Int(Substring(authority[colon...].dropFirst())), (1...65535).contains(port) else {
                return nil
            }
            request.port = port
            host = authority[..<colon]
        }
        guard isLocal(String(Substring(host))) else { return nil }
        let path = String(Substring(rest))
        request.path = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
        return .http(request)
    }

    private static func isLocal(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0"].contains(host)
    }

    /// The words of a command line that is one simple command, with `|| exit 1` and redirections to /dev/null taken
    /// off: they do not change when it fails.
    private static func simpleCommand(_ line: String) -> [String]? {
        var line = Substring(line)
        while line.last == " " || line.last == "\n" || line.last == ";" { line = line.dropLast() }
        for ending in ["|| exit 1", "||exit 1", "|| false"] where line.hasSuffix(ending) {
            line = line.dropLast(ending.count)
            break
        }
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if open == "\"", "$`\\".contains(character) {
                    return nil
                } else {
                    word = (word ?? "") + String(character)
                }
                continue
            }
            switch character {
            case "'", "\"":
                quote = character
                word = word ?? ""
            case " ", "\t":
                if let done = word { words.append(done) }
                word = nil
            case "|", "&", ";", "(", ")", "$", "`", "\\", "\n", "*", "~", "<", "{":
                // `>/dev/null 2>&1` is taken off below; anything else needs a shell.
                if character == "&" {
                    word = (word ?? "") + "&"
                } else {
                    return nil
                }
            default:
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let done = word { words.append(done) }
        var kept: [String] = []
        var index = 0
        while index < words.count {
            let item = words[index]
            if [">/dev/null", "1>/dev/null", "2>/dev/null", "2>&1", "&>/dev/null"].contains(item) {
                index += 1
            } else if [">", "2>", "1>"].contains(item), index + 1 < words.count, words[index + 1] == "/dev/null" {
                index += 2
            } else if item.contains("&") && !item.contains("://") || item.contains(">") || item == "||" {
                return nil
            } else {
                kept.append(item)
                index += 1
            }
        }
        return kept
    }
}

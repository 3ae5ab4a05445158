import Foundation

// As much of HTTP/1.1 as one request a connection needs, on plain sockets, so that the example needs no other package. A
// service of your own is better built on swift-nio or Hummingbird.

struct Request {
    var method: String
    var path: String
    var query: [String: String]
    var body: [UInt8]
}

struct Response {
    var status: Int
    var body: String

    init(_ status: Int, _ body: String) {
        self.status = status
        self.body = body
    }

    var bytes: [UInt8] {
        let reasons = [200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"]
        let head = """
            HTTP/1.1 \(status) \(reasons[status] ?? "Unprocessable Content")\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r

            """
        return Array((head + body).utf8)
    }
}

/// A socket that listens on 127.0.0.1.
struct Listener: Sendable {
    struct Failure: Error { var reason: String }

    /// What a request may take at most: bytes before the body, bytes of the body, seconds until all of it is there.
    static let limits = (head: 16 << 10, body: 1 << 20, seconds: 10)

    private let socket: Int32
    let port: UInt16

    init(port: UInt16) throws {
        #if canImport(Darwin)
        socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #elseif canImport(Musl)
        socket = Musl.socket(AF_INET, SOCK_STREAM, 0)
        #else
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure(reason: String(cString: strerror(errno))) }
        self.port = UInt16(bigEndian: address.sin_port)
    }

    /// Takes one connection, answers its request and closes it.
    func serveNext(_ answer: (Request) -> Response) {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else {
            // Too many open files, say: not at full speed.
            usleep(100_000)
            return
        }
        defer { close(connection) }
        var second = timeval(tv_sec: 1, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &second, socklen_t(MemoryLayout<timeval>.size))
        }
        let deadline = Date(timeIntervalSinceNow: Double(Self.limits.seconds))
        let response =
            switch read(connection, until: deadline) {
            case .success(let request): answer(request)
            case .failure(let refusal): Response(400, refusal.reason + "\n")
            }
        write(response.bytes, to: connection, until: deadline)
    }

    private func read(_ connection: Int32, until deadline: Date) -> Result<Request, Failure> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var head: Range<Int>?
        var parsed: (request: Request, length: Int)?
        while true {
            if head == nil, let found = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                head = found
                switch parse(bytes[..<found.lowerBound]) {
                case .success(let value): parsed = value
                case .failure(let refusal): return .failure(refusal)
                }
            }
            if let head, case (var request, let length)? = parsed, bytes.count >= head.upperBound + length {
                request.body = Array(bytes[head.upperBound...].prefix(length))
                return .success(request)
            }
            if head == nil, bytes.count > Self.limits.head { return .failure(Failure(reason: "the head is too large")) }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0, Date() < deadline else { return .failure(Failure(reason: "the request did not arrive")) }
            bytes += buffer[..<count]
        }
    }

    /// The request without its body, and the length of that.
    private func parse(_ head: ArraySlice<UInt8>) -> Result<(Request, Int), Failure> {
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return .failure(Failure(reason: "not HTTP/1")) }
        var length = 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            switch parts.first?.lowercased() {
            case "content-length":
                let value = parts.last?.trimmingCharacters(in: .whitespaces) ?? ""
                guard let number = Int(value), (0...Self.limits.body).contains(number) else {
                    return .failure(Failure(reason: "a body has at most \(Self.limits.body) bytes"))
                }
                length = number
            case "transfer-encoding": return .failure(Failure(reason: "state the Content-Length"))
            default: break
            }
        }
        let target = halves(words[1], at: "?")
        var query: [String: String] = [:]
        for pair in target.rest.split(separator: "&") {
            let (name, value) = halves(pair, at: "=")
            query[name] = value
        }
        return .success((Request(method: String(words[0]), path: target.first, query: query, body: []), length))
    }

    private func halves(_ text: Substring, at separator: Character) -> (first: String, rest: String) {
        let parts = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private func write(_ bytes: [UInt8], to connection: Int32, until deadline: Date) {
        var sent = 0
        while sent < bytes.count, Date() < deadline {
            let count = bytes[sent...].withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return }
            sent += count
        }
    }
}

import Foundation

/// A server that answers posts over HTTP as a test tells it, in the place of Nomad.
final class NomadStandIn: @unchecked Sendable {
    /// What came in.
    struct Request {
        /// The path with its query.
        var target: String
        var head: String
        var body: String
    }

    /// The address for `NOMAD_ADDR`.
    private(set) var address = ""
    private let listener: Int32
    private let lock = NSLock()
    private var received: [Request] = []

    /// What came in so far.
    var requests: [Request] { lock.withLock { received } }

    #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
    private static let stream = SOCK_STREAM
    #endif

    /// Starts a server on a port of its own.
    ///
    /// - Parameter answer: the status and the body for a path without its query.
    init(answer: @escaping @Sendable (_ path: String) -> (status: Int, body: String)) {
        let listener = socket(AF_INET, Self.stream, 0)
        self.listener = listener
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = bind(listener, generic, size)
                _ = listen(listener, 16)
                _ = getsockname(listener, generic, &size)
            }
        }
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        Thread.detachNewThread { [weak self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                if let request = Self.read(connection) {
                    self?.lock.withLock { self?.received.append(request) }
                    let path = request.target.split(separator: "?").first.map(String.init) ?? ""
                    let (status, body) = answer(path)
                    Self.write(
                        "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)",
                        connection
                    )
                }
                close(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var head: String?
        var length = 0
        while head == nil || bytes.count < length {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer[..<count])
            guard head == nil, let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { continue }
            let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            bytes = Data(bytes[end.upperBound...])
            for line in text.lowercased().components(separatedBy: "\r\n") {
                if line.hasPrefix("content-length:") { length = Int(line.dropFirst(15).filter(\.isNumber)) ?? 0 }
                if line.hasPrefix("expect:") { write("HTTP/1.1 100 Continue\r\n\r\n", connection) }
            }
            head = text
        }
        guard let head else { return nil }
        let words = head.split(separator: " ", maxSplits: 2)
        return Request(target: String(words[1]), head: head, body: String(decoding: bytes, as: UTF8.self))
    }

    private static func write(_ text: String, _ connection: Int32) {
        let bytes = Array(text.utf8)
        _ = send(connection, bytes, bytes.count, 0)
    }
}

internal import ComposeParser

/// Finds `host:port` and `scheme://host` in a text.
enum ReferenceScanner {
    /// A host with its port, if the text gives one or its scheme implies one.
    struct Reference: Hashable {
        var host: String
        var port: Int?
        /// Whether the port is the scheme's.
        var isImplied = false
        /// Whether it stands in a URL, where nothing but a host can be meant.
        var isInURL = false
    }

    /// The ports that a scheme implies, for URLs that name none.
    private static let schemePorts: [String: Int] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "redis": 6379, "rediss": 6379, "postgres": 5432,
        "postgresql": 5432, "mysql": 3306, "mariadb": 3306, "mongodb": 27017, "amqp": 5672, "amqps": 5671,
        "nats": 4222, "mqtt": 1883, "memcached": 11211, "ldap": 389, "ldaps": 636, "smtp": 25, "bolt": 7687,
        "neo4j": 7687, "clickhouse": 9000, "sqlserver": 1433, "mssql": 1433, "valkey": 6379, "etcd": 2379,
        "kafka": 9092,
        "cassandra": 9042, "oracle": 1521, "stomp": 61613, "imap": 143, "pulsar": 6650, "cockroachdb": 26257,
        "ftp": 21, "sftp": 22, "ssh": 22, "rtsp": 554, "rtmp": 1935, "milvus": 19530,
    ]

    /// The references in `text`, in order.
    static func references(in text: String) -> [Reference] {
        var text = text
        return text.withUTF8 { references(in: $0) }
    }

    /// The references in UTF-8 `bytes`, in order: one pass over the colons.
    static func references(in bytes: UnsafeBufferPointer<UInt8>) -> [Reference] {
        var found: [Reference] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ":") {
                if let reference = hostAndPort(bytes, colon: index) {
                    found.append(reference)
                } else {
                    found += urls(bytes, colon: index)
                }
            }
            index += 1
        }
        return found
    }

    private static func hostAndPort(_ bytes: UnsafeBufferPointer<UInt8>, colon: Int) -> Reference? {
        var end = colon + 1
        var port = 0
        while end < bytes.count, ASCIIBytes.isDigit(bytes[end]), end - colon <= 5 {
            port = port * 10 + Int(bytes[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard end > colon + 1, (1...65535).contains(port) else { return nil }
        if end < bytes.count {
            let next = bytes[end]
            // `user:1234@host` is a password, `image:1.2` a version, `10:30:00` a time.
            if ASCIIBytes.isHost(next) && !(next == UInt8(ascii: ".") && !isHostByte(at: end + 1, in: bytes)) {
                return nil
            }
            if next == UInt8(ascii: "@") || next == UInt8(ascii: ":") && isDigit(at: end + 1, in: bytes) {
                return nil
            }
        }
        guard let host = host(bytes, endingAt: colon) else { return nil }
        let start = colon - host.utf8.count
        let isInURL = start >= 2 && bytes[start - 1] == UInt8(ascii: "/") && bytes[start - 2] == UInt8(ascii: "/")
        return Reference(host: host, port: port, isInURL: isInURL)
    }

    /// The hosts of a URL that have no port in it: one, or several of a list.
    private static func urls(_ bytes: UnsafeBufferPointer<UInt8>, colon: Int) -> [Reference] {
        guard colon + 3 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/"),
            let scheme = scheme(bytes, endingAt: colon)
        else { return [] }
        var start = colon + 3
        var end = start
        while end < bytes.count, isAuthority(bytes[end]) {
            if bytes[end] == UInt8(ascii: "@") { start = end + 1 }
            end += 1
        }
        let port = self.port(of: scheme)
        return bytes[start..<end].split(separator: UInt8(ascii: ",")).compactMap { host in
            guard host.allSatisfy(ASCIIBytes.isHost) else { return nil }
            return Reference(
                host: String(decoding: host, as: UTF8.self),
                port: port,
                isImplied: port != nil,
                isInURL: true
            )
        }
    }

    private static func scheme(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> String? {
        var start = end
        while start > 0, ASCIIBytes.isHost(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "+") { start -= 1 }
        guard start < end else { return nil }
        return ASCIIBytes.lowercased(
            String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        )
    }

    /// `postgresql+asyncpg` is postgresql, `http.s3` is http.
    private static func port(of scheme: String) -> Int? {
        schemePorts[scheme] ?? scheme.split(at: ".+").first.flatMap { schemePorts[String($0)] }
    }

    private static func host(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> String? {
        var start = end
        while start > 0, ASCIIBytes.isHost(bytes[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    private static func isAuthority(_ byte: UInt8) -> Bool {
        ASCIIBytes.isHost(byte)
            || [
                UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "*"),
                UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: ","),
            ].contains(byte)
    }

    private static func isHostByte(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index < bytes.count && ASCIIBytes.isHost(bytes[index])
    }

    private static func isDigit(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index < bytes.count && ASCIIBytes.isDigit(bytes[index])
    }
}

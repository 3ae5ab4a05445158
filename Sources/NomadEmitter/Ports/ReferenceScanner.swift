internal import ComposeParser

/// Finds `host:port` and `scheme://host` in a text.
enum ReferenceScanner {
    /// A host with its port, if the text gives one or its scheme implies one.
    struct Reference: Hashable {
        var host: String
        var port: Int?
    }

    /// The ports that a scheme implies, for URLs that name none.
    private static let schemePorts: [String: Int] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "redis": 6379, "rediss": 6379, "postgres": 5432,
        "postgresql": 5432, "mysql": 3306, "mariadb": 3306, "mongodb": 27017, "amqp": 5672, "amqps": 5671,
        "nats": 4222, "mqtt": 1883, "memcached": 11211, "ldap": 389, "ldaps": 636, "smtp": 25, "bolt": 7687,
        "neo4j": 7687, "clickhouse": 9000,
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
                if let reference = hostAndPort(bytes, colon: index) ?? url(bytes, colon: index) {
                    found.append(reference)
                }
            }
            index += 1
        }
        return found
    }

    private static func hostAndPort(_ bytes: UnsafeBufferPointer<UInt8>, colon: Int) -> Reference? {
        var end = colon + 1
        var port = 0
        while end < bytes.count, isDigit(bytes[end]), end - colon <= 5 {
            port = port * 10 + Int(bytes[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard end > colon + 1, (1...65535).contains(port) else { return nil }
        if end < bytes.count {
            let next = bytes[end]
            // `user:1234@host` is a password, `image:1.2` a version, `10:30:00` a time.
            if isHostByte(next) && !(next == UInt8(ascii: ".") && !isHostByte(at: end + 1, in: bytes)) { return nil }
            if next == UInt8(ascii: "@") || next == UInt8(ascii: ":") && isDigit(at: end + 1, in: bytes) {
                return nil
            }
        }
        guard let host = host(bytes, endingAt: colon) else { return nil }
        return Reference(host: host, port: port)
    }

    private static func url(_ bytes: UnsafeBufferPointer<UInt8>, colon: Int) -> Reference? {
        guard colon + 3 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/"),
            let scheme = host(bytes, endingAt: colon)
        else { return nil }
        var start = colon + 3
        var end = start
        while end < bytes.count, isAuthority(bytes[end]) {
            if bytes[end] == UInt8(ascii: "@") { start = end + 1 }
            end += 1
        }
        var stop = start
        while stop < end, isHostByte(bytes[stop]) { stop += 1 }
        guard stop > start, stop == end else { return nil }
        let port = schemePorts[scheme.lowercased()] ?? schemePorts[String(scheme.prefix { $0 != "." })]
        return Reference(
            host: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self),
            port: port
        )
    }

    private static func host(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> String? {
        var start = end
        while start > 0, isHostByte(bytes[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    private static func isAuthority(_ byte: UInt8) -> Bool {
        isHostByte(byte)
            || [
                UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "*"),
                UInt8(ascii: "+"), UInt8(ascii: "~"),
            ].contains(byte)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isHostByte(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index < bytes.count && isHostByte(bytes[index])
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isDigit(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index < bytes.count && isDigit(bytes[index])
    }
}

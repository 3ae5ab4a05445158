internal import ComposeParser

/// Tells by its name what should not be read by everybody who may read a job.
enum SecretNames {
    private static let words: [StaticString] = [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "API_KEY", "APIKEY", "CREDENTIAL", "PRIVATE_KEY",
        "ACCESS_KEY", "ENCRYPTION_KEY",
    ]
    private static let endings: [StaticString] = ["_FILE", "_PATH", "_TTL", "_EXPIRY", "_LENGTH", "_URL"]

    /// Whether the value of an environment variable looks like a secret.
    ///
    /// `POSTGRES_PASSWORD_FILE` is the path of one, `TOKEN_TTL` and the like are settings.
    static func isSecret(_ name: String, value: String) -> Bool {
        guard !value.isEmpty, value.utf8.first != UInt8(ascii: "/"), hasSecretName(name) else { return false }
        switch value.lowercased() {
        case "true", "false", "yes", "no", "on", "off", "none", "null", "0", "1": return false
        default: return true
        }
    }

    /// Every variable of every service is asked, so this looks at bytes.
    private static func hasSecretName(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { name in
            func holds(_ word: StaticString, at start: Int) -> Bool {
                let count = word.utf8CodeUnitCount
                guard start >= 0, start + count <= name.count else { return false }
                return (0..<count).allSatisfy { upper(name[start + $0]) == word.utf8Start[$0] }
            }
            if endings.contains(where: { holds($0, at: name.count - $0.utf8CodeUnitCount) }) { return false }
            return name.indices.contains { start in words.contains { holds($0, at: start) } }
        }
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
    }

    private static let suffixes = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore"]
    private static let names: Set<String> = [
        "id_rsa", "id_ecdsa", "id_ed25519", ".htpasswd", ".pgpass", ".netrc", ".npmrc", ".git-credentials",
    ]
    private static let samples = ["example", "sample", "template", "dist"]

    /// Whether a file is kept out of repositories for good reason: keys, passwords, `.env`.
    static func isSecretFile(_ name: String, contents: [UInt8]) -> Bool {
        if name == ".env" { return true }
        if name.hasPrefix(".env.") { return !samples.contains { name.hasSuffix($0) } }
        if names.contains(name) { return true }
        guard !suffixes.contains(where: { name.hasSuffix($0) }) else {
            // A certificate may be seen by anybody.
            let text = String(decoding: contents.prefix(4096), as: UTF8.self)
            return !text.hasPrefix("-----BEGIN CERTIFICATE-----") || text.contains("PRIVATE KEY-----")
        }
        let start = String(decoding: contents.prefix(64), as: UTF8.self)
        return start.hasPrefix("-----BEGIN") && start.contains("PRIVATE KEY-----")
    }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ComposeParser
import NomadEmitter

/// The Nomad server that the environment names, asked through curl: it knows TLS, proxies and sockets.
///
/// Source: Nomad's documentation, "Commands", chapter "Environment Variables".
struct NomadServer {
    /// The address, as `NOMAD_ADDR` states it.
    let address: String
    private let environment: [String: String]

    /// The server of `NOMAD_ADDR`, else the one that a `nomad` on the PATH would ask; `nil` without either.
    init?(environment: [String: String]) {
        self.environment = environment.filter { !$0.value.isEmpty }
        if let stated = self.environment["NOMAD_ADDR"] {
            address = stated
        } else {
            let folders = (environment["PATH"] ?? "").split(separator: ":")
            guard folders.contains(where: { access("\($0)/nomad", X_OK) == 0 }) else { return nil }
            address = "http://127.0.0.1:4646"
        }
    }

    /// An answer.
    struct Answer {
        /// The status of HTTP.
        var status: Int
        var body: [UInt8]
    }

    /// Posts a body to a path of the API.
    func post(_ body: JSONValue, to path: String, namespace: String?, region: String?) throws(OutputFailure) -> Answer {
        let run = try Subprogram.run(
            ["curl", "--config", "-"],
            input: Array(configuration(path, namespace, region).utf8),
            body: Array(body.text().utf8)
        )
        guard let run else {
            throw OutputFailure(message: "`plan` needs `curl` to ask Nomad, and it is not on PATH")
        }
        let end = run.output.lastIndex(of: UInt8(ascii: "\n")) ?? run.output.startIndex
        guard run.status == 0, let status = Int(String(decoding: run.output[end...].dropFirst(), as: UTF8.self)) else {
            throw OutputFailure(
                message: "cannot ask Nomad at \(address): \(run.complaint)",
                hint: "NOMAD_ADDR says where it is; NOMAD_TOKEN, NOMAD_CACERT and the like work as for nomad itself"
            )
        }
        return Answer(status: status, body: Array(run.output[..<end]))
    }

    /// The settings of curl: not among its arguments, which everybody on the machine sees, as a token is among them.
    private func configuration(_ path: String, _ namespace: String?, _ region: String?) -> String {
        var base = address
        var settings = [
            ("request", "POST"), ("data-binary", "@/dev/fd/3"), ("write-out", "\n%{http_code}"), ("max-time", "60"),
            ("header", "Content-Type: application/json"),
        ]
        if let socket = address.afterPrefix("unix://") {
            settings.append(("unix-socket", socket))
            base = "http://localhost"
        } else if let name = environment["NOMAD_TLS_SERVER_NAME"], let host = address.afterPrefix("https://") {
            let authority = host.split(separator: "/").first.map(String.init) ?? host
            let port = authority.split(separator: ":").last.flatMap { Int($0) } ?? 443
            settings.append(("connect-to", "\(name):\(port):\(authority)"))
            base = "https://\(name):\(port)"
        }
        while base.hasSuffix("/") { base.removeLast() }
        let queries = [
            ("namespace", namespace ?? environment["NOMAD_NAMESPACE"]),
            ("region", region ?? environment["NOMAD_REGION"]),
        ]
        .compactMap { key, value in value.map { "\(key)=\(Hex.percentEncoded($0))" } }
        settings.append(("url", base + path + (queries.isEmpty ? "" : "?" + queries.joined(separator: "&"))))
        for (variable, setting) in Self.settings {
            if let value = environment[variable] { settings.append((setting, value)) }
        }
        if let token = environment["NOMAD_TOKEN"] { settings.append(("header", "X-Nomad-Token: \(token)")) }
        var text = "silent\nshow-error\ngloboff\n"
        if ["1", "true"].contains(environment["NOMAD_SKIP_VERIFY"]) { text += "insecure\n" }
        for (name, value) in settings { text += "\(name) = \(Self.quoted(value))\n" }
        return text
    }

    /// Variables of the environment that are settings of curl.
    private static let settings = [
        ("NOMAD_CACERT", "cacert"), ("NOMAD_CAPATH", "capath"), ("NOMAD_CLIENT_CERT", "cert"),
        ("NOMAD_CLIENT_KEY", "key"), ("NOMAD_HTTP_AUTH", "user"),
    ]

    /// A value as curl's configuration quotes it.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\0": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

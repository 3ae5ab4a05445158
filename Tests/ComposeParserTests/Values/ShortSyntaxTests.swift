import Testing

@testable import ComposeParser

@Suite("Short syntaxes")
struct ShortSyntaxTests {
    private func ports(_ string: String) throws -> [String] {
        try PortShortSyntax.parse(Compose.Text(string)).map { port in
            [port.hostIP?.string ?? "-", port.published?.string ?? "-", "\(port.target)", port.transport.string]
                .joined(separator: " ")
        }
    }

    @Test(
        "A port's parts are told apart",
        arguments: [
            ("80", ["- - 80 tcp"]), ("8080:80", ["- 8080 80 tcp"]), (":80", ["- - 80 tcp"]),
            ("127.0.0.1:81:80/UDP", ["127.0.0.1 81 80 udp"]), ("127.0.0.1::80", ["127.0.0.1 - 80 tcp"]),
            ("[::1]:81:80", ["::1 81 80 tcp"]), ("::1:81:80", ["::1 81 80 tcp"]),
            ("9000-9005:9000", ["- 9000-9005 9000 tcp"]), ("080:080/", ["- 80 80 tcp"]),
            ("1-2:3-4", ["- 1 3 tcp", "- 2 4 tcp"]), ("9-11", ["- - 10 tcp", "- - 11 tcp", "- - 9 tcp"]),
        ]
    )
    func portParts(text: String, expected: [String]) throws {
        #expect(try ports(text) == expected)
    }

    @Test(
        "What is no port is refused",
        arguments: [
            "", "80:", "a", "+80", "0", "70000", "127.0.0.1:80", "localhost:1:2", "01.2.3.4:1:2", "80/icmp",
            "80/tcp/udp",
            "1-3:1-2", "5-3", "[::1:80:80", "1:2:3:4",
        ]
    )
    func badPorts(text: String) {
        #expect(throws: Diagnostic.self) { try PortShortSyntax.parse(Compose.Text(text)) }
    }

    @Test("A port keeps the variable it came from")
    func portOrigins() throws {
        let text = Compose.Text(
            "5601:80",
            origins: [Compose.Origin(span: 0..<4, variable: "UI_PORT", fallback: "5601")]
        )
        let port = try #require(try PortShortSyntax.parse(text).first)
        #expect(port.published?.origins == [Compose.Origin(span: 0..<4, variable: "UI_PORT", fallback: "5601")])
        #expect(port.targetText.isLiteral)
    }

    private func volume(_ string: String) throws -> String {
        let volume = try VolumeShortSyntax(Compose.Text(string))
        let options = [volume.readOnly, volume.nocopy, volume.selinux, volume.propagation].compactMap { $0?.string }
        return ([volume.isBind ? "bind" : "volume", volume.source?.string ?? "-", volume.target.string] + options)
            .joined(separator: " ")
    }

    @Test(
        "A volume's parts are told apart",
        arguments: [
            ("/data", "volume - /data"), ("db:/data", "volume db /data"), ("./a:/b:ro", "bind ./a /b ro"),
            ("~/a:/b:rw,Z,rshared,cached", "bind ~/a /b Z rshared"), ("db:/data:nocopy", "volume db /data nocopy"),
            ("d:/data", "volume - d:/data"), (#"C:\x:D:\y:ro"#, #"bind C:\x D:\y ro"#), ("x", "volume - x"),
            ("/a:/b:ro,rw", "bind /a /b"), (#"\\.\pipe\x:/y"#, #"bind \\.\pipe\x /y"#),
        ]
    )
    func volumeParts(text: String, expected: String) throws {
        #expect(try volume(text) == expected)
    }

    @Test("What is no volume is refused", arguments: ["", ":/x", "/a:/b:", "/a:/b:ro:rw", "aa::bb"])
    func badVolumes(text: String) {
        #expect(throws: Diagnostic.self) { try VolumeShortSyntax(Compose.Text(text)) }
    }

    @Test(
        "Container paths are cleaned",
        arguments: [("/a/", "/a"), ("//a/./b/../c", "/a/c"), ("/..", "/"), ("", "."), ("a/..", "."), ("../x", "../x")]
    )
    func cleanPaths(path: String, expected: String) {
        #expect(PosixPath.clean(path) == expected)
    }

    @Test("A device's target and permissions have defaults")
    func devices() throws {
        let short = try DeviceShortSyntax(Compose.Text("/dev/a"))
        #expect([short.source.string, short.target.string, short.permissions.string] == ["/dev/a", "/dev/a", "rwm"])
        #expect(try DeviceShortSyntax(Compose.Text("/dev/a::r")).target.string == "/dev/a")
        #expect(throws: Diagnostic.self) { try DeviceShortSyntax(Compose.Text("a:b:c:d")) }
    }

    @Test("The value starts after the first equals sign")
    func keyValue() {
        let text = Compose.Text("URL=http://h?a=b", origins: [Compose.Origin(span: 11..<12, variable: "HOST")])
        let (key, value) = KeyValue.split(text)
        #expect(key.string == "URL")
        #expect(value == Compose.Text("http://h?a=b", origins: [Compose.Origin(span: 7..<8, variable: "HOST")]))
        #expect(KeyValue.split(Compose.Text("A")).value == nil)
    }

    @Test(
        "Addresses are told from names",
        arguments: [
            ("1.2.3.4", true), ("::", true), ("::1", true), ("1::", true), ("fe80::1:2", true),
            ("1:2:3:4:5:6:7:8", true),
            ("::ffff:1.2.3.4", true), ("1.2.3", false), ("256.1.1.1", false), ("1::2::3", false), ("1:2", false),
            (":1", false), ("1:2:3:4:5:6:7:8:9", false), ("::g", false), ("fe80::1%eth0", false), ("", false),
            ("1:2:3:4:5:6:1.2.3.4", true), ("1:", false), ("1.2.3.4::", false), ("1:2:3:4:5:6:7::", true),
            ("1:2:3:4:5:6:7:8::", false),
        ]
    )
    func addresses(text: String, expected: Bool) {
        #expect(IPAddress.isValid(text) == expected)
    }
}

@testable import ComposeParser
@testable import HCL
@testable import NomadEmitter

/// The small syntaxes of single values, of Compose and of Nomad.
enum SyntaxFuzzer {
    static func run(_ string: String) {
        // The second half came from a variable: what is cut out of the text keeps that.
        let count = string.utf8.count
        let origin = Compose.Origin(span: (count / 2)..<count, variable: "A")
        for text in [Compose.Text(string), Compose.Text(string, origins: [origin])] {
            attempt(text) { text throws(Diagnostic) in
                for port in try PortShortSyntax.parse(text) {
                    expect((1...65535).contains(port.target), "there is no port \(port.target)")
                    check(port.hostIP, port.published, port.targetText, port.transport)
                }
            }
            attempt(text) { text throws(Diagnostic) in
                let volume = try VolumeShortSyntax(text)
                check(volume.source, volume.target, volume.readOnly)
            }
            attempt(text) { text throws(Diagnostic) in
                let device = try DeviceShortSyntax(text)
                check(device.source, device.target, device.permissions)
            }
            let pair = KeyValue.split(text)
            check(pair.key, pair.value)
            _ = TmpfsOptions(text)
            _ = TmpfsOptions.refused(of: text)
        }
        numbers(string)
        var copy = string
        copy.withUTF8 { _ = ScalarResolver.resolve($0) }
        expect(
            TimestampScanner.canonical(TimestampScanner.canonical(string)) == TimestampScanner.canonical(string),
            "the canonical form of a timestamp has another one"
        )
        _ = CDIName(string)
        _ = IPAddress.isValid(string)
        _ = BoolWord.value(of: string)
        _ = ImageReference(string)
        _ = ListenAddress(string)
        _ = ReferenceScanner.references(in: string)
        _ = ServerConfiguration.nginx.listeners(in: string)
        _ = ServerConfiguration.caddy.listeners(in: string)
        _ = RegularExpression.isValid(string)
        _ = try? CronExpression(string)
        _ = NomadVersion(string)
        // What matches is told apart from what it matches by a line.
        let parts = string.split(separator: "\n", maxSplits: 1).map(String.init)
        if parts.count == 2 { _ = GlobPattern(parts[0]).matches(parts[1]) }
    }

    private static func numbers(_ string: String) {
        if let duration = ComposeDuration(string) {
            expect(ComposeDuration(duration.description) == duration, "\(duration) is not \(string)")
        }
        if let duration = NomadDuration(string) {
            expect(NomadDuration("\(duration)") == duration, "\(duration) is not \(string)")
        }
        if let bytes = ByteSize.bytes(string) {
            expect(bytes >= 0 && ByteSize.bytes("\(bytes)") != nil, "\(bytes) is no size")
        }
        _ = GoFormat.integer(string)
        if let number = GoFormat.float(string), number.isFinite {
            expect(GoFormat.float(GoFormat.string(of: number)) == number, "\(number) is written as another number")
        }
    }

    private static func attempt(_ text: Compose.Text, _ read: (Compose.Text) throws(Diagnostic) -> Void) {
        do throws(Diagnostic) {
            try read(text)
        } catch {
            Fuzz.check(error, in: Array(text.string.utf8))
        }
    }

    private static func check(_ texts: Compose.Text?...) {
        for text in texts { text.map { InterpolationFuzzer.check($0, [:]) } }
    }
}

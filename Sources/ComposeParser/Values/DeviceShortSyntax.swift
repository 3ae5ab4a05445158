/// Reads the short syntax of devices: `SOURCE[:TARGET[:PERMISSIONS]]`.
///
/// See the attribute `devices` in the chapter "services" of the Compose Specification.
struct DeviceShortSyntax: Sendable, Hashable {
    /// The device on the host.
    var source: Compose.Text
    /// The device in the container: the same where the text names none.
    var target: Compose.Text
    /// What the container may do with it: `rwm` where the text does not say.
    var permissions: Compose.Text

    /// Reads `text`. Throws `invalid-device` where it has more than three parts.
    init(_ text: Compose.Text) throws(Diagnostic) {
        let parts = text.split(at: UInt8(ascii: ":"))
        guard parts.count <= 3 else {
            throw Diagnostic(
                SchemaIssue.invalidDevice,
                .error,
                "the device `\(text.string)` has too many colons",
                at: text.range,
                hint: "use the long syntax with source, target and permissions"
            )
        }
        source = parts[0]
        target = parts.count > 1 && !parts[1].string.isEmpty ? parts[1] : parts[0]
        permissions = parts.count > 2 ? parts[2] : Compose.Text("rwm", range: text.range)
    }
}

@testable import ComposeParser

/// `${VAR}` in a text, and what `config --variables` tells of it.
enum InterpolationFuzzer {
    /// Variables whose names are short enough to be found.
    static let values = ["A": "a", "B": "", "C": "${A}", "D": "é\n\"$", "LONG_NAME": "long value"]

    static func run(_ bytes: [UInt8]) {
        let text = Compose.Text(String(decoding: bytes, as: UTF8.self))
        let result = interpolated(text, bytes)
        expect(result == interpolated(text, bytes), "two interpolations differ")
        _ = Interpolator.variables(in: Compose.Node(string: text))
        guard let result else { return }
        if !bytes.contains(UInt8(ascii: "$")) { expect(result == text, "a text without variables changes") }
        check(result, values)
    }

    private static func interpolated(_ text: Compose.Text, _ bytes: [UInt8]) -> Compose.Text? {
        var interpolator = Interpolator(values: values)
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            return try interpolator.interpolate(text, diagnostics: &diagnostics)
        } catch {
            Fuzz.check(error, in: bytes)
            return nil
        }
    }

    /// Takes the origins of a text: in order, apart from each other, each with what its variable holds.
    static func check(_ text: Compose.Text, _ values: [String: String]) {
        let utf8 = Array(text.string.utf8)
        var end = 0
        for origin in text.origins {
            expect(origin.span.lowerBound >= end, "origins overlap")
            end = origin.span.upperBound
            expect(end <= utf8.count, "an origin leaves its text")
            let part = String(decoding: utf8[origin.span], as: UTF8.self)
            if let value = values[origin.variable], !value.isEmpty, origin.fallback == nil {
                expect(part == value, "\(part) is not what \(origin.variable) holds")
            }
        }
    }
}

internal import ArgumentParser

/// Whether text for a terminal is coloured.
enum ColorChoice: String, WordArgument {
    case auto
    case always
    case never

    /// Whether to colour.
    ///
    /// Left to itself it is so on a terminal; `NO_COLOR` and `FORCE_COLOR` say otherwise, the first one first.
    ///
    /// - Parameters:
    ///   - environment: the environment variables; empty ones count as not set.
    ///   - isTerminal: whether the text goes to a terminal.
    func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
        func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
        return switch self {
        case .always: true
        case .never: false
        case .auto:
            if isSet("NO_COLOR") {
                false
            } else if isSet("FORCE_COLOR") {
                environment["FORCE_COLOR"] != "0"
            } else {
                isTerminal && environment["TERM"] != "dumb"
            }
        }
    }
}

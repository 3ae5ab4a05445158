internal import ComposeParser
internal import HCL

/// What a value has to keep beyond its type.
enum ValueRule: Sendable {
    /// One of these, or a text that starts with the prefix.
    case words([String], orPrefix: String? = nil)
    /// A number in the range.
    case range(ClosedRange<Int>)
    /// A span of time.
    case span(atLeast: NomadDuration)
    /// A span of time longer than none.
    case someTime
    /// Octal digits, at most 7777.
    case permissions
    /// The name of a signal of Linux; in any case of letters where Nomad does not care.
    case signal(inAnyCase: Bool)

    /// A number with a lower bound only.
    static func atLeast(_ bound: Int) -> ValueRule { .range(bound...Int.max) }

    /// How a value breaks a rule: `is at least 1, not 0`.
    struct Breach {
        var text: String
        var hint: String?
    }

    /// How `value` breaks the rule; `nil` if it does not, is empty, or cannot be known.
    func breach(of value: HCL.Expression) -> Breach? {
        switch self {
        case .words(let words, let prefix):
            guard let text = value.text, !text.isEmpty, !words.contains(text) else { return nil }
            if let prefix, text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count { return nil }
            return Breach(
                text: "is \(words.listed(by: "or")), not `\(text)`",
                hint: Spelling.nearest(to: text, among: words).map { "did you mean \($0)?" }
            )
        case .range(let range):
            guard let number = value.whole, !range.contains(number) else { return nil }
            let bounds =
                range.upperBound == Int.max
                ? "at least \(range.lowerBound)"
                : range.lowerBound == Int.min
                    ? "at most \(range.upperBound)" : "between \(range.lowerBound) and \(range.upperBound)"
            return Breach(text: "is \(bounds), not \(number)")
        case .span(let least):
            guard let span = value.duration, span < least else { return nil }
            return Breach(text: "is at least \(least), not \(span)")
        case .someTime:
            guard let span = value.duration, span <= .zero else { return nil }
            return Breach(text: "is more than 0s, not \(span)")
        case .permissions:
            guard let text = value.text, !text.isEmpty, !(UInt(text, radix: 8).map { $0 <= 0o7777 } ?? false) else {
                return nil
            }
            return Breach(text: "is an octal number up to 7777, such as `0644`, not `\(text)`")
        case .signal(let inAnyCase):
            guard let text = value.text, !text.isEmpty else { return nil }
            if ValueRule.isSignal(inAnyCase ? text.uppercased() : text) { return nil }
            let full = "SIG" + text.uppercased()
            return Breach(
                text: "is the name of a signal, such as SIGTERM, not `\(text)`",
                hint: ValueRule.isSignal(full) ? "did you mean \(full)?" : nil
            )
        }
    }

    private static func isSignal(_ name: String) -> Bool { signals.contains(name) }

    /// The names of the signals of a Linux node: a task with another one is never placed. Source: Nomad,
    /// client/fingerprint/signal.go, and its constraint on `os.signals` in nomad/job_endpoint.go, getSignalConstraint.
    static let signals: Set<String> = [
        "SIGABRT", "SIGALRM", "SIGBUS", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO", "SIGIOT", "SIGKILL",
        "SIGNULL", "SIGPIPE", "SIGPROF", "SIGQUIT", "SIGSEGV", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP",
        "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGXCPU", "SIGXFSZ",
    ]
}

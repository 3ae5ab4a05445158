/// Whether a command comes to an end.
enum CommandEnd: Hashable {
    /// With this command as its last.
    case ends(String)
    case runs
    case unknown

    /// - Parameter words: entrypoint and command, as far as the file states them.
    init(_ words: [String], variables: Variables) {
        if let script = CommandEnd.script(of: words) {
            self.init(script: ShellScript(script), variables: variables)
        } else {
            self.init(simple: words[...], variables: variables)
        }
    }

    /// Whether all that `words` start is a program that waits, or starts others at their time: nobody calls it.
    static func onlyWaits(_ words: [String]) -> Bool {
        var words = words[...]
        if let script = script(of: Array(words)) {
            let commands = Array(ShellScript(script).steps.joined())
            guard commands.count == 1 else { return false }
            words = commands[0][...]
        }
        guard let first = unwrapped(words).first else { return false }
        return ["sleep", "tail", "ping", "cron", "crond", "supercronic"].contains(program(first))
    }

    /// Whether a word of a command is a shell.
    static func isShell(_ word: String) -> Bool { shells.contains(program(word)) }

    private static let shells: Set<String> = ["sh", "bash", "ash", "dash"]

    /// The text that a shell is asked to run: `sh -c TEXT`, also behind an entrypoint of its own.
    private static func script(of words: [String]) -> String? {
        guard let shell = words.firstIndex(where: { shells.contains(program($0)) }) else { return nil }
        let flags = words[(shell + 1)...].prefix { $0.hasPrefix("-") || $0.hasPrefix("+") }
        guard flags.contains(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") }),
            flags.endIndex < words.count
        else { return nil }
        return words[flags.endIndex]
    }

    // MARK: Scripts

    /// Words that end a compound command, and those that stand before the first command of a part of one.
    private static let closers: Set<String> = ["fi", "done", "esac", "}", ")", ";;"]
    private static let openers: Set<String> = [
        "then", "else", "do", "{", "(", "!", "if", "elif", "while", "until", "time",
    ]

    /// The steps of a script: one that waits for ever decides, else the last one. What comes before a last step is
    /// taken to end: it would not be there otherwise.
    private init(script: ShellScript, variables: Variables) {
        let breaks = script.steps.joined().contains { command in
            command.contains("break") || command.drop(while: CommandEnd.isOpener).first == "exit"
        }
        for command in script.steps.joined() {
            if CommandEnd.isEndlessLoop(command), !breaks {
                self = .runs
                return
            }
            let bare = command.drop(while: CommandEnd.isOpener)
            let end = CommandEnd(simple: bare, variables: variables)
            // Nothing comes behind a program that takes the place of the shell.
            let replaces = bare.first == "exec" && bare.count > 1 && !bare[bare.startIndex + 1].contains(">")
            if end == .runs || end == .unknown && replaces {
                self = end
                return
            }
        }
        let last = script.steps.last { step in step.contains { !CommandEnd.closers.contains($0[0]) } } ?? []
        let ends = last.map { CommandEnd(simple: $0.drop(while: CommandEnd.isOpener), variables: variables) }
        self = ends.contains(.unknown) ? .unknown : ends.first ?? .unknown
    }

    private static func isOpener(_ word: String) -> Bool { openers.contains(word) }

    /// `while true`, `while sleep 60`, `until false`.
    private static func isEndlessLoop(_ command: [String]) -> Bool {
        guard let index = command.firstIndex(where: { $0 == "while" || $0 == "until" }), index + 1 < command.count
        else {
            return command == ["for", "(("]
        }
        let condition = command[(index + 1)...]
        if command[index] == "until" { return condition.first == "false" }
        return ["true", ":", "1", "sleep", "inotifywait", "/bin/true"].contains(condition.first)
            || condition.starts(with: ["[", "1", "]"]) || condition.starts(with: ["[", "true", "]"])
    }

    // MARK: Simple commands

    private init(simple words: ArraySlice<String>, variables: Variables) {
        let words = CommandEnd.unwrapped(words)
        guard let first = words.first else {
            self = .unknown
            return
        }
        let program = CommandEnd.program(first)
        let rest = words.dropFirst()
        if CommandEnd.isEndless(program, rest) {
            self = .runs
        } else if CommandEnd.ends(program, path: first, rest) {
            self = .ends(([program] + rest.prefix(2)).joined(separator: " "))
        } else if !EndingNames.programs.contains(program),
            CommandEnd.operands(rest).contains(where: EndingNames.stays)
                || !CommandReader(words: Array(words), variables: variables).listeners.isEmpty
        {
            self = .runs
        } else {
            self = .unknown
        }
    }

    /// The words without what only starts a program: assignments, `exec`, an init process, a shell that reads a file.
    private static func unwrapped(_ words: ArraySlice<String>) -> ArraySlice<String> {
        var words = words
        while let first = words.first {
            let program = program(first)
            if first.contains("="), !first.hasPrefix("-"), !first.hasPrefix("/") {
                words = words.dropFirst()
            } else if ["exec", "env", "time", "command", "nohup", "sudo"].contains(program) {
                words = words.dropFirst()
            } else if ["gosu", "su-exec"].contains(program) {
                words = words.dropFirst(2)
            } else if program.hasPrefix("wait-for"), let dashes = words.firstIndex(of: "--") {
                words = words[(dashes + 1)...]
            } else if ["tini", "dumb-init"].contains(program) || shells.contains(program) {
                words = words.dropFirst().drop { $0.hasPrefix("-") }
            } else {
                break
            }
        }
        return words
    }

    private static func isEndless(_ program: String, _ rest: ArraySlice<String>) -> Bool {
        if rest.contains("--watch") || rest.contains("--daemon") { return true }
        return switch program {
        case "tail": rest.contains { $0.hasPrefix("--follow") || $0.hasPrefix("-") && $0.lowercased().contains("f") }
        case "sleep": !isShort(rest.first)
        case "mc", "tsc": rest.contains("-w")
        case "ping": !rest.contains { $0.hasPrefix("-c") }
        case "wait", "fg", "watch", "crond", "cron", "supercronic", "supervisord", "nodemon", "watchmedo": true
        default: false
        }
    }

    /// Whether `sleep` pauses only: those who wait for ever spell it as a long time.
    private static func isShort(_ time: String?) -> Bool {
        guard let time, time != "infinity", time != "inf" else { return false }
        guard let number = Double(time.hasSuffix("s") ? String(time.dropLast()) : time) else {
            return time.hasPrefix("$") || time.hasSuffix("m")
        }
        return number < 3600
    }

    private static func ends(_ program: String, path: String, _ rest: ArraySlice<String>) -> Bool {
        if ["echo", "printf", "sleep"].contains(program) { return true }
        let operands = operands(rest)
        let serving = ["daemon", "dev", "serve", "server", "start", "runserver", "worker"]
        if operands.contains(where: serving.contains) { return false }
        if EndingNames.programs.contains(program) { return true }
        if program == "cat" { return !rest.isEmpty }
        if EndingNames.runners.contains(program) {
            guard program != "flask" || !operands.contains("run") else { return false }
            return operands.contains { EndingNames.tasks.contains($0) || EndingNames.isTask($0) }
        }
        // `/init` is the first process of many images.
        return EndingNames.isTask(program) && path != "/init" && path != "init"
    }

    /// The first words that are neither flags nor values of flags.
    private static func operands(_ words: ArraySlice<String>) -> ArraySlice<String> {
        var found: [String] = []
        var isValue = false
        for word in words {
            if !word.hasPrefix("-"), !isValue { found.append(word) }
            isValue = word.hasPrefix("--") && !word.contains("=") && word != "--"
        }
        return found.prefix(4)
    }

    private static func program(_ word: String) -> String {
        String(word.drop { $0 == "(" }).programName
    }
}

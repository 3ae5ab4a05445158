import ArgumentParser
import ComposeParser

/// A word that stands where a file is expected, and means a command.
enum Mistake {
    /// Throws what the word means, if it is no file and looks like none.
    static func check(_ word: String) throws {
        let here = LocalFiles.currentDirectory(environment: Process.environment)
        let isWord = !word.isEmpty && word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        guard isWord, LocalFiles().status(PosixPath.absolute(word, in: here)) == nil else { return }
        let own = Compose2Nomad.configuration.subcommands.compactMap { $0.configuration.commandName }
        if let meant = ofCompose[word] {
            throw ValidationError("`\(word)` is a command of Docker Compose; here it is \(meant)")
        }
        let meant = Spelling.question(about: word, among: own).map { ": " + $0 } ?? ""
        throw ValidationError("`\(word)` is neither a file nor a command\(meant)")
    }

    /// What commands of Docker Compose are here, once `compose2nomad -o DIR` has written a folder.
    private static let ofCompose = [
        "version": "`compose2nomad --version`", "build": "`DIR/deploy.sh`, which builds first",
        "up": "`DIR/deploy.sh` after `compose2nomad -o DIR`", "start": "`DIR/deploy.sh` after `compose2nomad -o DIR`",
        "down": "`DIR/deploy.sh destroy`", "stop": "`DIR/deploy.sh destroy`", "rm": "`DIR/deploy.sh destroy`",
        "ps": "`DIR/deploy.sh status`", "logs": "`nomad alloc logs`", "exec": "`nomad alloc exec`",
        "push": "`DIR/deploy.sh`, which pushes what it builds", "pull": "nothing to do: the nodes pull",
        "restart": "`nomad job restart`",
    ]
}

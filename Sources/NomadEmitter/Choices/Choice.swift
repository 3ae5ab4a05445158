internal import ComposeParser

/// A choice of a conversion, as the command line and `compose2nomad.yaml` name it.
package struct Choice: Sendable {
    /// The name: that of the option without its dashes.
    package let name: String
    /// What it is about, for readers.
    package let meaning: String
    /// What it may be, for readers.
    package let values: String
    /// Makes the choice; `false` for a text that it cannot be.
    package let choose: @Sendable (_ text: String, _ options: inout ConversionOptions) -> Bool
    /// How it is spelled; `nil` if it is not made.
    package let spelled: @Sendable (ConversionOptions) -> String?

    private init<Value>(
        _ name: String,
        _ path: any WritableKeyPath<ConversionOptions, Value> & Sendable,
        _ values: String,
        _ meaning: String,
        read: @escaping @Sendable (String) -> Value?,
        spell: @escaping @Sendable (Value) -> String?
    ) {
        self.name = name
        self.meaning = meaning
        self.values = values
        choose = { text, options in
            guard let value = read(text) else { return false }
            options[keyPath: path] = value
            return true
        }
        spelled = { spell($0[keyPath: path]) }
    }

    /// Every choice that may stand in the file.
    package static let all = [
        word("layout", \.layout, "how services spread over jobs and groups"),
        word("network", \.network, "how services find each other"),
        Choice(
            "nodes",
            \.nodes,
            atLeast(1),
            "how many nodes may run the jobs",
            read: { number($0, atLeast: 1).map(Optional.some) },
            spell: { $0.map(String.init) }
        ),
        name("node", \.node, "the name of a node", "the one node that runs the jobs"),
        word("provider", \.provider, "who keeps the services"),
        name(
            "private-network",
            \.privateNetwork,
            "the name of a host network, and not one that Nomad has itself",
            "the host network of the nodes for ports that the file does not publish",
            but: ["default", "loopback"]
        ),
        name("cni", \.cni, "the name of a CNI network", "a routable CNI network for `network: container`"),
        word("volumes", \.volumes, "what named volumes become"),
        word("secrets", \.secrets, "where Compose secrets are kept"),
        Choice(
            "env-secrets",
            \.environmentSecrets,
            "true or false",
            "whether environment variables that look secret are kept there, too",
            read: { Bool($0) },
            spell: { String($0) }
        ),
        word("variables", \.variables, "what becomes of ${VAR}"),
        Choice(
            "registry",
            \.registry,
            "a host with a path, such as registry.example:5000/team, without a scheme",
            "where deploy.sh pushes the images that it builds and the nodes pull them from",
            read: { isRegistry($0) ? $0 : nil },
            spell: { $0 }
        ),
        number("default-cpu", \.defaultResources.cpu, atLeast: 1, "MHz of tasks whose service states none"),
        number("default-memory", \.defaultResources.memory, atLeast: 10, "MiB of tasks whose service states none"),
        number(
            "default-memory-limit",
            \.defaultResources.memoryHardLimit,
            atLeast: 10,
            "MiB that tasks may take at most whose service states no limit"
        ),
        number("cpu-mhz", \.cpuMHz, atLeast: 1, "MHz of one core of the nodes, for cpus figures"),
        Choice(
            "nomad-version",
            \.nomadVersion,
            NomadVersion.known,
            "the Nomad that the jobs are for",
            read: { NomadVersion($0) },
            spell: { $0.description }
        ),
    ]

    /// Makes the choice of a name; what it must be, where the text is nothing of that.
    package static func choose(_ name: String, _ text: String, in options: inout ConversionOptions) -> String? {
        guard let choice = all.first(where: { $0.name == name }), !choice.choose(text, &options) else { return nil }
        return choice.values
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<ConversionOptions, Word> & Sendable,
        _ meaning: String
    ) -> Choice {
        let words = Word.allCases.map(\.rawValue).listed(by: "or")
        return Choice(name, path, words, meaning, read: { Word(rawValue: $0) }, spell: { $0.rawValue })
    }

    private static func name(
        _ name: String,
        _ path: any WritableKeyPath<ConversionOptions, String?> & Sendable,
        _ values: String,
        _ meaning: String,
        but refused: Set<String> = []
    ) -> Choice {
        Choice(name, path, values, meaning, read: { $0.isEmpty || refused.contains($0) ? nil : $0 }, spell: { $0 })
    }

    private static func number(
        _ name: String,
        _ path: any WritableKeyPath<ConversionOptions, Int> & Sendable,
        atLeast least: Int,
        _ meaning: String
    ) -> Choice {
        Choice(name, path, atLeast(least), meaning, read: { number($0, atLeast: least) }, spell: { String($0) })
    }

    private static func atLeast(_ least: Int) -> String { "a number of at least \(least)" }

    private static func number(_ text: String, atLeast least: Int) -> Int? {
        Int(text).flatMap { $0 >= least ? $0 : nil }
    }

    private static func isRegistry(_ text: String) -> Bool {
        let isPath = text.utf8.allSatisfy { ASCIIBytes.isHost($0) || ":/".utf8.contains($0) }
        return isPath && !text.split(at: "/", omittingEmptySubsequences: false).contains("")
    }
}

extension ConversionOptions {
    /// What is wrong with choices that exclude each other; `nil` if nothing is.
    package var contradiction: String? {
        if node != nil, let nodes, nodes > 1 {
            return "one node is named: that does not go with \(nodes) nodes"
        }
        if environmentSecrets, secrets == .inline {
            return "secrets of the environment need a store: nomad or vault"
        }
        if cni != nil, network != .container { return "a CNI network goes with the network container" }
        let standard = DefaultResources().memoryHardLimit
        let (memory, limit) = (defaultResources.memory, defaultResources.memoryHardLimit)
        if limit < memory, limit != standard { return "the memory limit must not be below the memory" }
        return nil
    }
}

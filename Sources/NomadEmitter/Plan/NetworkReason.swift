extension NetworkChoice {
    /// Why the strategy is the one that is used, in one line.
    var reason: String {
        if isAskedFor {
            return used.obstacles.isEmpty ? "asked for" : "asked for, though \(clauses(used.obstacles))"
        }
        let passedOver = others.prefix { $0.obstacles.count > used.obstacles.count }
        guard let first = passedOver.first else {
            return used.obstacles.isEmpty
                ? "nothing stands against it" : "no other has less against it; \(clauses(used.obstacles))"
        }
        var reason = clauses(first.obstacles)
        if let needs = needs(of: first) { reason += "; `--network \(first.network.rawValue)` needs \(needs)" }
        if !used.obstacles.isEmpty { reason += "; still, \(clauses(used.obstacles))" }
        return reason
    }

    private func clauses(_ obstacles: [Obstacle]) -> String {
        let most = 3
        let clauses = obstacles.prefix(most).map(\.clause)
        let rest = obstacles.count > most ? ["\(obstacles.count - most) more like these"] : []
        return (clauses + rest).joined(separator: ", ")
    }

    /// What would let a strategy be used, if something would.
    private func needs(of trial: Trial) -> String? {
        guard trial.obstacles.allSatisfy({ $0.nodes != nil || $0.remedy != nil }) else { return nil }
        var words = trial.obstacles.compactMap(\.nodes).max().map { ["\($0) nodes"] } ?? []
        for remedy in trial.obstacles.compactMap(\.remedy) where !words.contains(remedy) { words.append(remedy) }
        return words.listed()
    }
}

/// Which network strategy a project gets, and what stood against it and against those that were tried before.
struct NetworkChoice: Sendable {
    /// A strategy and what stands against it.
    struct Trial: Sendable {
        var network: ConversionOptions.Network
        var obstacles: [Obstacle]
    }

    /// The strategy that is used.
    var used: Trial
    /// Those that were looked at and passed over, in the order of preference.
    var others: [Trial] = []
    /// Whether it was asked for by name.
    var isAskedFor: Bool

    /// The best plan of those that `plan` makes: the first without an obstacle, else the one with the fewest.
    ///
    /// None is made beyond the first that nothing stands against.
    static func best(
        of candidates: [ConversionOptions.Network],
        plan: (ConversionOptions.Network) -> Plan
    ) -> Plan? {
        var plans: [Plan] = []
        for network in candidates {
            let next = plan(network)
            plans.append(next)
            if next.choice.used.obstacles.isEmpty, !next.diagnostics.hasErrors { break }
        }
        let ranks = plans.map { ($0.diagnostics.hasErrors ? 1 : 0, $0.choice.used.obstacles.count) }
        guard let least = ranks.min(by: <), let index = ranks.firstIndex(where: { $0 == least }) else { return nil }
        var best = plans.remove(at: index)
        best.choice.others = plans.map(\.choice.used)
        return best
    }
}

extension ConversionOptions {
    /// The strategies that may be used: one that is asked for by name, or those that `auto` tries in turn.
    var candidates: [Network] {
        guard network == .auto else { return [network] }
        return provider == .nomad ? [.hosts, .docker] : [.dns, .container, .docker]
    }
}

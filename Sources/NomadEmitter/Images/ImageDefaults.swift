internal import ComposeParser

// What counts where a service states nothing. Source: Docker Engine, how the configuration of a container is merged with
// that of its image.

extension ImageFacts {
    /// A service with the entrypoint, command and variables that its containers have.
    ///
    /// For reading what they say: a job that states what the image says anyway would outlive a change of the image.
    func completing(_ service: Compose.Service) -> Compose.Service {
        var result = service
        func texts(_ words: [String]) -> [Compose.Text] { words.map { Compose.Text($0, range: range) } }
        if service.entrypoint?.isEmpty != false {
            if service.entrypoint == nil, !entrypoint.isEmpty { result.entrypoint = texts(entrypoint) }
            if service.command == nil, !command.isEmpty { result.command = texts(command) }
        }
        let stated = Set(service.environment.map(\.key))
        var own: [String: Compose.Pair] = [:]
        for pair in environment where !stated.contains(pair.key) {
            let value = pair.value.map { Compose.Text($0.string, range: range) }
            own[pair.key] = Compose.Pair(key: pair.key, keyRange: range, value: value)
        }
        if !own.isEmpty { result.environment = (service.environment + own.values).sorted { $0.key < $1.key } }
        return result
    }

    /// The healthcheck of a service: its own, with test and figures of the image where it has none.
    func completing(_ stated: Compose.Healthcheck?) -> Compose.Healthcheck? {
        guard let image = healthcheck, var result = stated else { return stated ?? healthcheck }
        guard !result.isDisabled else { return result }
        func figure(_ stated: Compose.Located<Int64>?, _ image: Compose.Located<Int64>?) -> Compose.Located<Int64>? {
            stated.map { $0.value == 0 } == false ? stated : image ?? stated
        }
        if result.test.isEmpty {
            result.test = image.test
            result.isOfImage = true
        }
        result.interval = figure(result.interval, image.interval)
        result.timeout = figure(result.timeout, image.timeout)
        result.startPeriod = figure(result.startPeriod, image.startPeriod)
        result.startInterval = figure(result.startInterval, image.startInterval)
        if result.retries.map({ $0.value == 0 }) != false { result.retries = image.retries ?? result.retries }
        return result
    }

    /// Whether its program ends, with the words that a service gives it.
    func end(of service: Compose.Service) -> CommandEnd {
        let run = completing(service)
        let variables = Variables(run)
        // Most entrypoints are scripts that run the command at their end.
        if service.entrypoint == nil, service.command == nil {
            let end = CommandEnd(command, variables: variables)
            if end != .unknown { return end }
        }
        return CommandEnd(run.programWords, variables: variables)
    }

    /// Whether it is an image of something that serves.
    var isServer: Bool { !ports.isEmpty || health != nil }
}

extension Compose.Project {
    /// The project with the healthchecks of its images written into the services that state none. Nomad runs no other;
    /// what else an image says holds for its containers in Nomad as well: its `STOPSIGNAL`, its command, its variables.
    func heeding(_ images: ImageTable?) -> Compose.Project {
        guard let images else { return self }
        var result = self
        for (index, service) in services.enumerated() {
            guard let facts = images.facts(of: service, in: self) else { continue }
            result.services[index].healthcheck = facts.completing(service.healthcheck)
        }
        return result
    }
}

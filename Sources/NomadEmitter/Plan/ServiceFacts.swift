internal import ComposeParser

// What several stages ask of a service.
extension Compose.Service {
    /// Whether it says itself, or its image, how it is seen to be healthy.
    var hasHealthcheck: Bool { self.healthcheck.map { !$0.isDisabled && !$0.test.isEmpty } == true }

    /// The services that its `links` name.
    var linkedServices: [String] { self.links.compactMap { $0.string.split(at: ":").first.map(String.init) } }

    /// Where it mounts the socket of the Docker engine.
    var engineSocket: Compose.VolumeMount? { self.volumes.first { $0.target.string.hasSuffix("docker.sock") } }
}

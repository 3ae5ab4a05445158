package import ComposeParser

extension Compose.Project {
    /// The name of a service's image; one that is built without a name is called after project and service.
    func imageName(of service: Compose.Service) -> String? {
        if let image = service.image?.string, !image.isEmpty { return image }
        return service.build == nil ? nil : "\(name.string)-\(service.name)"
    }

    /// The names of all images, each once, sorted.
    package var imageNames: [String] { Set(services.compactMap(imageName)).sorted() }
}

extension ImageTable {
    /// What is known of the image of a service.
    func facts(of service: Compose.Service, in project: Compose.Project) -> ImageFacts? {
        project.imageName(of: service).flatMap { self[$0] }
    }
}

public import ComposeParser

/// What is known of the images of a project: which ports they open, their healthchecks, whom they run as.
public struct ImageTable: Sendable, Hashable {
    /// An image of the file.
    struct Image: Sendable, Hashable {
        /// A name of it, for messages.
        var name: String
        var facts: ImageFacts
    }

    /// The images, in the order of the file.
    private(set) var images: [Image] = []
    /// The file.
    let file: SourceFileID
    private var positions: [ImageReference: Int] = [:]

    /// Reads what `docker image inspect` prints, or OCI image configurations by image name.
    ///
    /// The file holds an array of images, one image with `RepoTags` or `RepoDigests`, or an object from image names to
    /// images or OCI image configurations.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, JSON.
    ///   - path: The path as diagnostics show it.
    ///   - sources: Receives the file, so that diagnostics can show its lines.
    /// - Throws: What is wrong with the file.
    public init(reading bytes: [UInt8], path: String, sources: inout SourceTable) throws(Diagnostic) {
        file = sources.add(path: path, bytes: bytes)
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw Diagnostic(
                ConversionIssue.invalidImages,
                .error,
                "the file of images is empty",
                at: place,
                hint: "it holds what docker image inspect prints"
            )
        }
        let root: Compose.Node
        do throws(Diagnostic) {
            root = try JSONReader.read(bytes, file: file)
        } catch {
            var error = error
            error.hint = error.hint ?? "the file of images holds what docker image inspect prints"
            throw error
        }
        for image in try ImageReader.images(in: root) {
            try add(image.facts, named: image.names)
        }
    }

    /// The file as a whole.
    var place: SourceRange {
        let start = Mark(line: 0, column: 0)
        return SourceRange(file: file, start: start, end: start)
    }

    /// What is known of the image that a service names.
    subscript(reference: String) -> ImageFacts? {
        position(of: reference).map { images[$0].facts }
    }

    /// Which of `images` a reference names.
    func position(of reference: String) -> Int? { positions[ImageReference(reference)] }

    /// Adds an image. One that is there already, as inspecting two of its tags gives it, is not added again.
    private mutating func add(_ facts: ImageFacts, named names: [String]) throws(Diagnostic) {
        var added: [ImageReference] = []
        for name in names {
            let reference = ImageReference(name)
            guard let position = positions[reference] else {
                added.append(reference)
                continue
            }
            let first = images[position].facts
            guard first.agrees(with: facts) else {
                throw Diagnostic(
                    ConversionIssue.imageTwice,
                    .error,
                    "the image \(name) stands twice in the file, and not alike",
                    at: facts.range,
                    hint: "keep the one that the nodes run",
                    related: [.init("it stands here, too", at: first.range)]
                )
            }
        }
        guard let name = names.first, !added.isEmpty else { return }
        for reference in added { positions[reference] = images.count }
        images.append(Image(name: name, facts: facts))
    }
}

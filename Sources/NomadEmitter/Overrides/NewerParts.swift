internal import ComposeParser
internal import HCL

/// What stands in a job and is newer than the Nomad that the job is for.
struct NewerParts {
    /// An attribute or a block.
    struct Part: Hashable {
        var name: String
        var since: NomadVersion
        /// Where it comes from, if from an `x-nomad`.
        var origin: Int?
    }

    private let version: NomadVersion
    private var parts: [Part] = []

    /// The parts of a job, in the order of the file.
    static func find(in job: HCL.Block, for version: NomadVersion) -> [Part] {
        var finder = NewerParts(version: version)
        finder.find(in: job, as: .job, origin: nil)
        return finder.parts
    }

    private mutating func find(in block: HCL.Block, as type: BlockName, origin: Int?) {
        let known = NomadSchema[type]
        for item in block.body.items {
            switch item {
            case .attribute(let attribute):
                note(attribute.name, of: type, origin: attribute.origin ?? origin)
            case .block(let inner):
                let origin = inner.origin ?? origin
                note(inner.type, of: type, origin: origin)
                switch known.nested(inner.type)?.kind {
                case .once(let name), .many(let name): find(in: inner, as: name, origin: origin)
                case .map, nil: break
                }
            case .blankLine, .comment: break
            }
        }
    }

    private mutating func note(_ name: String, of type: BlockName, origin: Int?) {
        guard !version.knows(name, in: type), let since = AttributeFact.since(name, of: type) else { return }
        let part = Part(name: name, since: since, origin: origin)
        if !parts.contains(part) { parts.append(part) }
    }
}

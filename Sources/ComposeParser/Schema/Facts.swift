/// What a row of the table says about an attribute beyond its type.
extension Shape {
    /// How two values of one attribute merge. Source: chapter "Merge" of the Compose Specification.
    enum Merge: Sendable, Hashable {
        /// Mappings key by key, lists one after the other, anything else is replaced.
        case deep
        /// The later value replaces.
        case replace
        /// Both as lists, `KEY: value` as `KEY=value`, one after the other.
        case lists
        /// As `lists`, without the items that the first one has already.
        case newItems
        /// Both in their long form, key by key.
        case long
        /// Key by key where the drivers do not differ.
        case driver
        /// The address pools of one subnet merge.
        case subnet
        /// A single value may have been expanded to a list of one, which merges as the value that it was.
        case single
    }

    /// What tells the items of a list apart: the later of two with the same key takes the place of the earlier one.
    ///
    /// Source: chapter "Merge" of the Compose Specification, "Unique resources".
    enum ItemKey: Sendable, Hashable {
        /// `KEY` of `KEY=VALUE`, the whole string where there is no `=`.
        case assignment
        /// The scalar itself.
        case scalar
        /// The string itself, or what the long form states under this key.
        case field(String)
        /// The path in the container of a mount.
        case mount
        /// The path in the container, which starts from this directory.
        case grant(in: String)
        /// Host address, published port, container port and protocol.
        case port
    }

    /// What a path is, and what it is relative to.
    enum Path: Sendable, Hashable {
        /// A path of this machine, from the directory of the project or the file.
        case local
        /// A path of the host, where Windows' absolute paths stay.
        case host
        /// A build context: a path unless it is a repository or another service.
        case context
        /// A Compose file: a path unless it is remote.
        case composeFile
        /// A watched path: links in it are followed.
        case watched
        /// The source of a mount: a path of the host where the mount is a bind, which has to have one.
        case bindSource
        /// The options of a volume: `device` is a path of the host where the driver `local` binds it.
        case bindOptions
        /// A path in the container, which is only cleaned.
        case container
    }

    /// Another word for a value.
    struct Synonym: Sendable, Hashable {
        var word: String
        var meaning: String
    }

    /// A value that Compose takes where a file states none.
    struct Default: Sendable, Hashable {
        /// What is taken.
        enum Value: Sendable, Hashable {
            case string(String)
            case bool(Bool)
            case integer(Int)
            /// What the object states under `key`, below a directory.
            case path(in: String, of: String)
            /// The name of a resource on the platform: the project's name and its key, of an external one its key.
            case resourceName
        }

        /// From when on it stands in the model: after each file, or where the paths of all files are made absolute.
        enum Stage: Int, Sendable, CaseIterable {
            case expansion, resolution, normalization, spelling
        }

        var value: Value
        var stage = Stage.expansion
        /// The key that stands in its place.
        var alternative: String?

        /// What is taken from the first stage on, whatever else the object says.
        static func string(_ value: String) -> Default { Default(value: .string(value)) }

        /// The same for a boolean.
        static func bool(_ value: Bool) -> Default { Default(value: .bool(value)) }
    }

    /// The dependency on another service that an attribute implies.
    enum Implication: Sendable, Hashable {
        /// `SERVICE[:ALIAS]`, in a list.
        case link
        /// `service:SERVICE`.
        case namespace
        /// `SERVICE[:MODE]` or `container:…`, in a list; a restart of the service is none of its business.
        case volumes
    }

    /// The passes that have something to do with a value or with something in it, so that they skip all others.
    struct Concerns: OptionSet, Sendable {
        let rawValue: UInt8

        static let repeats = Concerns(rawValue: 1)
        static let paths = Concerns(rawValue: 2)
        static let normalization = Concerns(rawValue: 4)
        static let expansion = Concerns(rawValue: 8)
    }

    /// The passes that have something to do here.
    var concerns: Concerns {
        var concerns: Concerns = []
        if itemKey != nil { concerns.insert(.repeats) }
        if let path { concerns.insert(path == .container ? .normalization : .paths) }
        if synonym != nil { concerns.insert(.normalization) }
        if short != nil || path == .container || dropsEmptyItems { concerns.insert(.expansion) }
        switch form {
        case .object(let fields): concerns.formUnion(fields.concerns.union(.expansion))
        case .list(let item, _): concerns.formUnion(item.concerns)
        case .table(let element, _): concerns.formUnion(element.concerns.union(.expansion))
        case .pairs(let pairs): if pairs.variables != nil { concerns.insert(.normalization) }
        case .scalar, .words, .hosts, .any: break
        }
        return concerns
    }
}

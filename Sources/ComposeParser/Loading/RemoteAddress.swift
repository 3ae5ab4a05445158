/// An address that Compose would fetch a file from; this program never does.
struct RemoteAddress {
    /// What kind of address it is.
    enum Kind {
        case git
        case oci
    }

    /// What kind of address it is.
    var kind: Kind

    /// Recognises git repositories and OCI artifacts; `nil` for a local path.
    init?(_ text: String) {
        if text.hasPrefix("oci://") {
            kind = .oci
            return
        }
        let prefixes = ["https://", "http://", "git://", "ssh://", "github.com/", "git@"]
        guard prefixes.contains(where: { text.hasPrefix($0) }) else { return nil }
        kind = .git
    }

    /// The refusal of the address at `range`.
    func refusal(_ text: String, at range: SourceRange) -> Diagnostic {
        let hint =
            switch kind {
            case .git: "clone the repository and name the file in it"
            case .oci: "pull the artifact with docker compose, write it to a file with config -o, and name that file"
            }
        return Diagnostic(
            ProjectIssue.remoteResource,
            .error,
            "\(text) is remote; nothing is fetched",
            at: range,
            hint: hint
        )
    }
}

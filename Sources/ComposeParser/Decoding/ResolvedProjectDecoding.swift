extension Project {
    /// Decodes a project that `ProjectLoader` gives.
    public init(_ resolved: ResolvedProject) {
        self.init(
            decoding: resolved.root,
            workingDirectory: resolved.workingDirectory,
            disabledServices: resolved.disabledServices.entries.map(\.key)
        )
    }
}

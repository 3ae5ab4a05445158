extension Shape {
    /// A whole Compose document.
    static let project = Shape(nil, .object(projectFields))

    /// The top-level fields.
    static let projectFields = Fields(
        [
            Field("version", .string(.version), output: .never),
            Field("name", .string(.name)),
            Field("include", .list(.include, of: includeEntry), output: .never),
            Field("services", services),
            Field("networks", .table(.networks, of: network, names: .looseIdentifier)),
            Field("volumes", .table(.volumes, of: volume)),
            Field("secrets", .table(.secrets, of: secret)),
            Field("configs", .table(.configs, of: config)),
            Field("models", .table(.models, of: model, names: .looseIdentifier), output: .yaml),
        ]
    )

    /// The keys of the sections that define named things.
    static let sections: [String] = projectFields.rows.compactMap { row in
        if case .table = row.shape.form { row.key } else { nil }
    }

    private static let services: Shape = {
        var shape = Shape.table(.services, of: service)
        shape.keepsEmpty = true
        return shape
    }()

    private static let includeEntry: Shape = .object(
        .includeEntry,
        [
            Field("path", .stringOrList(.includeEntryPath)),
            Field("env_file", .stringOrList(.includeEntryEnvFile)),
            Field("project_directory", .string(.includeEntryProjectDirectory)),
        ],
        allowsExtensions: false,
        scalars: .string,
        short: .include
    )
}

internal import ComposeParser

// Configs and secrets.
extension Coverage {
    static func configRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .configs: [.parts("task.template")]
        case .config, .configContent: [.mapped("task.template.data")]
        case .configFile, .configEnvironment: [CoverageRow.mapped("task.template.data").reported(as: .missingContent)]
        case .configExternal: [.standard("false"), externalConfig]
        case .configExternalName: [olderName]
        case .configName: nameRows
        case .configLabels: [.ignored("nothing reads labels of configs")]
        case .configTemplateDriver: [swarmTemplate]
        case .serviceConfigs: [.parts("task.template", "task.config.volumes")]
        case .serviceConfig: [.mapped("task.template.destination", "task.config.volumes")]
        case .serviceConfigSource: [.mapped("task.template.data")]
        case .serviceConfigTarget: [.mapped("task.config.volumes")]
        case .serviceConfigUid: [owner("task.template.uid")]
        case .serviceConfigGid: [owner("task.template.gid")]
        case .serviceConfigMode: [.mapped("task.template.perms")]
        default: []
        }
    }

    static func secretRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .secrets, .secret:
            [
                .mapped("task.template.data").when("--secrets inline") { $0.facts.options.secrets == .inline },
                .operatorAction("task.template.data", action: "store the values in Vault, see deploy.sh")
                    .when("--secrets vault") { $0.facts.options.secrets == .vault },
                .operatorAction(
                    "task.template.data",
                    "*.nv.json",
                    action: "store the values with nomad var put, see deploy.sh"
                ),
            ]
        case .secretFile, .secretEnvironment:
            [CoverageRow.mapped("task.template.data", "*.nv.json").reported(as: .missingContent)]
        case .secretExternal:
            [
                .standard("false"),
                .operatorAction(
                    "task.template.data",
                    action: "store the value where the template looks for it: it is not in the project",
                    as: .warning
                ),
            ]
        case .secretExternalName: [olderName]
        case .secretName: nameRows
        case .secretLabels: [.ignored("nothing reads labels of secrets")]
        case .secretDriver, .secretDriverOpts:
            [
                .operatorAction(
                    "task.secret.provider",
                    action: "write a task.secret block for the store into x-nomad, or use --secrets vault",
                    as: .warning
                ).since("secret", of: .task)
            ]
        case .secretTemplateDriver: [swarmTemplate]
        case .serviceSecrets: [.parts("task.template", "task.config.volumes")]
        case .serviceSecret: [.mapped("task.template.destination", "task.config.volumes")]
        case .serviceSecretSource: [.mapped("task.template.data")]
        case .serviceSecretTarget: [.mapped("task.config.volumes")]
        case .serviceSecretUid: [owner("task.template.uid")]
        case .serviceSecretGid: [owner("task.template.gid")]
        case .serviceSecretMode: [.mapped("task.template.perms")]
        default: []
        }
    }

    /// `external: {name: …}`.
    static var olderName: CoverageRow { .loading("the older form of name with external: true") }

    /// The name is the item that an external config or secret is looked up by; nothing asks for it otherwise.
    private static var nameRows: [CoverageRow] {
        [
            .mapped("task.template.data").when("external") { $0.sibling("external").map { $0 != "false" } == true },
            .ignored("only external configs and secrets are looked up by name"),
        ]
    }

    private static var externalConfig: CoverageRow {
        .operatorAction(
            "task.template.data",
            action: "store the content where the template looks for it: the task waits until it is there",
            as: .warning
        )
    }

    private static var swarmTemplate: CoverageRow {
        .unsupported("only Swarm fills these templates", instead: "rewrite it in the syntax of Nomad's templates")
    }

    private static func owner(_ target: String) -> CoverageRow {
        .approximated(
            target,
            loses: "only a Nomad agent that runs as root can change the owner",
            hint: "run the agent as root, or widen the mode"
        )
    }
}

internal import ComposeParser

// The document, include, models, and services as a whole.
extension Coverage {
    static func projectRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .version: [.ignored("Compose takes no notice of it either")]
        case .name:
            [
                .approximated(
                    "job",
                    "task.service.name",
                    "group.network.dns.searches",
                    loses: "Nomad and Consul names have no `_` and at most 63 characters"
                ).reported(as: .renamed)
            ]
        case .extensionField:
            [
                .mapped("job", "group", "group.volume", "task").when("x-nomad") {
                    $0.present.path.hasSuffix("x-nomad")
                },
                .ignored("extension fields mean nothing to Compose"),
            ]
        case .include, .includeEntry, .includeEntryPath: [.loading("the files are merged")]
        case .includeEntryEnvFile: [.loading("read for the interpolation of the included file")]
        case .includeEntryProjectDirectory: [.loading("the base of the included file's relative paths")]
        case .services: [.parts("job", "group", "task")]
        case .service:
            [
                .approximated(
                    "job",
                    "group",
                    "task",
                    "task.service.tags",
                    loses: "Nomad names have only letters, digits and dashes; the name itself stays a Consul tag"
                ).reported(as: .renamed, .nameCollision, .unknownPort)
            ]
        default: []
        }
    }

    static func modelRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .models, .model, .modelName, .modelModel, .modelContextSize, .modelRuntimeFlags, .serviceModels,
            .serviceModel:
            [models]
        case .serviceModelEndpointVar:
            [
                CoverageRow.operatorAction("task.env", action: "set the variable to the URL of the model server")
                    .reported(with: .serviceModels)
            ]
        case .serviceModelVar:
            [
                CoverageRow.approximated("task.env", loses: "its value is the model's reference as stated")
                    .reported(with: .serviceModels)
            ]
        default: []
        }
    }

    private static var models: CoverageRow {
        .unsupported(
            "Nomad runs no AI models",
            instead: "run the model server as a service of its own and set the variables of its URL and model by hand"
        )
    }

    static func providerRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceProvider, .serviceProviderType, .serviceProviderOptions:
            [
                .unsupported(
                    "an external tool runs the service, which Nomad does not know",
                    instead: "provision it yourself and set the variables that its dependents expect"
                )
            ]
        default: []
        }
    }

    static func developRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceDevelop, .serviceDevelopWatch, .serviceDevelopWatchRulePath, .serviceDevelopWatchRuleAction,
            .serviceDevelopWatchRuleTarget, .serviceDevelopWatchRuleIgnore, .serviceDevelopWatchRuleInclude,
            .serviceDevelopWatchRuleInitialSync, .serviceDevelopWatchRuleExec, .serviceDevelopWatchRuleExecCommand,
            .serviceDevelopWatchRuleExecUser, .serviceDevelopWatchRuleExecPrivileged,
            .serviceDevelopWatchRuleExecWorkingDir, .serviceDevelopWatchRuleExecEnvironment:
            [.ignored("only `docker compose watch` reads it")]
        default: []
        }
    }
}

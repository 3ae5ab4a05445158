/// What can be the matter with a document as the Compose schema and its value syntaxes see it.
package enum SchemaIssue: String, DiagnosticKind {
    case unknownAttribute = "unknown-attribute"
    case missingAttribute = "missing-attribute"
    case wrongType = "wrong-type"
    case invalidValue = "invalid-value"
    case invalidName = "invalid-name"
    case duplicateItem = "duplicate-item"
    case typeCast = "type-cast"
    case invalidBoolean = "invalid-boolean"
    case invalidNumber = "invalid-number"
    case invalidDuration = "invalid-duration"
    case invalidSize = "invalid-size"
    case invalidFileMode = "invalid-file-mode"
    case invalidCommand = "invalid-command"
    case invalidPort = "invalid-port"
    case invalidVolume = "invalid-volume"
    case invalidDevice = "invalid-device"
    case invalidHost = "invalid-host"
    case invalidKeyValue = "invalid-key-value"
    case invalidSSHKey = "invalid-ssh-key"
    case conflictingName = "conflicting-name"
    case legacyBoolean = "legacy-boolean"
    case externalName = "external-name"

    /// What is known of each, for the documentation and `explain`.
    package var facts: DiagnosticFacts {
        switch self {
        case .unknownAttribute:
            DiagnosticFacts(
                "A key is not an attribute of the Compose Specification and does not start "
                    + "with `x-`.",
                "Docker Compose refuses it, too: a misspelt attribute would be lost in silence.",
                remedy: "Correct the name or the indentation; what is yours alone starts with `x-`.",
                before: "services:\n  web:\n    image: nginx\n    prots: [\"80:80\"]",
                after: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]"
            )
        case .missingAttribute:
            DiagnosticFacts(
                "An attribute that its object cannot do without is missing.",
                remedy: "Add the attribute that the message names."
            )
        case .wrongType:
            DiagnosticFacts(
                "A value has another type than its attribute takes.",
                remedy: "Write a value of the type that the message names.",
                before: "services: [web]",
                after: "services:\n  web: {image: nginx}"
            )
        case .invalidValue:
            DiagnosticFacts(
                "A value is none of those that its attribute takes.",
                remedy: "Write one of the values that the hint lists."
            )
        case .invalidName:
            DiagnosticFacts(
                "A name holds characters that Compose does not allow in it.",
                remedy: "Use letters, digits, `.`, `_` and `-` only."
            )
        case .duplicateItem:
            DiagnosticFacts(
                "A list whose items must differ holds an item twice.",
                remedy: "Remove one of the items."
            )
        case .typeCast:
            DiagnosticFacts(
                "An interpolated string cannot be turned into the type of its attribute.",
                remedy: "Set the variable to a value of the type, or give it a default.",
                before: "privileged: ${PRIVILEGED}",
                after: "privileged: ${PRIVILEGED:-false}"
            )
        case .invalidBoolean:
            DiagnosticFacts(
                "A string at a boolean attribute is not a boolean word.",
                remedy: "Write `true` or `false`."
            )
        case .invalidNumber:
            DiagnosticFacts(
                "A number cannot be read or is out of range.",
                remedy: "Write a number within the range that the message names; one with a leading "
                    + "zero goes in quotes."
            )
        case .invalidDuration:
            DiagnosticFacts(
                "A duration cannot be read, for example because its unit is missing.",
                remedy: "Write numbers with units, such as `90s`, `1m30s` or `500ms`.",
                before: "stop_grace_period: 90",
                after: "stop_grace_period: 90s"
            )
        case .invalidSize:
            DiagnosticFacts(
                "A byte size cannot be read.",
                remedy: "Write a number with a unit, such as `512m` or `2gb`.",
                before: "mem_limit: lots",
                after: "mem_limit: 512m"
            )
        case .invalidFileMode:
            DiagnosticFacts(
                "A file mode is not an octal number.",
                remedy: "Write it as an octal number, such as `0440`."
            )
        case .invalidCommand:
            DiagnosticFacts(
                "A command string cannot be split into words: quotes or parentheses do not match.",
                remedy: "Close every quote and parenthesis, or write the command as a list.",
                before: "command: sh -c \"echo it's",
                after: "command: [sh, -c, \"echo it's\"]"
            )
        case .invalidPort:
            DiagnosticFacts(
                "A port's short syntax cannot be read, its ranges do not match, or its address "
                    + "is none.",
                remedy: "Write `[[HOST_IP:]HOST_PORT:]CONTAINER_PORT[/PROTOCOL]` in quotes, ranges of "
                    + "one length on both sides.",
                before: "ports: [\"8000-8010:80-81\"]",
                after: "ports: [\"8000-8001:80-81\"]"
            )
        case .invalidVolume:
            DiagnosticFacts(
                "A volume's short syntax cannot be read.",
                remedy: "Write `[SOURCE:]TARGET[:OPTIONS]`, or use the long syntax.",
                before: "volumes: [\"./a:/b:ro:z:x\"]",
                after: "volumes: [\"./a:/b:ro,z\"]"
            )
        case .invalidDevice:
            DiagnosticFacts(
                "A device's short syntax cannot be read.",
                remedy: "Write `SOURCE[:TARGET[:PERMISSIONS]]`, or use the long syntax."
            )
        case .invalidHost:
            DiagnosticFacts(
                "An additional host has no address.",
                remedy: "Write `HOST=ADDRESS`.",
                before: "extra_hosts: [somehost]",
                after: "extra_hosts: [\"somehost=162.242.195.82\"]"
            )
        case .invalidKeyValue:
            DiagnosticFacts(
                "An item that must read KEY=VALUE does not.",
                remedy: "Write `KEY=VALUE`."
            )
        case .invalidSSHKey:
            DiagnosticFacts(
                "An SSH agent socket or key other than `default` has no path.",
                remedy: "Write `default`, or `ID=PATH`."
            )
        case .conflictingName:
            DiagnosticFacts(
                "A resource states two different names.",
                remedy: "Keep `name`, and write `external: true`."
            )
        case .legacyBoolean:
            DiagnosticFacts(
                "A boolean is written `yes`, `no`, `on`, `off`, `y` or `n`, which YAML 1.2 "
                    + "does not know.",
                remedy: "Write `true` or `false`, or put the word in quotes if it is a text.",
                before: "read_only: yes",
                after: "read_only: true"
            )
        case .externalName:
            DiagnosticFacts(
                "A resource states `external.name`, which is deprecated.",
                remedy: "Write `name` and `external: true`.",
                before: "volumes:\n  data:\n    external: {name: shop-data}",
                after: "volumes:\n  data:\n    name: shop-data\n    external: true"
            )
        }
    }
}

/// What can be the matter between the files and the parts of a project.
package enum ProjectIssue: String, DiagnosticKind {
    case noComposeFile = "no-compose-file"
    case severalComposeFiles = "several-compose-files"
    case invalidProjectName = "invalid-project-name"
    case obsoleteVersion = "obsolete-version"
    case remoteResource = "remote-resource"
    case cannotMerge = "cannot-merge"
    case invalidExtends = "invalid-extends"
    case extendsCycle = "extends-cycle"
    case invalidInclude = "invalid-include"
    case includeCycle = "include-cycle"
    case includeConflict = "include-conflict"
    case invalidResource = "invalid-resource"
    case missingImage = "missing-image"
    case undefinedService = "undefined-service"
    case disabledService = "disabled-service"
    case undefinedNetwork = "undefined-network"
    case undefinedVolume = "undefined-volume"
    case undefinedConfig = "undefined-config"
    case undefinedSecret = "undefined-secret"
    case undefinedModel = "undefined-model"
    case conflictingAttributes = "conflicting-attributes"
    case duplicateContainerName = "duplicate-container-name"
    case duplicateMountTarget = "duplicate-mount-target"
    case invalidHealthcheck = "invalid-healthcheck"
    case dependencyCycle = "dependency-cycle"
    case noSuchService = "no-such-service"
    case versionOneFile = "version-one-file"

    /// What is known of each, for the documentation and `explain`.
    package var facts: DiagnosticFacts {
        switch self {
        case .noComposeFile:
            DiagnosticFacts(
                "No compose file was given and none was found here or in a folder above.",
                remedy: "Name the file (`compose2nomad path/compose.yaml`), or change to its folder. "
                    + "The names looked for are compose.yaml, compose.yml, docker-compose.yml and "
                    + "docker-compose.yaml."
            )
        case .severalComposeFiles:
            DiagnosticFacts(
                "A folder holds several files of the names Compose looks for; one is taken.",
                remedy: "Name the files with -f, or remove the others."
            )
        case .invalidProjectName:
            DiagnosticFacts(
                "The project name is empty or has characters that Compose refuses.",
                remedy: "Say -p NAME, or `name:` at the top of the file, with lower-case letters, "
                    + "digits, `-` and `_`, the first one a letter or digit."
            )
        case .obsoleteVersion:
            DiagnosticFacts(
                "The attribute `version` has no effect and can be removed.",
                remedy: "Remove the line.",
                before: "version: \"3.8\"\nservices:",
                after: "services:"
            )
        case .remoteResource:
            DiagnosticFacts(
                "A file is named by a git, OCI or HTTP address; nothing is fetched.",
                "A conversion opens no connection: its output depends on the files alone.",
                remedy: "Fetch it yourself and name the copy."
            )
        case .cannotMerge:
            DiagnosticFacts(
                "Two files state one attribute in forms that cannot be merged.",
                remedy: "Give the attribute one form, a list or a mapping, in all files, or replace it "
                    + "with the tag `!override`.",
                before: "# compose.yaml\nenvironment: [A=1]\n# compose.override.yaml\nenvironment: text",
                after: "# compose.yaml\nenvironment: [A=1]\n# compose.override.yaml\nenvironment: [B=2]"
            )
        case .invalidExtends:
            DiagnosticFacts(
                "`extends` names a service or a file that cannot be extended.",
                remedy: "Name a service that the file defines.",
                before: "extends: {file: base.yaml}",
                after: "extends: {file: base.yaml, service: web}"
            )
        case .extendsCycle:
            DiagnosticFacts(
                "Services extend one another in a circle.",
                remedy: "Let the services extend a third one that extends none of them."
            )
        case .invalidInclude:
            DiagnosticFacts(
                "An entry of `include` cannot be used.",
                remedy: "Write a list of paths, or of mappings with path, project_directory and env_file.",
                before: "include: other.yaml",
                after: "include:\n  - other.yaml"
            )
        case .includeCycle:
            DiagnosticFacts(
                "Files include one another in a circle.",
                remedy: "Remove one of the entries of `include`."
            )
        case .includeConflict:
            DiagnosticFacts(
                "An included file and the file that includes it state a resource differently.",
                remedy: "Rename one of the two, or give `include` an override file as the second path.",
                before: "include: [db.yaml]        # has a service db\nservices:\n  db: {image: mysql}",
                after: "include:\n  - path: [db.yaml, db.override.yaml]"
            )
        case .invalidResource:
            DiagnosticFacts(
                "A volume, network, config or secret states attributes that exclude one another.",
                remedy: "Keep one of the attributes. What is external has a name and nothing else."
            )
        case .missingImage:
            DiagnosticFacts(
                "A service has neither an image nor a build nor a provider.",
                remedy: "Add `image`, the image to run, or `build`, the folder to build it from.",
                before: "services:\n  web:\n    ports: [\"80:80\"]",
                after: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]"
            )
        case .undefinedService:
            DiagnosticFacts(
                "A service refers to a service that the project does not define.",
                remedy: "Correct the name, or define the service. `links`, `depends_on`, "
                    + "`volumes_from`, `network_mode` and `extends` name services of the project."
            )
        case .disabledService:
            DiagnosticFacts(
                "A service refers to a service that no active profile enables.",
                remedy: "Enable the profile with --profile, or say `required: false` in depends_on.",
                before: "depends_on: [debugger]",
                after: "depends_on:\n  debugger: {condition: service_started, required: false}"
            )
        case .undefinedNetwork:
            DiagnosticFacts(
                "A service refers to a network that the project does not define.",
                remedy: "Correct the name, or define the network at the top level.",
                before: "services:\n  web: {image: nginx, networks: [front]}",
                after: "services:\n  web: {image: nginx, networks: [front]}\nnetworks:\n  front:"
            )
        case .undefinedVolume:
            DiagnosticFacts(
                "A service refers to a volume that the project does not define.",
                remedy: "Correct the name, or define the volume at the top level; a path of the "
                    + "project starts with `./`.",
                before: "services:\n  db: {image: postgres, volumes: [\"data:/var/lib/postgresql/data\"]}",
                after: "services:\n  db: {image: postgres, volumes: "
                    + "[\"data:/var/lib/postgresql/data\"]}\nvolumes:\n  data:"
            )
        case .undefinedConfig:
            DiagnosticFacts(
                "A service refers to a config that the project does not define.",
                remedy: "Correct the name, or define the config at the top level.",
                before: "services:\n  web: {image: nginx, configs: [site]}",
                after: "services:\n  web: {image: nginx, configs: [site]}\nconfigs:\n  site: {file: "
                    + "./site.conf}"
            )
        case .undefinedSecret:
            DiagnosticFacts(
                "A service refers to a secret that the project does not define.",
                remedy: "Correct the name, or define the secret at the top level.",
                before: "services:\n  web: {image: nginx, secrets: [key]}",
                after: "services:\n  web: {image: nginx, secrets: [key]}\nsecrets:\n  key: {file: "
                    + "./key.pem}"
            )
        case .undefinedModel:
            DiagnosticFacts(
                "A service refers to a model that the project does not define.",
                remedy: "Correct the name, or define the model at the top level."
            )
        case .conflictingAttributes:
            DiagnosticFacts(
                "A service states attributes that exclude or contradict one another.",
                remedy: "Keep one of the attributes, or give both one value.",
                before: "network_mode: host\nnetworks: [front]",
                after: "network_mode: host"
            )
        case .duplicateContainerName:
            DiagnosticFacts(
                "Two active services have one container name.",
                remedy: "Give each its own container_name, or leave both out: peers use the names of "
                    + "services."
            )
        case .duplicateMountTarget:
            DiagnosticFacts(
                "A service mounts two things at one place.",
                remedy: "Remove one of the mounts.",
                before: "volumes: [\"a:/data\", \"b:/data\"]",
                after: "volumes: [\"a:/data\"]"
            )
        case .invalidHealthcheck:
            DiagnosticFacts(
                "The list of a health check does not start with CMD, CMD-SHELL or NONE.",
                remedy: "Put `CMD` before the command, or write it as one string, which a shell runs.",
                before: "test: [curl, -f, http://localhost]",
                after: "test: [CMD, curl, -f, http://localhost]"
            )
        case .dependencyCycle:
            DiagnosticFacts(
                "Services depend on one another in a circle.",
                remedy: "Remove one of the dependencies; a client that tries again needs none."
            )
        case .noSuchService:
            DiagnosticFacts(
                "A service named on the command line does not exist.",
                remedy: "Correct the name; `compose2nomad config --services` lists them."
            )
        case .versionOneFile:
            DiagnosticFacts(
                "A file has its services at the top level, as in version 1 of the format.",
                "Docker Compose has refused such files since its version 2. What stood beside the services then, such as named "
                    + "volumes, has sections of its own now.",
                remedy: "Write `services:` above them and indent them. Drop `links`: services find each other by name.",
                before: "web:\n  image: nginx\n  links: [db]\ndb:\n  image: postgres",
                after: "services:\n  web:\n    image: nginx\n  db:\n    image: postgres"
            )
        }
    }
}

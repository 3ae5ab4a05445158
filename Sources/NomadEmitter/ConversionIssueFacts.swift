package import ComposeParser

extension ConversionIssue {
    /// What is known of each, for the documentation and `explain`.
    package var facts: DiagnosticFacts {
        switch self {
        case .nameCollision:
            DiagnosticFacts(
                "Two services would have one name in Nomad.",
                "Names of Nomad and of DNS have letters, digits and dashes: `web_1` and "
                    + "`web.1` are both `web-1` there.",
                remedy: "Rename one of the services."
            )
        case .renamed:
            DiagnosticFacts(
                "A service has another name in Nomad because of characters that Nomad does not "
                    + "allow.",
                remedy: "Nothing: peers still reach the service by its own name, which stays a tag in "
                    + "Consul."
            )
        case .ambiguousName:
            DiagnosticFacts(
                "A name means different services in different networks, which Consul's DNS "
                    + "does not tell apart.",
                remedy: "Give the services different names or aliases, or use --network docker, where "
                    + "each network has its own names."
            )
        case .noServices:
            DiagnosticFacts(
                "No service is left to convert.",
                remedy: "Enable a profile with --profile, or define a service.",
                before: "services:\n  web: {image: nginx, profiles: [prod]}",
                after: "compose2nomad --profile prod compose.yaml"
            )
        case .staticPortsOfReplicas:
            DiagnosticFacts(
                "Several instances bind the same host ports and need as many nodes.",
                "Without the container network the ports that peers use are bound on the node, "
                    + "and a node has each number once.",
                remedy: "Use --network container, which binds only what is published, or have as many "
                    + "nodes and say so with --nodes."
            )
        case .sharedHostPort:
            DiagnosticFacts(
                "Services bind one host port that is not published; each needs a node of its own.",
                remedy: "Use --network container or docker, or have enough nodes and say so with --nodes."
            )
        case .longKillTimeout:
            DiagnosticFacts(
                "A service may take longer to stop than Nomad clients allow by default.",
                "Nomad clients cut kill_timeout at 30 s unless they are told otherwise: the "
                    + "container is then killed before its stop_grace_period is over.",
                remedy: "Raise max_kill_timeout in the client's configuration; client.hcl has the line.",
                asksOperator: true
            )
        case .cpuLimitLost:
            DiagnosticFacts(
                "A CPU limit beside a lower reservation is lost.",
                "Nomad has one CPU figure, a share that may be exceeded; the reservation is "
                    + "taken.",
                remedy: "Drop the reservation if the limit matters more.",
                before: "deploy:\n  resources:\n    limits: {cpus: \"1.5\"}\n    reservations: {cpus: "
                    + "\"0.5\"}",
                after: "deploy:\n  resources:\n    limits: {cpus: \"1.5\"}"
            )
        case .allDevices:
            DiagnosticFacts(
                "A service asks for all devices and gets one.",
                remedy: "State a count.",
                before: "gpus: all",
                after: "gpus:\n  - count: 2"
            )
        case .placementLost:
            DiagnosticFacts(
                "A placement constraint has no counterpart in Nomad.",
                remedy: "Use node.hostname or node.labels.X, which is meta X of the client in Nomad, "
                    + "or write a constraint in x-nomad.",
                before: "placement:\n  constraints: [node.role==manager]",
                after: "placement:\n  constraints: [node.labels.role==manager]"
            )
        case .updateLost:
            DiagnosticFacts(
                "A service with rules for updates becomes a batch job, which has none.",
                remedy: "Make it a service with the label `nomad.type: service`, or drop update_config."
            )
        case .startFirstWithStaticPorts:
            DiagnosticFacts(
                "An update cannot start the successor first because of static host ports.",
                "Both instances would bind one number on one node.",
                remedy: "Use --network container, or leave `order` out: the old instance stops first."
            )
        case .emptyCommand:
            DiagnosticFacts(
                "A service clears the command of its image, which Nomad cannot do alone.",
                remedy: "State an entrypoint: it drops the command of the image.",
                before: "command: []",
                after: "entrypoint: [/bin/server]"
            )
        case .tmpfsOptionsLost:
            DiagnosticFacts(
                "Options of a tmpfs mount have no place in Nomad.",
                remedy: "Let the container change owner and mode itself; size and mode are taken."
            )
        case .ownerIsNoNumber:
            DiagnosticFacts(
                "The owner of a config, secret or volume is a name, where a number is needed.",
                remedy: "Give the numeric id: Nomad renders the file outside of the container, where "
                    + "its names are not known.",
                before: "configs: [{source: site, uid: nginx}]",
                after: "configs: [{source: site, uid: \"101\"}]"
            )
        case .missingContent:
            DiagnosticFacts(
                "The content of a config or secret is not there at conversion time.",
                remedy: "Create the file or set the variable and convert again, or store the value "
                    + "where the template looks for it."
            )
        case .optionalDependency:
            DiagnosticFacts(
                "A service waits for a dependency that it could do without.",
                remedy: "Nothing, if the dependency is there. Else take it out of depends_on: Nomad "
                    + "cannot give up waiting."
            )
        case .noHealthcheck:
            DiagnosticFacts(
                "A service waits for the health of one that has no healthcheck in the file.",
                remedy: "Copy the healthcheck of the image into the file, or let --images tell it. "
                    + "Until then the service waits for the start only.",
                before: "depends_on:\n  db: {condition: service_healthy}",
                after: "# and in db:\nhealthcheck:\n  test: [CMD, pg_isready]"
            )
        case .healthcheckLost:
            DiagnosticFacts(
                "A healthcheck has no command, or cannot be expressed with the provider nomad.",
                remedy: "State a test; with --provider nomad give the service a port that the node "
                    + "binds, or use --provider consul, which runs commands in the container."
            )
        case .healthcheckDegraded:
            DiagnosticFacts(
                "A healthcheck becomes a tcp check with the provider nomad.",
                "Nomad's own checks ask a port and run no commands: the service counts as "
                    + "healthy once the port is open.",
                remedy: "Use --provider consul, which runs the command in the container."
            )
        case .figureRaised:
            DiagnosticFacts(
                "A figure is below what Nomad takes and is raised.",
                remedy: "Raise it in the file, so that both agree. Nomad takes intervals and timeouts "
                    + "of a second or more, memory of 10 MiB or more."
            )
        case .ownResolvers:
            DiagnosticFacts(
                "A service names its own resolvers, which may not know its peers.",
                remedy: "Drop `dns`, or put a resolver first that knows .consul."
            )
        case .externalVolume:
            DiagnosticFacts(
                "An external volume must already exist on the nodes.",
                "Compose does not create external volumes either.",
                remedy: "Create it: client.hcl, deploy.sh or `nomad volume create`, as the message "
                    + "names it.",
                asksOperator: true
            )
        case .volumeStartsEmpty:
            DiagnosticFacts(
                "A volume has nothing of the image that Docker would copy into it.",
                "Docker copies what the image has at the mount's place into a new volume. "
                    + "Dynamic and CSI volumes start empty.",
                remedy: "Use --volumes host, which fills it from the image once, or let the service "
                    + "fill it."
            )
        case .anonymousVolume:
            DiagnosticFacts(
                "An anonymous volume lives as long as its allocation.",
                "It belongs to the allocation: a new one starts with nothing.",
                remedy: "Give it a name.",
                before: "volumes: [/var/lib/data]",
                after: "volumes: [\"data:/var/lib/data\"]"
            )
        case .hostPath:
            DiagnosticFacts(
                "A service mounts a path of the node.",
                remedy: "Have the path on each node that may run the service, and enable volumes in "
                    + "the docker plugin (see client.hcl). Pin the service to a node with --node or "
                    + "a constraint if only that one has it.",
                asksOperator: true
            )
        case .embeddedFiles:
            DiagnosticFacts(
                "Files of the project that the container may write go into the job as a copy.",
                "Files of the project are few and small here, so the job carries them. Each "
                    + "allocation gets a fresh copy.",
                remedy: "Mount it read-only if nothing is written; use a named volume for what has to "
                    + "stay.",
                before: "volumes: [\"./prometheus.yml:/etc/prometheus/prometheus.yml\"]",
                after: "volumes: [\"./prometheus.yml:/etc/prometheus/prometheus.yml:ro\"]"
            )
        case .syncedFolder:
            DiagnosticFacts(
                "Files of the project do not go into the job and have to be brought to the nodes.",
                remedy: "`deploy.sh node-setup` copies it to the node on which you run it; do so on "
                    + "each node that may run the service, or mount shared storage there.",
                asksOperator: true
            )
        case .stateFolder:
            DiagnosticFacts(
                "What a service writes into a folder or file of the project stays in a host "
                    + "volume of one node.",
                remedy: "Run `deploy.sh node-setup` on that node, which makes the volume and fills it "
                    + "from the project once. With `:ro` the files go into the job instead.",
                asksOperator: true
            )
        case .missingSource:
            DiagnosticFacts(
                "A file or folder of the project that a service mounts does not exist.",
                remedy: "Create the file or folder and convert again. Docker would make an empty "
                    + "folder there."
            )
        case .duplicateMount:
            DiagnosticFacts(
                "Two mounts of a service have one target; Docker refuses that, and the first "
                    + "is kept.",
                remedy: "Remove one of the mounts."
            )
        case .mountOptionLost:
            DiagnosticFacts(
                "An option of a mount is lost: the form that the mount needs has no place for it.",
                remedy: "Leave the option out, or prepare the path on the nodes accordingly."
            )
        case .subpathLost:
            DiagnosticFacts(
                "A path inside of a volume becomes a volume of its own.",
                remedy: "Use --volumes host, where it is a folder of the same volume."
            )
        case .linkLeavesProject:
            DiagnosticFacts(
                "A symbolic link in a mounted folder leads out of the project and is left out.",
                remedy: "Put the files themselves where the link is, if the service needs them."
            )
        case .secretFile:
            DiagnosticFacts(
                "A mounted file looks secret and is kept out of the job.",
                remedy: "Nothing: deploy.sh stores it, and the job reads it at run time. --secrets "
                    + "inline writes it into the job."
            )
        case .secretNotExecutable:
            DiagnosticFacts(
                "A mounted file is secret and executable, and Nomad keeps secrets where "
                    + "nothing runs.",
                remedy: "Let the command name its interpreter (`sh /run/script`), or make the file "
                    + "readable for all if it holds no secret."
            )
        case .secretInJob:
            DiagnosticFacts(
                "A value that looks secret stands in the compose file and hence in the job.",
                "Who may read the job in Nomad sees the value.",
                remedy: "Write `${NAME}` and keep the value in .env, or convert with --env-secrets, "
                    + "which keeps such values where secrets are.",
                before: "environment:\n  POSTGRES_PASSWORD: hunter2",
                after: "environment:\n  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}   # its value in .env"
            )
        case .valuesInJob:
            DiagnosticFacts(
                "A job holds values from outside of the compose file, by choice or as JSON.",
                remedy: "Keep the file as you keep .env, or convert to HCL without --variables inline "
                    + "and --secrets inline."
            )
        case .largeContent:
            DiagnosticFacts(
                "A file or config makes the job large.",
                remedy: "Use an artifact in x-nomad, or a host volume: Nomad keeps at most 1 MB of job "
                    + "source."
            )
        case .largeVariable:
            DiagnosticFacts(
                "The secrets of a job exceed what a Nomad variable holds.",
                remedy: "Use --secrets vault, or --layout service for a variable for each service. A "
                    + "Nomad variable holds 64 KiB."
            )
        case .sharedVolume:
            DiagnosticFacts(
                "Several services or instances mount one volume, which not every node may see "
                    + "alike.",
                "A host volume is on one node: the services follow it there.",
                remedy: "Let one node run them, mount shared storage at the volume's path on several, "
                    + "or use --volumes csi.",
                asksOperator: true
            )
        case .tooManyPorts:
            DiagnosticFacts(
                "A service publishes or exposes more ports than a job should name one by one.",
                remedy: "Publish a shorter range, or use `network_mode: host`."
            )
        case .unsupportedProtocol:
            DiagnosticFacts(
                "A port uses a protocol that Nomad does not map.",
                remedy: "Use `network_mode: host` for sctp.",
                before: "ports: [\"9899:9899/sctp\"]",
                after: "network_mode: host"
            )
        case .portCollision:
            DiagnosticFacts(
                "Two ports ask for one host port.",
                remedy: "Publish one of them on another number.",
                before: "a: {image: a, ports: [\"8080:80\"]}\nb: {image: b, ports: [\"8080:80\"]}",
                after: "a: {image: a, ports: [\"8080:80\"]}\nb: {image: b, ports: [\"8081:80\"]}"
            )
        case .portRangeLost:
            DiagnosticFacts(
                "A range of possible host ports becomes any free port.",
                remedy: "Publish one number, or set min_dynamic_port and max_dynamic_port in the "
                    + "client's configuration for the whole cluster."
            )
        case .inferredPort:
            DiagnosticFacts(
                "A port that no attribute declares is inferred from what speaks for it.",
                "Names lead to the node's address with --network dns and hosts, so ports that "
                    + "peers use have to be bound there. The evidence is an environment variable, a "
                    + "command, a healthcheck, a label, a mounted file or the image.",
                remedy: "State it under `expose`, if you want it in the file.",
                before: "cache: {image: redis}",
                after: "cache: {image: redis, expose: [\"6379\"]}"
            )
        case .unknownPort:
            DiagnosticFacts(
                "Nothing says which ports services serve, and peers reach only ports that the "
                    + "job names.",
                remedy: "Add `expose: [PORT]` to those that peers connect to, let --images say what "
                    + "their images expose, or use --network container or docker, where every port "
                    + "is reached.",
                before: "api: {image: example/api}",
                after: "api: {image: example/api, expose: [\"3000\"]}"
            )
        case .portTaken:
            DiagnosticFacts(
                "A container's own port is not bound on the node, because something else needs "
                    + "that number.",
                remedy: "Nothing, unless peers use that number: then use --network container or docker."
            )
        case .unsupportedAttribute:
            DiagnosticFacts(
                "An attribute has no counterpart in Nomad and is dropped.",
                remedy: "The hint of the message says what to use instead; `compose2nomad explain "
                    + "ATTRIBUTE` tells of one attribute, and x-nomad states what Nomad has and "
                    + "Compose has not.",
                before: "annotations: {team: web}",
                after: "x-nomad:\n  task: {meta: {team: web}}"
            )
        case .approximatedAttribute:
            DiagnosticFacts(
                "An attribute is in the job, but not in every respect.",
                remedy: "Mostly nothing: `compose2nomad explain ATTRIBUTE` tells what is different. It "
                    + "is a warning where that may matter."
            )
        case .operatorAction:
            DiagnosticFacts(
                "An attribute is in the job and works once the operator has prepared something.",
                "The job is complete, and Nomad places or starts it once the nodes allow it.",
                remedy: "Do what the message says on the nodes, once; client.hcl and deploy.sh hold "
                    + "most of it.",
                asksOperator: true
            )
        case .segmentationLost:
            DiagnosticFacts(
                "Services that Compose keeps apart in different networks reach each other in "
                    + "Nomad.",
                "Compose keeps services without a common network apart. Consul's DNS gives "
                    + "every name to all, and ports of the node are open to all.",
                remedy: "Use --network docker on one node, --network mesh with intentions in Consul, "
                    + "or the firewall of the nodes."
            )
        case .strategyNeedsConsul:
            DiagnosticFacts(
                "A network strategy that needs Consul is replaced with the provider nomad.",
                remedy: "Use --provider consul, or name --network hosts or docker yourself."
            )
        case .namesUnresolved:
            DiagnosticFacts(
                "Services in a network namespace of their own do not find peers by rendered "
                    + "hosts files.",
                "Nomad writes the hosts file of a group's network itself, and a rendered one "
                    + "cannot be mounted over it.",
                remedy: "Point dns_servers to Consul's DNS, or use --network dns."
            )
        case .oneNodeOnly:
            DiagnosticFacts(
                "A network strategy holds on one node only.",
                "With --network container and docker peers meet inside of one node. --cni NAME "
                    + "names a CNI network that reaches over several.",
                remedy: "Name that node with --node, or with NODE for deploy.sh. With one node in the "
                    + "cluster nothing is to be done.",
                asksOperator: true
            )
        case .tooManyNames:
            DiagnosticFacts(
                "Hosts files would state more names than a job can reasonably hold.",
                remedy: "Use --network dns, where nothing states names, or split the project. With --layout pod and "
                    + "--network hosts each task states the names of its peers, so that twice the services are four "
                    + "times the names."
            )
        case .podReplicas:
            DiagnosticFacts(
                "Several instances of a service become one in a pod.",
                remedy: "Use --layout project: a pod has one of each."
            )
        case .podOutsider:
            DiagnosticFacts(
                "A service inside and one outside of a pod do not find each other by name.",
                remedy: "Use --layout project, or bring both into the pod."
            )
        case .podPortClash:
            DiagnosticFacts(
                "Two services of a pod listen on one port.",
                remedy: "Use --layout project, or let one of them listen on another port: a pod has "
                    + "one set of ports."
            )
        case .udpInMesh:
            DiagnosticFacts(
                "A udp port that peers use is not carried by the mesh.",
                remedy: "Use --network dns, container or docker for udp."
            )
        case .networksMerged:
            DiagnosticFacts(
                "Docker networks become one, because a task joins one only.",
                remedy: "Give services that are to be kept apart no common peer, or use --network mesh "
                    + "with intentions. A Nomad task joins one Docker network."
            )
        case .networkOutOfReach:
            DiagnosticFacts(
                "A service does not reach a peer in another Docker network.",
                remedy: "Give both services a common network, or use another --network.",
                before: "web: {networks: [front]}\ndb: {networks: [back]}",
                after: "web: {networks: [front, back]}\ndb: {networks: [back]}"
            )
        case .hostnameChanged:
            DiagnosticFacts(
                "A hostname is no DNS name and is changed.",
                remedy: "Write a hostname of letters, digits and dashes."
            )
        case .healthUnknown:
            DiagnosticFacts(
                "A service waits for the health of another, and the provider knows only that "
                    + "it has started.",
                remedy: "Use --provider consul, which knows health."
            )
        case .oneShotAwaited:
            DiagnosticFacts(
                "A service waits for the end of a one-shot where the file says started.",
                remedy: "Say `service_completed_successfully`, which is what happens.",
                before: "depends_on:\n  migrate: {condition: service_started}",
                after: "depends_on:\n  migrate: {condition: service_completed_successfully}"
            )
        case .oneShotInferred:
            DiagnosticFacts(
                "A service that says nothing about restarts is seen to end, and runs once.",
                "Nothing is said about restarts, and its command, image or name tells that it "
                    + "ends: it becomes a batch job or a prestart task.",
                remedy: "If it keeps running, say `restart: unless-stopped`, or give it the label "
                    + "`nomad.type: service`."
            )
        case .oneShotLeftOut:
            DiagnosticFacts(
                "A one-shot with a scale of 0 is in no job.",
                remedy: "Set its scale to 1 if it is to run."
            )
        case .endUnknown:
            DiagnosticFacts(
                "Nothing says whether a service ends, so it is kept running.",
                "Compose starts it once; Nomad starts a service again whenever it ends.",
                remedy: "If it ends, say `restart: \"no\"`, or give it the label `nomad.type: batch`. "
                    + "If it keeps running, say `restart: unless-stopped`.",
                before: "backup: {image: example/backup}",
                after: "backup: {image: example/backup, restart: \"no\"}"
            )
        case .gateCycle:
            DiagnosticFacts(
                "Tasks would wait for each other for ever.",
                remedy: "Remove one of the dependencies: the message lists who waits for whom."
            )
        case .unknownNomadAttribute:
            DiagnosticFacts(
                "An `x-nomad` has a key that Nomad does not know there.",
                remedy: "Correct the name, or move it to the block that has it; Docs/x-nomad.md shows "
                    + "the form.",
                before: "x-nomad:\n  task: {kill_timout: 30s}",
                after: "x-nomad:\n  task: {kill_timeout: 30s}"
            )
        case .wrongNomadType:
            DiagnosticFacts(
                "A value in `x-nomad` has the wrong type.",
                remedy: "Write a value of the type that the message names."
            )
        case .wrongNomadValue:
            DiagnosticFacts(
                "A value in `x-nomad` or in a label `nomad.*` is none that Nomad takes.",
                remedy: "Write one of the values that the message names."
            )
        case .misplacedNomadAttribute:
            DiagnosticFacts(
                "An `x-nomad` states something that has no place there.",
                remedy: "Move it to the service, job or volume that it is about; Docs/x-nomad.md shows "
                    + "the form."
            )
        case .unknownNomadLabel:
            DiagnosticFacts(
                "A label `nomad.*` means nothing.",
                remedy: "The labels are nomad.type, nomad.count, nomad.port and nomad.network."
            )
        case .refusedOverride:
            DiagnosticFacts(
                "An `x-nomad` makes a job that Nomad would refuse.",
                remedy: "Change what the message names. The rule is Nomad's own, checked before the "
                    + "job is sent."
            )
        case .deadOverride:
            DiagnosticFacts(
                "An `x-nomad` says what Nomad takes and what has no effect, or fails when the "
                    + "task starts.",
                remedy: "Remove it, or change what keeps it from working."
            )
        case .newerNomad:
            DiagnosticFacts(
                "An `x-nomad` or an option asks for what came after the Nomad that the jobs "
                    + "are for.",
                remedy: "Say --nomad-version with the version that you run, if it has it."
            )
        case .invalidJob:
            DiagnosticFacts(
                "The conversion gives a job that Nomad would refuse; this is a bug.",
                remedy: "Tell us, with the compose file: no project should give such a job."
            )
        case .hookOrderLost:
            DiagnosticFacts(
                "Hooks run all at once, because they cannot share one task.",
                remedy: "Put the commands into one script, or into one hook."
            )
        case .refusedByDocker:
            DiagnosticFacts(
                "A value that Docker itself refuses cannot be converted, or is left out.",
                remedy: "Correct the value. Docker Compose passes it on, and Docker refuses it when "
                    + "the container is made.",
                before: "cap_add: [NET_ADMNI]",
                after: "cap_add: [NET_ADMIN]"
            )
        case .replacedAtRunTime:
            DiagnosticFacts(
                "Nomad replaces a reference in a value where nothing can escape it.",
                remedy: "Rename what the value names, or let the program put it together: Nomad reads "
                    + "`${…}` in environment values."
            )
        case .hostnameLost:
            DiagnosticFacts(
                "A hostname has no effect in the UTS namespace of the node.",
                remedy: "Drop `uts: host`, or the hostname: the host's name is that of the container "
                    + "then."
            )
        case .sysctlLost:
            DiagnosticFacts(
                "A network parameter cannot be set in the network namespace of the node.",
                remedy: "Set it on the nodes."
            )
        case .variableWrittenIn:
            DiagnosticFacts(
                "A figure computed from a variable of the file stands in the job as a value.",
                remedy: "Convert again when the variable changes: the figure had to be computed, which "
                    + "a job cannot do."
            )
        case .reachablePorts:
            DiagnosticFacts(
                "Ports that the file does not publish are open on an address of the nodes.",
                "Compose keeps unpublished ports inside of its networks. With --network dns "
                    + "and hosts peers reach them on the address of a node, and so does everybody "
                    + "else who reaches it.",
                remedy: "Use --network container, which gives peers the addresses of containers, "
                    + "--private-network NAME, which binds these ports on a private network of the "
                    + "nodes, or a firewall."
            )
        case .agentPort:
            DiagnosticFacts(
                "A service binds a port of the node that the agents of Nomad or Consul use.",
                "4646–4648 are Nomad's, 8300–8302, 8500–8503 and 8600 Consul's, 53 its DNS.",
                remedy: "Publish it on another number, move the agent's, or use --network docker or "
                    + "hosts where it is port 53."
            )
        case .loopbackOfNode:
            DiagnosticFacts(
                "A service in the network of the node asks its loopback for a port that is not "
                    + "bound there.",
                remedy: "Ask the node's address, or publish the port on 127.0.0.1, which becomes a "
                    + "host network of the clients."
            )
        case .lostResolver:
            DiagnosticFacts(
                "A service asks a resolver at the fixed address of another one, which Nomad "
                    + "does not keep.",
                remedy: "Publish port 53 of the resolver, pin it to one node and name that node in "
                    + "`dns`, or use --network docker, which keeps fixed addresses."
            )
        case .invalidJSON:
            DiagnosticFacts(
                "A file is not valid JSON.",
                remedy: "Write the file anew: `docker image inspect $(compose2nomad images) > "
                    + "compose2nomad.images.json`."
            )
        case .invalidImages:
            DiagnosticFacts(
                "The file of images holds something else than what `docker image inspect` prints.",
                remedy: "Write the file anew: `docker image inspect $(compose2nomad images) > "
                    + "compose2nomad.images.json`."
            )
        case .otherProjectName:
            DiagnosticFacts(
                "A name is that of a container of a project with another name.",
                "Compose calls containers `PROJECT-SERVICE-1`. A file that names one works only where the project is "
                    + "called as it was when the file was written, under Docker Compose as in Nomad.",
                remedy: "Name the service instead, or give the project that name: `-p`, or `name:` in the file.",
                before: "targets: [fl-core-1:4000]",
                after: "targets: [core:4000]"
            )
        case .unknownHost:
            DiagnosticFacts(
                "A URL in a mounted file names a host that no service has.",
                "It may be a machine that the nodes know; if it was a service once, nothing answers.",
                remedy: "Nothing if the nodes know it; else name a service, or add it with `extra_hosts`."
            )
        case .invalidChoice:
            DiagnosticFacts(
                "`compose2nomad.yaml` says something that is no choice of a conversion.",
                "The file beside the compose file holds options of the command line by their names, without dashes.",
                remedy: "Correct it, or write it anew with `compose2nomad init`.",
                before: "netwrok: hosts",
                after: "network: hosts"
            )
        case .serverRefuses:
            DiagnosticFacts(
                "The Nomad server that `plan` asked does not take a job.",
                "What this version of Nomad refuses, its configuration forbids, or the token does not permit.",
                remedy: "Mend what it names, or say it in `x-nomad`; if Nomad is of another version, `--nomad-version`."
            )
        case .serverWarns:
            DiagnosticFacts(
                "The Nomad server that `plan` asked takes a job with a warning.",
                remedy: "What the warning says."
            )
        case .notPlaced:
            DiagnosticFacts(
                "No node of the cluster can take a group now.",
                "Nomad would take the job and let the group wait until a node does.",
                remedy: "Give a node what is missing: `client.hcl` has what they need, `deploy.sh` looks for it.",
                asksOperator: true
            )
        case .planSkipped:
            DiagnosticFacts(
                "`plan` asked no Nomad server, as none is known.",
                remedy: "Set `NOMAD_ADDR`.",
                asksOperator: true
            )
        case .imageHealthcheck:
            DiagnosticFacts(
                "The healthcheck of a service is that of its image.",
                remedy: "Nothing; `healthcheck: {disable: true}` does without it."
            )
        case .imageTwice:
            DiagnosticFacts(
                "An image stands twice in the file of images, and not alike.",
                remedy: "Keep the one that the nodes run."
            )
        case .imagePlatform:
            DiagnosticFacts(
                "Images of the project are for several platforms, or for another one than Linux.",
                remedy: "Pull the image with `docker pull --platform`, and inspect it again."
            )
        case .unusedImage:
            DiagnosticFacts(
                "The file of images holds images that no service runs.",
                remedy: "Nothing, or write the file anew."
            )
        case .unknownImage:
            DiagnosticFacts(
                "The file of images lacks images of the project.",
                remedy: "Write the file anew: `docker image inspect $(compose2nomad images) > "
                    + "compose2nomad.images.json`."
            )
        case .filesLeftOut:
            DiagnosticFacts(
                "Standard output holds several jobs, or a job without the files that it needs.",
                remedy: "Write all files with -o DIR.",
                before: "compose2nomad compose.yaml > shop.nomad.hcl",
                after: "compose2nomad compose.yaml -o nomad/",
                asksOperator: true
            )
        case .noNodeFits:
            DiagnosticFacts(
                "Services share a volume, which is on one node, and a host port, which one "
                    + "node has once.",
                remedy: "Use --network container or docker, which bind no ports that are not "
                    + "published, or give each its own volume."
            )
        case .signalLost:
            DiagnosticFacts(
                "A stop signal that no node of Nomad has is left out.",
                remedy: "Name a signal that Linux has, such as SIGTERM.",
                before: "stop_signal: SIGRTMIN+3",
                after: "stop_signal: SIGTERM"
            )
        case .takenTarget:
            DiagnosticFacts(
                "A mount lies where Nomad mounts something of its own.",
                remedy: "Mount it elsewhere and tell the application where: /local, /secrets, /alloc, "
                    + "/etc/hosts, /etc/resolv.conf and /etc/hostname are written by Nomad or Docker."
            )
        case .engineRouter:
            DiagnosticFacts(
                "A router asks the Docker engine for addresses that only Docker networks give.",
                remedy: "Use --network docker, or let the router read the catalog of Consul: the "
                    + "labels are tags there.",
                before: "command: --providers.docker",
                after: "command: --providers.consulcatalog"
            )
        case .commonName:
            DiagnosticFacts(
                "A name means several services at once, where it resolves to their nodes.",
                remedy: "Use --network container or docker, where each service has an address of its own."
            )
        }
    }
}

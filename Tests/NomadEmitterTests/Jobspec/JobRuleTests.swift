import ComposeParser
import Testing

@testable import NomadEmitter

/// Each rule of the job checker, with what a real Nomad 2.0.5 said of such a job.
@Suite struct JobRuleTests {
    /// An `x-nomad` of a service, the rule that its job breaks, and Nomad's answer.
    struct Verdict: Sendable, CustomTestStringConvertible {
        var rule: JobspecValidator.Rule
        var nomad: String
        var answer: String

        init(_ rule: JobspecValidator.Rule, _ nomad: String, _ answer: String) {
            (self.rule, self.nomad, self.answer) = (rule, nomad, answer)
        }

        var testDescription: String { "\(rule.rawValue): \(answer)" }
    }

    private func said(_ nomad: String) -> [String] {
        let text = "name: shop\nservices: {a: {image: example/a, x-nomad: {\(nomad)}}}"
        var options = ConversionOptions.dns
        options.nomadVersion = NomadVersion(2, 0)
        let conversion = Conversion(
            of: LoadOptions(workingDirectory: "/shop"),
            options: options,
            files: MemoryFiles(["/shop/compose.yaml": text])
        )
        return conversion.diagnostics.all.filter { $0.severity != .note }.map { "\($0.id): \($0.hint ?? "")" }
    }

    static let refused = [
        Verdict(.uniqueName, "task: {action: {a b: {command: /bin/true}}}", "invalid name 'a b'"),
        Verdict(.range, "type: batch, job: {periodic: {crons: ['* * * *']}}", "Invalid cron spec: missing field(s)"),
        Verdict(.jobType, "type: batch, migrate: {}", "Job type \"batch\" does not allow migrate block"),
        Verdict(.task, "task: {identity: [{ttl: 1h}]}", "ttl for default identity not yet supported"),
        Verdict(.resources, "task: {resources: {cpu: 0}}", "minimum CPU value is 1; got 0"),
        Verdict(.resources, "task: {resources: {cores: 1, cpu: 100}}", "Task can only ask for 'cpu' or 'cores'"),
        Verdict(
            .logs,
            "ephemeral_disk: {size: 100}, task: {logs: {max_files: 10, max_file_size: 10}}",
            "log storage (100 MB) must be less than requested disk capacity (100 MB)"
        ),
        Verdict(
            .ports,
            "network: {mode: bridge, port: {a: {static: 8080}, b: {static: 8080}}}",
            "Static port 8080 already reserved by taskgroup network:a"
        ),
        Verdict(
            .undefinedPort,
            "task: {service: [{name: web, port: ghost}]}",
            "port label \"ghost\" referenced by services web does not exist"
        ),
        Verdict(.hostname, "network: {mode: bridge, hostname: a..b}", "Hostname is not a valid DNS name"),
        Verdict(.service, "service: [{name: my.web}]", "Service name must be valid per RFC 1123"),
        Verdict(
            .check,
            "network: {port: {http: {}}}, service: [{name: web, port: http, "
                + "check: [{type: http, interval: 10s, timeout: 2s}]}]",
            "http type must have http path"
        ),
        Verdict(.update, "update: {auto_promote: true}", "Auto Promote requires a Canary count greater than zero"),
        Verdict(.restart, "restart: {mode: always}", "Unsupported restart mode: \"always\""),
        Verdict(.reschedule, "reschedule: {delay: 4s}", "Delay cannot be less than 5s (got 4s)"),
        Verdict(
            .disconnect,
            "disconnect: {lost_after: 1h, stop_on_client_after: 1h}",
            "Disconnect cannot be configured with both lost_after and stop_after"
        ),
        Verdict(.scaling, "scaling: {min: 4, max: 3}", "maximum count must not be less than minimum count"),
        Verdict(.volume, "volume: {data: {type: host}}", "volume has an empty source"),
        Verdict(
            .template,
            "task: {template: [{destination: ../../a, data: a}]}",
            "destination escapes allocation directory"
        ),
        Verdict(
            .artifact,
            "task: {artifact: [{source: 'https://example.com/a.tgz', destination: ../../a}]}",
            "destination escapes allocation directory"
        ),
        Verdict(.constraint, "constraint: [{value: a}]", "no attribute provided but is required by operator"),
        Verdict(.enterprise, "consul: {cluster: other}", "non-default Consul cluster requires Nomad Enterprise"),
        Verdict(.schema, "scaling: {min: 1}", "The argument \"max\" is required, but no definition was found."),
    ]

    /// Nomad takes them; what happens then is said in our words.
    static let dead = [
        Verdict(.mainTask, "task: {lifecycle: {hook: prestart}}", "the allocation ends at once"),
        Verdict(.docker, "task: {config: {command: ' true'}}", "the driver refuses spaces around the command"),
        Verdict(.docker, "task: {config: {isolation: process}}", "Docker refuses it on Linux"),
        Verdict(.dockerNetwork, "task: {config: {mac_address: '02:00'}}", "Docker refuses it"),
        Verdict(.mount, "task: {config: {volumes: ['data:/alloc']}}", "duplicate mount point"),
        Verdict(.disconnect, "max_client_disconnect: 1h", "it is not copied into the job"),
        Verdict(.range, "task: {kill_signal: TERM}", "no node has that signal"),
        Verdict(.undefinedPort, "task: {config: {ports: [ghost]}}", "the driver knows no such label"),
        Verdict(.volume, "volume: {data: {source: data, type: nfs}}", "the block is dropped"),
        Verdict(.constraint, "affinity: [{attribute: '$${foo.bar}', value: a}]", "it never matches"),
        Verdict(.task, "task: {driver: foo}", "no node has the driver"),
        Verdict(.resources, "task: {resources: {iops: 1}}", "it is not read any more"),
    ]

    /// Nomad takes them, and does what they say.
    static let accepted = [
        "type: batch, job: {periodic: {crons: ['0 0 * * *']}}", "type: sysbatch, count: 1",
        "task: {resources: {memory: 100, memory_max: -1}}", "update: {auto_promote: true, canary: 1}",
        "restart: {attempts: 0, mode: fail}", "reschedule: {delay: 5s}", "disconnect: {lost_after: 1h}",
        "scaling: {min: 1, max: 3}", "network: {mode: bridge, hostname: a_b}", "meta: {a.b: x}",
        "constraint: [{distinct_hosts: false}]", "ephemeral_disk: {size: 101}, task: {logs: {max_file_size: 10}}",
        "task: {template: [{destination: local/a, data: a, wait: {min: 2s}}]}",
        // The variable for the limit goes with it.
        "task: {config: {memory_hard_limit: null}}",
    ]

    @Test(arguments: refused) func whatNomadRefuses(verdict: Verdict) {
        #expect(said(verdict.nomad) == ["refused-override: the rule is \(verdict.rule.rawValue)"])
    }

    @Test(arguments: dead) func whatDoesNotWork(verdict: Verdict) {
        #expect(said(verdict.nomad) == ["dead-override: the rule is \(verdict.rule.rawValue)"])
    }

    @Test(arguments: accepted) func whatNomadTakes(nomad: String) {
        #expect(said(nomad) == [])
    }

    /// All rules but those about variables, which x-nomad cannot declare, are told above.
    @Test func everyRule() {
        let told = Set((Self.refused + Self.dead).map(\.rule))
        let rules = Set(JobspecValidator.Rule.allCases).subtracting([.variable, .unusedVariable])
        #expect(told == rules)
    }
}

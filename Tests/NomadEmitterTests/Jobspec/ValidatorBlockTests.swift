import HCL
@testable import NomadEmitter
import Testing

/// Rules about blocks that jobs of a library user have in properties or in `extra`, and values that nobody can know.
@Suite struct ValidatorBlockTests {
    private func found(_ jobspec: Jobspec) -> [String] {
        JobspecValidator.findings(in: jobspec).map { "\($0.rule.rawValue): \($0.message.afterPlace)" }
    }

    private func extra(_ type: String, _ labels: [String] = [], _ attributes: HCL.Attribute...) -> HCL.Body {
        HCL.Body([.block(HCL.Block(type, labels: labels, body: HCL.Body(attributes.map { .attribute($0) })))])
    }

    @Test func extraIsCheckedLikeProperties() {
        let template = extra("template", [], .init("destination", "../../x"), .init("data", "x"))
        #expect(
            found(Sample.withTask { $0.extra = template }) == [#"template: template `../../x` leaves the allocation"#]
        )
        #expect(
            found(Sample.withGroup { $0.extra = extra("task", ["b"]) })
                == ["schema: there is no driver"]
        )
        #expect(
            found(Sample.withGroup { $0.extra = extra("volume", ["v"], .init("source", "x")) })
                == [#"volume: volume `v` has no type, not host or csi: Nomad drops it"#]
        )
        #expect(
            found(
                Sample.withTask { $0.config.extra = extra("mount", [], .init("type", "disk"), .init("target", "/x")) }
            )
                == [#"range: config.mount `/x`.type is volume, bind or tmpfs, not `disk`"#]
        )
    }

    @Test func unknownValuesBreakNoRule() {
        var jobspec = Sample.withGroup { group in
            group.count = .variable("N")
            group.extra = extra("scaling", [], .init("min", .reference("var.N")), .init("max", 2))
            group.tasks[0].resources?.memoryMax = .variable("N")
            group.tasks[0].templates = [
                .init(destination: "${NOMAD_SECRETS_DIR}/a", content: .data(.variable("T"))),
                .init(destination: .variable("T"), content: .source(.variable("T"))),
            ]
            group.tasks[0].config.volumes = [.variable("T")]
            group.tasks[0].volumeMounts = []
        }
        jobspec.variables = [.init(name: "N", type: .number), .init(name: "T")]
        #expect(found(jobspec) == [])
    }

    @Test func removedBlocksAreNotThere() {
        let jobspec = Sample.withGroup { group in
            group.update = .init(minHealthyTime: .minutes(9))
            group.extra = HCL.Body([.attribute(HCL.Attribute("update", .null))])
        }
        #expect(found(jobspec) == [])
    }

    @Test func volumesOfCSI() {
        func found(access: String, readOnly: Bool? = nil, count: NumberValue? = nil) -> [String] {
            self.found(
                Sample.withGroup { group in
                    group.count = count
                    group.volumes = [
                        .init(
                            name: "v",
                            kind: .csi(access: access, attachment: "file-system"),
                            source: "s",
                            readOnly: readOnly
                        )
                    ]
                }
            )
        }
        #expect(found(access: "multi-node-multi-writer", count: 3) == [])
        #expect(
            found(access: "multi-node-reader-only")
                == [#"volume: volume `v`: access_mode multi-node-reader-only needs read_only = true"#]
        )
        #expect(
            found(access: "single-node-writer", count: 2)
                == [#"volume: volume `v`: 2 instances cannot share a volume with access_mode single-node-writer"#]
        )
    }

    @Test func secretsOfVault() {
        #expect(
            found(Sample.withTask { $0.vault = .init(changeMode: "signal") })
                == []
        )
        #expect(
            found(Sample.withTask { $0.vault = .init(policies: ["root"]) })
                == ["task: policies of vault have no effect: use a role"]
        )
    }

    @Test func artifacts() {
        func found(_ artifact: Jobspec.Artifact) -> [String] {
            self.found(Sample.withTask { $0.artifacts = [artifact] })
        }
        #expect(found(.init(source: "")) == ["schema: an artifact has no source"])
        #expect(
            found(.init(source: "https://a/b", options: ["checksum": "sha1:1"])) == [
                #"artifact: artifact `https://a/b`: `sha1:1` is no checksum such as `sha256:` with 64 digits"#
            ]
        )
    }

    @Test func scaling() {
        func found(_ scaling: Jobspec.Scaling, count: NumberValue? = nil) -> [String] {
            self.found(
                Sample.withGroup { group in
                    group.scaling = scaling
                    group.count = count
                }
            )
        }
        #expect(found(.init(min: 2, max: 4)) == [])
        #expect(found(.init(min: 5, max: 4)) == ["scaling: min of scaling (5) is more than max (4)"])
        #expect(found(.init(min: 1, max: 4), count: 5) == ["scaling: count 5 is more than max of scaling (4)"])
    }

    @Test func policiesOfTheJobAreInherited() {
        let jobspec = Sample.job { job in
            job.update = .init(progressDeadline: .minutes(40))
            job.groups[0].update = .init(healthyDeadline: .minutes(30))
        }
        #expect(found(jobspec) == [])
    }

    @Test func reschedules() {
        func found(_ reschedule: Jobspec.Reschedule) -> [String] {
            self.found(Sample.withGroup { $0.reschedule = reschedule })
        }
        #expect(found(.init(attempts: 0, unlimited: false)) == [])
        #expect(
            found(.init(attempts: 3, unlimited: false))
                == ["reschedule: the interval of reschedule (0s) is less than 15s"]
        )
        #expect(
            found(.init(maxDelay: .seconds(10), unlimited: true))
                == ["reschedule: max_delay (10s) is less than the delay of reschedule (30s) or than 5s"]
        )
        #expect(
            found(.init(attempts: 4, interval: .minutes(1), delay: .seconds(10), unlimited: false))
                == ["reschedule: 4 reschedules with a delay of 10s do not fit into the interval of 1m"]
        )
    }

    @Test(arguments: [
        (">= 1.8", true), ("~> 1.2, != 1.2.3-beta+1", true), ("v1", true), ("", false), ("new", false),
        (">= 1,", false),
    ])
    func versionRanges(_ text: String, isValid: Bool) {
        let name = RuntimeReference.runtime("attr.nomad.version")
        let jobspec = Sample.withTask {
            $0.constraints = [.init(attribute: name, comparison: .version, value: .init(text))]
        }
        #expect(found(jobspec).isEmpty == isValid)
    }

    @Test(arguments: [
        ("^web[0-9]+$", true), ("[]a]", true), ("[^]a]|b", true), (#"\(a"#, true), ("(?i)a", true), ("a)", false),
        ("(a", false), ("[a", false), ("*a", false), ("a(?=b)", false), (#"a\"#, false),
    ])
    func expressions(_ text: String, isValid: Bool) {
        let name = RuntimeReference.runtime("attr.unique.hostname")
        let jobspec = Sample.withTask {
            $0.constraints = [.init(attribute: name, comparison: .regexp, value: .init(text))]
        }
        #expect(found(jobspec).isEmpty == isValid)
    }

    @Test func affinitiesCompareLess() {
        let affinity = Jobspec.Affinity(attribute: .runtime("meta.x"), comparison: .isSet)
        #expect(
            found(Sample.job { $0.affinities = [affinity] }).first?.hasPrefix("range: affinity.operator is =, ==,")
                == true
        )
    }

    @Test func namesOfChecksCountInTasksOnly() {
        let check = Jobspec.Check(name: "c", kind: .tcp, interval: .seconds(5), timeout: .seconds(1))
        let service = Jobspec.Service(
            name: ServiceName(sanitizing: "s"),
            port: .label(Sample.port),
            checks: [check, check]
        )
        #expect(found(Sample.withGroup { $0.services = [service] }) == [])
        #expect(
            found(Sample.withTask { $0.services = [service] }) == [#"check: service `s` has two checks named `c`"#]
        )
    }

    @Test func checksOfNomadAskNoDriverAddress() {
        let jobspec = Sample.withTask { task in
            task.services = [
                .init(
                    name: ServiceName(sanitizing: "s"),
                    port: .number(80),
                    provider: .nomad,
                    addressMode: .driver,
                    checks: [
                        .init(
                            kind: .tcp,
                            port: .number(80),
                            addressMode: .driver,
                            interval: .seconds(5),
                            timeout: .seconds(1)
                        )
                    ]
                )
            ]
        }
        #expect(
            found(jobspec)
                == [#"check: a check of service `s`: address_mode `driver` needs provider `consul`"#]
        )
    }

    @Test func anEmptyTemplateRendersNothing() {
        let jobspec = Sample.withTask { $0.templates = [.init(destination: "local/a", content: .data(""))] }
        #expect(found(jobspec) == [])
        #expect(jobspec.hcl().contains(#"data        = "{{/* empty */}}""#))
    }
}

import ComposeParser
import TestSupport
import Testing

@testable import NomadEmitter

/// Presence records as `AttributePresence` makes them, written by hand.
private struct Stated {
    var presence: [PresentAttribute] = []
    private var line: UInt32 = 0

    /// Adds what `path` states, the blocks around it first.
    mutating func add(_ path: String, _ value: String? = nil, items: [String] = [], isEmpty: Bool = false) {
        var prefix = ""
        for part in path.split(separator: ".") {
            prefix += (prefix.isEmpty ? "" : ".") + part
            if prefix.hasSuffix("]"), let bracket = prefix.lastIndex(of: "[") { block(String(prefix[..<bracket])) }
            if prefix != path { block(prefix) }
        }
        record(path, value, items, isEmpty)
    }

    private mutating func block(_ path: String) {
        if !presence.contains(where: { $0.path == path }) { record(path, nil, [], false) }
    }

    private mutating func record(_ path: String, _ value: String?, _ items: [String], _ isEmpty: Bool) {
        guard let attribute = Self.attribute(path) else { return }
        line += 1
        let range = SourceRange(
            file: .none,
            start: Mark(line: line, column: 1),
            end: Mark(line: line, column: 2)
        )
        func string(_ text: String) -> Compose.Node { Compose.Node(string: Compose.Text(text, range: range)) }
        // What holds parts has no scalars of its own.
        let parts = [Compose.Node(.sequence([]), range: range)]
        let content = items.isEmpty && !isEmpty ? parts : items.map(string)
        presence.append(
            PresentAttribute(
                attribute: attribute,
                path: path,
                service: path.hasPrefix("services.") ? String(path.split(separator: ".")[1]) : nil,
                node: value.map(string) ?? Compose.Node(.sequence(content), range: range)
            )
        )
    }

    /// The attribute whose pattern a concrete path fits.
    static func attribute(_ path: String) -> Attribute? {
        let parts = path.split(separator: ".").map { part in
            part.hasSuffix("]") ? part[..<(part.firstIndex(of: "[") ?? part.endIndex)] + "[]" : part[...]
        }
        return Attribute.allCases.first { attribute in
            let pattern = attribute.rawValue.split(separator: ".")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
                && !(pattern.count == 1 && pattern[0] == "x-*")
        }
    }

    /// A concrete path of an attribute.
    static func path(_ attribute: Attribute) -> String {
        attribute.rawValue.split(separator: ".").map { part in
            part == "*" ? "x" : part.hasSuffix("[]") ? part.dropLast(2) + "[0]" : String(part)
        }.joined(separator: ".")
    }

    /// What a plan says of services that state as much of it as decides.
    func facts(_ options: ConversionOptions = .dns) -> CoverageFacts {
        var project = Compose.Project(name: Compose.Text("p"), workingDirectory: "/")
        for name in Set(presence.compactMap(\.service)).sorted() {
            var service = Compose.Service(name: name)
            service.networkMode = presence.first { $0.path == "services.\(name).network_mode" }?.value
            service.restart = presence.first { $0.path == "services.\(name).restart" }?.value
            if presence.contains(where: { $0.path == "services.\(name).ports" }) {
                service.expose = [Compose.Text("80")]
            }
            project.services.append(service)
        }
        return CoverageFacts(Plan(project, options: options, files: MemoryFiles([:])))
    }

    func diagnostics(_ options: ConversionOptions = .dns) -> [Diagnostic] {
        CoverageDiagnostics.diagnostics(for: presence, facts(options)).all
    }
}

@Suite("Coverage diagnostics")
struct CoverageDiagnosticsTests {
    private func diagnostics(
        _ path: String,
        _ value: String? = nil,
        items: [String] = [],
        _ options: ConversionOptions = .dns
    ) -> [Diagnostic] {
        var stated = Stated()
        stated.add(path, value, items: items)
        return stated.diagnostics(options)
    }

    /// A value of each attribute that is not a default and not one of its special forms.
    @Test(arguments: Attribute.allCases.filter { !Coverage.reportedByTranslation.contains($0) })
    func generalRowTellsTheTruth(_ attribute: Attribute) throws {
        guard let row = Coverage.rows(of: attribute).last, row.variant == nil, row.reportedAs.isEmpty,
            attribute != .extensionField
        else {
            return
        }
        var stated = Stated()
        if let other = row.reportedWith { stated.add(Stated.path(other), other == .serviceVolumeType ? "image" : "v") }
        // A healthcheck without a test is a form of its own.
        stated.add(Stated.path(attribute), "v", items: [attribute == .serviceHealthcheck ? "test" : "v"])
        var newest = ConversionOptions.dns
        newest.nomadVersion = NomadVersion(2, 0)
        let found = stated.diagnostics(newest)
        let own = found.filter { $0.path == Stated.path(attribute) }
        switch row.fate {
        case .mapped, .loading, .ignored: #expect(own.isEmpty)
        case .unsupported:
            #expect(found.filter { $0.id == "unsupported-attribute" }.count == 1)
            #expect(found.allSatisfy { $0.id != "unsupported-attribute" || $0.hint != nil })
        case .approximated:
            if row.reportedWith == nil { #expect(own.map(\.id) == ["approximated-attribute"]) }
        case .operatorAction:
            // The block around it may speak for it.
            let speaking = found.filter { $0.id == "operator-action" || row.reportedWith != nil }
            #expect(!speaking.isEmpty && own.count <= 1)
        }
    }

    @Test func oneWarningForAWholeBlock() {
        var stated = Stated()
        stated.add("services.db.blkio_config.weight", "300")
        stated.add("services.db.blkio_config.device_read_bps[0].path", "/dev/sda")
        stated.add("services.db.blkio_config.device_read_bps[0].rate", "1m")
        stated.add("services.web.annotations", items: ["a"])
        let found = stated.diagnostics()
        #expect(found.map(\.path) == ["services.db.blkio_config", "services.web.annotations"])
        #expect(found.map(\.service) == ["db", "web"])
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(found[0].message == "`blkio_config` is dropped: the Docker driver has no block I/O settings")
        #expect(found[0].hint == "limit block I/O with systemd or cgroup settings on the node")
    }

    @Test func serviceNamesWithTheSameBeginningAreNotBlocks() {
        var stated = Stated()
        stated.add("networks.a.ipam.driver", "x")
        stated.add("networks.ab.ipam.driver", "x")
        #expect(stated.diagnostics().map(\.path) == ["networks.a.ipam", "networks.ab.ipam"])
    }

    @Test(
        arguments: [
            ("services.a.mem_swappiness", "0"), ("services.a.oom_kill_disable", "false"),
            ("services.a.privileged", "false"), ("services.a.privileged", "no"),
            ("services.a.network_mode", "bridge"), ("networks.n.driver", "bridge"),
            ("services.a.deploy.endpoint_mode", "dnsrr"), ("services.a.ports[0].mode", "ingress"),
            ("services.a.pull_policy", "missing"), ("services.a.restart", "no"), ("services.a.isolation", "default"),
            ("services.a.depends_on.b.restart", "false"), ("services.a.runtime", "runc"),
            ("services.a.deploy.update_config.order", "stop-first"), ("networks.n.internal", "false"),
            ("services.a.stop_grace_period", "30s"),
            ("services.a.deploy.update_config.failure_action", "pause"), ("services.a.memswap_limit", "0"),
        ]
    )
    func neutralValuesAreSilent(_ path: String, _ value: String) {
        #expect(diagnostics(path, value).isEmpty)
    }

    @Test(
        arguments: [
            ("services.a.pull_policy", "never", "unsupported-attribute"),
            ("services.a.pull_policy", "daily", "approximated-attribute"),
            ("services.a.pull_policy", "build", "operator-action"),
            ("services.a.network_mode", "service:b", "approximated-attribute"),
            ("services.a.network_mode", "container:b", "operator-action"),
            ("services.a.network_mode", "legacy", "operator-action"),
            ("services.a.ipc", "service:b", "unsupported-attribute"),
            ("services.a.ipc", "host", "operator-action"),
            ("services.a.restart", "always", "approximated-attribute"),
            ("services.a.depends_on.b.restart", "true", "unsupported-attribute"),
            ("services.a.volumes[0].type", "image", "unsupported-attribute"),
            ("services.a.volumes[0].type", "cluster", "operator-action"),
            ("services.a.deploy.placement.constraints[0]", "node.labels.disk==ssd", "operator-action"),
            ("services.a.deploy.endpoint_mode", "vip", "approximated-attribute"),
            ("services.a.gpus", "all", "operator-action"),
            ("services.a.logging.driver", "syslog", "approximated-attribute"),
            ("networks.n.driver", "macvlan", "unsupported-attribute"),
            ("services.a.deploy.update_config.failure_action", "continue", "approximated-attribute"),
        ]
    )
    func formsFareDifferently(_ path: String, _ value: String, _ id: String) {
        #expect(diagnostics(path, value).map(\.id) == [id])
    }

    @Test(
        arguments: [
            ("services.a.network_mode", "host"), ("services.a.network_mode", "none"),
            ("services.a.pull_policy", "always"), ("services.a.volumes[0].type", "bind"),
            ("services.a.deploy.placement.constraints[0]", "node.hostname==n1"),
            ("services.a.logging.driver", "json-file"), ("services.a.stop_grace_period", "10s"),
        ]
    )
    func exactFormsAreSilent(_ path: String, _ value: String) {
        #expect(diagnostics(path, value).isEmpty)
    }

    @Test func listsAreReadItemByItem() {
        #expect(diagnostics("services.a.cap_add", items: ["CHOWN", "CAP_KILL"]).isEmpty)
        #expect(diagnostics("services.a.cap_add", items: ["CHOWN", "SYS_ADMIN"]).map(\.id) == ["operator-action"])
        #expect(diagnostics("services.a.tmpfs", items: ["/run:size=1m", "/tmp"]).isEmpty)
        #expect(diagnostics("services.a.links", items: ["db"]).isEmpty)
        #expect(diagnostics("services.a.links", items: ["db:sql"]).map(\.id) == ["approximated-attribute"])
    }

    @Test func optionsDecide() {
        var docker = ConversionOptions()
        docker.network = .docker
        var mesh = ConversionOptions()
        mesh.network = .mesh
        #expect(diagnostics("networks.n.internal", "true").map(\.severity) == [.warning])
        #expect(diagnostics("networks.n.internal", "true", docker).isEmpty)
        #expect(diagnostics("services.a.dns", items: ["1.1.1.1"], mesh).isEmpty)
        #expect(diagnostics("services.a.mac_address", "02:00:00:00:00:01").isEmpty)
        #expect(diagnostics("services.a.mac_address", "02:00:00:00:00:01", mesh).map(\.severity) == [.warning])
        #expect(diagnostics("services.a.deploy.endpoint_mode", "vip", mesh).isEmpty)
    }

    @Test func neighboursDecide() {
        var stated = Stated()
        stated.add("services.a.mem_limit", "1g")
        stated.add("services.a.memswap_limit", "1g")
        stated.add("services.b.memswap_limit", "2g")
        #expect(stated.diagnostics().map(\.path) == ["services.b.memswap_limit"])

        var cpus = Stated()
        cpus.add("services.a.deploy.resources.limits.cpus", "2")
        cpus.add("services.a.deploy.resources.reservations.cpus", "1")
        cpus.add("services.b.deploy.resources.limits.cpus", "2")
        #expect(cpus.diagnostics().map(\.service) == ["a", "b"])

        var server = Stated()
        server.add("services.a.restart", "no")
        server.add("services.a.ports[0].target", "80")
        #expect(server.diagnostics().map(\.path) == ["services.a.restart"])
    }

    @Test func portsOfTwoProtocolsLoseNothing() {
        var stated = Stated()
        stated.add("services.dns.ports[0].target", "53")
        stated.add("services.dns.ports[1].target", "53")
        stated.add("services.dns.ports[1].protocol", "udp")
        stated.add("services.syslog.ports[0].target", "514")
        stated.add("services.syslog.ports[0].protocol", "udp")
        #expect(stated.diagnostics().map(\.path) == ["services.syslog.ports[0].protocol"])
    }

    @Test func theTranslationSpeaksForItself() {
        #expect(Coverage.reportedByTranslation.contains(.service))
        #expect(!Coverage.reportedByTranslation.contains(.serviceAnnotations))
        #expect(diagnostics("services.a.stop_grace_period", "1m30s").isEmpty)
        let row = Coverage.rows(of: .serviceStopGracePeriod).first
        #expect(row?.reportedAs == [.longKillTimeout])
        #expect(row?.variant == "above 30s")
    }

    @Test func durations() {
        func interval(_ text: String) -> CoverageRow? {
            var stated = Stated()
            stated.add("services.a.healthcheck.interval", text)
            let index = stated.presence.count - 1
            return Coverage.row(
                for: CoverageSubject(
                    present: stated.presence[index],
                    index: index,
                    presence: stated.presence,
                    facts: stated.facts()
                )
            )
        }
        #expect(interval("500ms")?.reportedAs == [.figureRaised])
        #expect(interval("1500ms")?.variant == nil)
        #expect(interval("1m30s")?.variant == nil)
        #expect(interval("0.5s")?.reportedAs == [.figureRaised])
    }

    @Test func emptyValuesAreSilent() {
        var stated = Stated()
        stated.add("services.a.annotations", isEmpty: true)
        stated.add("services.a.blkio_config", isEmpty: true)
        #expect(stated.diagnostics().isEmpty)
    }

    @Test func saysWhichServicesWereApart() {
        var stated = Stated()
        stated.add("services.proxy.networks", items: ["front"])
        stated.add("services.app.networks", items: ["front", "back"])
        stated.add("services.db.networks", items: ["back"])
        stated.add("services.host.network_mode", "host")
        let found = stated.diagnostics()
        #expect(found.map(\.id) == ["segmentation-lost"])
        #expect(found[0].message == "networks no longer keep services apart: proxy from db")
        var docker = ConversionOptions()
        docker.network = .docker
        #expect(stated.diagnostics(docker).map(\.id) == ["approximated-attribute"])
    }

    @Test func whatIsNotConvertedIsSilent() {
        var stated = Stated()
        stated.add("services.a.annotations", items: ["x"])
        stated.add("services.off.annotations", items: ["x"])
        stated.add("networks.unused.internal", "true")
        var project = Compose.Project(name: Compose.Text("p"), workingDirectory: "/")
        project.services = [Compose.Service(name: "a")]
        let plan = Plan(project, options: .dns, files: MemoryFiles([:]))
        let found = CoverageDiagnostics.diagnostics(for: stated.presence, of: plan)
        #expect(found.all.map(\.path) == ["services.a.annotations"])
    }
}

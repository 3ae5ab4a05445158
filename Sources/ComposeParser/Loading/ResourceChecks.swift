/// Checks of a merged model that a schema cannot say.
enum ResourceChecks {
    /// Reports volumes, configs, secrets and requests for devices whose attributes exclude one another, empty watch paths,
    /// and ports at what is no address.
    static func check(_ root: Compose.Node, diagnostics: inout Diagnostics) {
        for volume in root.entries(of: "volumes") {
            guard isTrue(volume.value["external"]) else { continue }
            for entry in volume.value.mapping?.entries ?? []
            where entry.key != "name" && entry.key != "external" && !entry.key.hasPrefix("x-") {
                report(
                    "volumes.\(volume.key) is external and states \(entry.key)",
                    at: entry.keyRange,
                    hint: "an external volume has a name and nothing else",
                    &diagnostics
                )
            }
        }
        for config in root.entries(of: "configs") {
            checkSource("configs.\(config.key)", config, of: ["file", "environment", "content"], &diagnostics)
        }
        for secret in root.entries(of: "secrets") {
            checkSource("secrets.\(secret.key)", secret, of: ["file", "environment"], &diagnostics)
        }
        for service in root.entries(of: "services") {
            let reservations = service.value["deploy"]?["resources"]?["reservations"]
            for request in service.value.items(of: "gpus") + (reservations?.items(of: "devices") ?? []) {
                guard let ids = request["device_ids"], request["count"] != nil else { continue }
                report(
                    "service `\(service.key)` requests devices by both count and device_ids",
                    at: ids.range,
                    hint: "state one of them",
                    &diagnostics
                )
            }
            for port in service.value.items(of: "ports") {
                guard let address = port["host_ip"], let text = address.stringValue, !IPAddress.isValid(text) else {
                    continue
                }
                diagnostics.add(
                    Diagnostic(
                        SchemaIssue.invalidPort,
                        .error,
                        "the host address `\(text)` of a port is not an IP address",
                        at: address.range,
                        hint: "write an address as in 127.0.0.1 or ::1, without brackets or length",
                        service: service.key
                    )
                )
            }
            for (index, rule) in (service.value["develop"]?["watch"]?.sequence ?? []).enumerated() {
                guard let path = rule["path"], path.stringValue == "" else { continue }
                report(
                    "services.\(service.key).develop.watch[\(index)].path is empty",
                    at: path.range,
                    hint: "name the folder to watch",
                    &diagnostics
                )
            }
        }
    }

    private static func checkSource(
        _ path: String,
        _ entry: Compose.Mapping.Entry,
        of keys: [String],
        _ diagnostics: inout Diagnostics
    ) {
        let stated = keys.filter { entry.value[$0] != nil }
        if stated.count > 1 {
            report(
                "\(path) states \(stated.joined(separator: " and ")), of which one is allowed",
                at: entry.keyRange,
                hint: "keep one of them",
                &diagnostics
            )
        } else if stated.isEmpty, entry.value["driver"] == nil, entry.value["external"] == nil {
            report(
                "\(path) does not say where its content comes from",
                at: entry.keyRange,
                hint: "state one of \(keys.joined(separator: ", ")), or external: true",
                &diagnostics
            )
        }
    }

    private static func report(
        _ message: String,
        at range: SourceRange,
        hint: String,
        _ diagnostics: inout Diagnostics
    ) {
        diagnostics.add(Diagnostic(ProjectIssue.invalidResource, .error, message, at: range, hint: hint))
    }

    private static func isTrue(_ node: Compose.Node?) -> Bool {
        node?.content == .bool(true) || node?.stringValue == "true"
    }
}

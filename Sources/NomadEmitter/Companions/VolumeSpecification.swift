internal import HCL
internal import ComposeParser

extension CreatedVolume {
    /// What `deploy.sh` replaces by the id of the CSI plugin.
    static let pluginPlaceholder = "CSI_PLUGIN_ID"

    /// The specification that `nomad volume create` takes. Source: Nomad docs, volume specification.
    ///
    /// - Parameter namespace: that of the jobs, if it is not the default one.
    func specification(in namespace: String?) -> [UInt8] {
        var body = HCL.Body()
        body.items.append(
            .comment("The volume of \(services.joined(separator: ", ")): nomad volume create \(fileName)")
        )
        switch kind {
        case .dynamic: dynamic(&body)
        case .csi(let access): csi(&body, access: access)
        }
        if let namespace { body.attribute("namespace", .string(namespace)) }
        return HCLPrinter.bytes(body)
    }

    private func dynamic(_ body: inout HCL.Body) {
        body.attribute("name", .string(name))
        body.attribute("type", "host")
        body.attribute("plugin_id", "mkdir")
        body.block(Self.capability("single-node-writer"))
        body.block(
            HCL.Block(
                "parameters",
                comment: owner == nil ? [] : ["The user of the image: the folder starts empty."]
            ) { body in
                body.attribute("mode", "0755")
                let ids = (owner ?? "").split(at: ":").compactMap { Int($0) }
                if let uid = ids.first { body.attribute("uid", .number(uid)) }
                if ids.count > 1 { body.attribute("gid", .number(ids[1])) }
            }
        )
    }

    private func csi(_ body: inout HCL.Body, access: String) {
        body.attribute("id", .string(name))
        body.attribute("name", .string(name))
        body.attribute("type", "csi")
        body.attribute(
            "plugin_id",
            .string(Self.pluginPlaceholder),
            comment: ["deploy.sh puts the id of your CSI plugin here: nomad plugin status."]
        )
        body.block(Self.capability(access))
        if let owner {
            body.items.append(.comment("The image runs as \(owner): the volume must be writable for it."))
        }
        body.items.append(.comment("Add capacity_min, capacity_max, parameters and secrets as your plugin needs them."))
    }

    private static func capability(_ access: String) -> HCL.Block {
        HCL.Block("capability") { body in
            body.attribute("access_mode", .string(access))
            body.attribute("attachment_mode", "file-system")
        }
    }
}

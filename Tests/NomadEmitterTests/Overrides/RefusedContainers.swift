/// The config of the docker driver.
extension OverrideRuleTests {
    static let containers: [Refused] = [
        .init(#"task: {config: {image: null}}"#, "dead-override", #"config has no image"#, 1, 7),
        .init(
            #"task: {config: {ports: [nope]}}"#,
            "dead-override",
            #"ports names `nope`, which the group does not have"#,
            1,
            23
        ),
        .init(
            #"task: {config: {network_aliases: [x]}}"#,
            "dead-override",
            #"network_aliases need a network_mode with a user-defined network"#,
            1,
            23
        ),
        .init(
            #"task: {config: {mount: [{type: foo, target: /x}]}}"#,
            "dead-override",
            #"config.mount `/x`.type is volume, bind or tmpfs, not `foo`"#,
            1,
            32
        ),
        .init(
            #"task: {config: {mount: [{type: tmpfs, target: /x},{type: tmpfs, target: /x}]}}"#,
            "dead-override",
            #"two mounts have the target `/x`"#,
            1,
            71
        ),
        .init(
            #"task: {config: {volumes: ["a"]}}"#,
            "dead-override",
            #"volume `a` is not source:destination[:mode]"#,
            1,
            23
        ),
        .init(
            #"task: {config: {extra_hosts: ["nope"]}}"#,
            "dead-override",
            #"extra_hosts `nope` is not name:address"#,
            1,
            23
        ),
        .init(
            #"task: {config: {mount: [{type: bind, target: /b}]}}"#,
            "dead-override",
            #"the bind at `/b` has no source"#,
            1,
            31
        ),
        .init(
            #"task: {config: {mount: [{type: tmpfs, source: x, target: /b}]}}"#,
            "dead-override",
            #"the tmpfs at `/b` takes no source"#,
            1,
            45
        ),
        .init(#"task: {config: {mount: [{type: tmpfs}]}}"#, "dead-override", #"a mount has no target"#, 1, 31),
        .init(
            #"task: {config: {volumes: ["/a:/b"], mount: [{type: tmpfs, target: /b/}]}}"#,
            "dead-override",
            #"two mounts have the target `/b`"#,
            1,
            65
        ),
        .init(
            "network: {mode: bridge}\ntask: {config: {ports: null, extra_hosts: [\"a:b\"]}}",
            "dead-override",
            #"extra_hosts `a:b` is not name:address, with an IP address, in bridge mode"#,
            2,
            36
        ),
        .init(
            "network: {mode: bridge}\ntask: {config: {dns_servers: [1.1.1.1]}}",
            "dead-override",
            #"dns keys do not go with bridge mode: put them into the dns block of the network"#,
            2,
            23
        ),
        .init(
            #"task: {config: {devices: [{host_path: /dev/x, cgroup_permissions: xyz}]}}"#,
            "dead-override",
            #"device permissions `xyz` are not letters of `rwm`"#,
            1,
            53
        ),
    ]
}

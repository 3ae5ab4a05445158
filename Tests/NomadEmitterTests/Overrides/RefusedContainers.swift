/// The config of the docker driver.
extension OverrideRuleTests {
    static let containers: [Refused] = [
        .init(#"task: {config: {image: null}}"#, "refused-override", #"config has no image"#, 1, 7),
        .init(
            #"task: {config: {ports: [nope]}}"#,
            "refused-override",
            #"ports names "nope", which the group does"#,
            1,
            23
        ),
        .init(
            #"task: {config: {network_aliases: [x]}}"#,
            "refused-override",
            #"network_aliases need a network_mode with a"#,
            1,
            23
        ),
        .init(
            #"task: {config: {mount: [{type: foo, target: /x}]}}"#,
            "wrong-nomad-value",
            #"`x-nomad.config.mount.type` is volume, bind"#,
            1,
            38
        ),
        .init(
            #"task: {config: {mount: [{type: tmpfs, target: /x},{type: tmpfs, target: /x}]}}"#,
            "refused-override",
            #"two mounts have the target "/x""#,
            1,
            71
        ),
        .init(
            #"task: {config: {volumes: ["a"]}}"#,
            "refused-override",
            #"volume "a" is not source:destination[:mode]"#,
            1,
            23
        ),
        .init(
            #"task: {config: {extra_hosts: ["nope"]}}"#,
            "refused-override",
            #"extra_hosts "nope" is not name:address"#,
            1,
            23
        ),
        .init(
            #"task: {config: {mount: [{type: bind, target: /b}]}}"#,
            "refused-override",
            #"the bind at "/b" has no source"#,
            1,
            31
        ),
        .init(
            #"task: {config: {mount: [{type: tmpfs, source: x, target: /b}]}}"#,
            "refused-override",
            #"the tmpfs at "/b" takes no source"#,
            1,
            45
        ),
        .init(#"task: {config: {mount: [{type: tmpfs}]}}"#, "refused-override", #"a mount has no target"#, 1, 31),
        .init(
            #"task: {config: {volumes: ["/a:/b"], mount: [{type: tmpfs, target: /b/}]}}"#,
            "refused-override",
            #"two mounts have the target "/b""#,
            1,
            65
        ),
        .init(
            "network: {mode: bridge}\ntask: {config: {ports: null, extra_hosts: [\"a:b\"]}}",
            "refused-override",
            #"extra_hosts "a:b": in bridge mode the"#,
            2,
            36
        ),
        .init(
            "network: {mode: bridge}\ntask: {config: {dns_servers: [1.1.1.1]}}",
            "refused-override",
            #"dns keys do not go with bridge mode: put"#,
            2,
            23
        ),
        .init(
            #"task: {config: {devices: [{host_path: /dev/x, cgroup_permissions: xyz}]}}"#,
            "refused-override",
            #"device permissions "xyz" are not letters of"#,
            1,
            53
        ),
    ]
}

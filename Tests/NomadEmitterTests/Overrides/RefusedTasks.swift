/// Tasks, and what they get from Nomad.
extension OverrideRuleTests {
    static let tasks: [Refused] = [
        .init(
            #"task: {volume_mount: [{volume: nope, destination: /x}]}"#,
            "refused-override",
            #"volume_mount names `nope`, which is no"#,
            1,
            30
        ),
        .init(
            #"task: {template: [{destination: local/a, data: x},{destination: local/a, data: y}]}"#,
            "refused-override",
            #"two templates have the destination `local/a`"#,
            1,
            58
        ),
        .init(
            #"task: {template: [{destination: ../../../etc/x, data: x}]}"#,
            "refused-override",
            #"template `../../../etc/x` leaves the allocation"#,
            1,
            26
        ),
        .init(
            #"task: {template: [{destination: local/x}]}"#,
            "refused-override",
            #"template `local/x` has neither data nor a"#,
            1,
            25
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, source: b}]}"#,
            "dead-override",
            #"template `local/x` has both data and a source"#,
            1,
            57
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, change_mode: script}]}"#,
            "refused-override",
            #"template `local/x` with change_mode"#,
            1,
            57
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, perms: "999"}]}"#,
            "wrong-nomad-value",
            #"`x-nomad.template.perms` is an octal number"#,
            1,
            64
        ),
        .init(#"task: {artifact: [{destination: local/x}]}"#, "refused-override", #"an artifact has no source"#, 1, 25),
        .init(
            #"task: {artifact: [{source: "https://x/y", destination: ../../x}]}"#,
            "refused-override",
            #"artifact `https://x/y` leaves the allocation"#,
            1,
            49
        ),
        .init(#"group: {task: {side: {config: {image: x}}}}"#, "refused-override", #"there is no driver"#, 1, 22),
        .init(#"group: {task: {side: {resources: {cpu: 1}}}}"#, "refused-override", #"there is no driver"#, 1, 22),
        .init(
            #"task: {lifecycle: {sidecar: true}}"#,
            "refused-override",
            #"lifecycle has no hook: prestart, poststart or poststop"#,
            1,
            14
        ),
        .init(
            #"task: {lifecycle: {hook: pretask}}"#,
            "wrong-nomad-value",
            #"`x-nomad.lifecycle.hook` is prestart,"#,
            1,
            32
        ),
        .init(#"task: {kill_signal: FOO}"#, "dead-override", #"kill_signal is the name of a signal"#, 1, 14),
        .init(
            #"task: {logs: {max_files: 0, max_file_size: 0}}"#,
            "wrong-nomad-value",
            #"`x-nomad.logs.max_file_size` is at least 1,"#,
            1,
            50
        ),
        .init(#"task: {secret: {a: {provider: nope}}}"#, "refused-override", #"secret `a` has no path"#, 1, 23),
        .init(
            #"task: {identity: [{name: "x y", aud: [a]}]}"#,
            "refused-override",
            #"`x y` is no name for an identity: it has"#,
            1,
            26
        ),
        .init(
            #"task: {identity: [{name: default, file: 5}]}"#,
            "wrong-nomad-type",
            #"`x-nomad.identity.file` must be true or"#,
            1,
            47
        ),
        .init(#"task: {csi_plugin: {id: x}}"#, "refused-override", #"csi_plugin has no type"#, 1, 14),
        .init(
            #"task: {action: {"a b": {command: x}}}"#,
            "refused-override",
            #"`a b` is no name for an action: it has"#,
            1,
            23
        ),
        .init(#"task: {action: {a: {args: [x]}}}"#, "refused-override", #"action `a` has no command"#, 1, 23),
        .init(
            #"task: {shutdown_delay: -5s}"#,
            "wrong-nomad-value",
            #"`x-nomad.shutdown_delay` is at least 0s, not -5s"#,
            1,
            30
        ),
        .init(
            #"task: {artifact: [{source: "https://e/x.tgz", options: {checksum: "md5:xx"}}]}"#,
            "refused-override",
            #"artifact `https://e/x.tgz`: `md5:xx` is no"#,
            1,
            53
        ),
        .init(
            #"group: {task: {web: {leader: true}, b: {driver: docker, leader: true, config: {image: x}}}}"#,
            "refused-override",
            #"more than one task is the leader"#,
            1,
            63
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, env: true, change_mode: signal, change_signal: SIGHUP}]}"#,
            "refused-override",
            #"template `local/x` is an environment and"#,
            1,
            68
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, wait: {min: 10s, max: 5s}}]}"#,
            "refused-override",
            #"template `local/x` waits longer at least"#,
            1,
            57
        ),
        .init(
            #"task: {template: [{destination: local/x, data: a, change_mode: script, change_script: {args: [x]}}]}"#,
            "refused-override",
            #"template `local/x` with change_mode `script` has no command in a change_script"#,
            1,
            57
        ),
        .init(
            #"task: {identity: [{name: a, aud: [x]},{name: a, aud: [x]}]}"#,
            "refused-override",
            #"two identities are named `a`"#,
            1,
            45
        ),
        .init(#"task: {identity: {ttl: 1h}}"#, "refused-override", #"the default identity takes no ttl"#, 1, 25),
        .init(
            "restart: {interval: 1m, attempts: 1, delay: 5s, mode: fail}\ntask: {restart: {attempts: 20}}",
            "dead-override",
            #"20 restarts with a delay of 5s do not fit into the interval of 1m"#,
            2,
            24
        ),
        .init(#"task: {kill_timeout: 20m}"#, "refused-override", #"kill_timeout (20m) is longer than"#, 1, 14),
        .init(
            "update: {progress_deadline: 6m, healthy_deadline: 5m30s}\ntask: {kill_timeout: 10m}",
            "refused-override",
            #"kill_timeout (10m) is longer than"#,
            2,
            14
        ),
        .init(
            #"task: {vault: {policies: [root]}}"#,
            "dead-override",
            #"policies of vault have no effect: use a role"#,
            1,
            22
        ),
        .init(
            #"group: {task: {alloc: {driver: docker, config: {image: x}}}}"#,
            "refused-override",
            #"`alloc` is no name for a task: it has no"#,
            1,
            22
        ),
        .init(
            #"task: {template: [{destination: local/x, data: ""}]}"#,
            "refused-override",
            #"template `local/x` has neither data nor a"#,
            1,
            25
        ),
        .init(
            #"task: {dispatch_payload: {file: ../../../x}}"#,
            "refused-override",
            #"the file of dispatch_payload leaves the"#,
            1,
            33
        ),
        .init(
            #"task: {secret: {"a b": {provider: nomad, path: x}}}"#,
            "refused-override",
            #"`a b` is no name for a secret: it has"#,
            1,
            23
        ),
    ]
}

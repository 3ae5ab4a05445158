/// Jobs, groups, their policies, networks and volumes.
extension OverrideRuleTests {
    static let groups: [Refused] = [
        .init(
            #"volume: {x: {type: csi, source: y}}"#,
            "refused-override",
            #"volume `x` is a CSI volume and has no"#,
            1,
            20
        ),
        .init(
            #"volume: {x: {type: nfs, source: y}}"#,
            "dead-override",
            #"volume `x` has the type `nfs`, not host or csi: Nomad drops it"#,
            1,
            20
        ),
        .init(
            #"network: {port: {x: {static: 80}, y: {static: 80}}}"#,
            "refused-override",
            #"ports `p80` and `x` both take port 80 of"#,
            1,
            28
        ),
        .init(
            #"network: {port: {x: {static: 99999}}}"#,
            "wrong-nomad-value",
            #"`x-nomad.network.port.x.static` is at most 65535, not 99999"#,
            1,
            36
        ),
        .init(#"network: {mode: foo}"#, "dead-override", #"network.mode is host, bridge or none"#, 1, 17),
        .init(#"resources: {cpu: 100, cores: 2}"#, "refused-override", #"cpu and cores cannot both be given"#, 1, 29),
        .init(
            #"resources: {memory: 512, memory_max: 100}"#,
            "refused-override",
            #"memory_max (100) is less than memory (512)"#,
            1,
            32
        ),
        .init(
            #"resources: {cpu: 0, memory: 1}"#,
            "wrong-nomad-value",
            #"`x-nomad.resources.memory` is at least 10, not 1"#,
            1,
            35
        ),
        .init(
            #"restart: {attempts: 10, delay: 30s, interval: 10s, mode: fail}"#,
            "refused-override",
            #"10 restarts with a delay of 30s do not fit"#,
            1,
            17
        ),
        .init(#"restart: {mode: foo}"#, "refused-override", #"the mode of restart is delay or fail"#, 1, 17),
        .init(
            #"update: {healthy_deadline: 20m, progress_deadline: 10m}"#,
            "refused-override",
            #"healthy_deadline (20m) must be less than"#,
            1,
            16
        ),
        .init(
            #"update: {min_healthy_time: 20m, healthy_deadline: 10m}"#,
            "refused-override",
            #"min_healthy_time (20m) must be less than"#,
            1,
            16
        ),
        .init(#"update: {auto_promote: true}"#, "refused-override", #"auto_promote needs a canary"#, 1, 16),
        .init(
            #"reschedule: {attempts: 2, unlimited: true}"#,
            "refused-override",
            #"reschedule cannot have attempts (2) and be unlimited"#,
            1,
            20
        ),
        .init(
            #"reschedule: {delay_function: foo, unlimited: true}"#,
            "refused-override",
            #"delay_function is constant, exponential or fibonacci, not `foo`"#,
            1,
            20
        ),
        .init(
            #"migrate: {max_parallel: -1}"#,
            "wrong-nomad-value",
            #"`x-nomad.migrate.max_parallel` is at least"#,
            1,
            31
        ),
        .init(
            #"ephemeral_disk: {size: -5}"#,
            "wrong-nomad-value",
            #"`x-nomad.ephemeral_disk.size` is at least"#,
            1,
            30
        ),
        .init(#"ephemeral_disk: {size: 10}"#, "refused-override", #"10 log files of 10 MB do not fit the"#, 1, 7),
        .init(
            #"scaling: {enabled: true, min: 10, max: 2}"#,
            "refused-override",
            #"min of scaling (10) is more than max (2)"#,
            1,
            32
        ),
        .init(#"scaling: {min: 1}"#, "refused-override", #"scaling has no max"#, 1, 7),
        .init(#"count: -1"#, "wrong-nomad-value", #"the count `-1` of `web` is not a whole number"#, 1, 14),
        .init(
            #"group: {stop_after_client_disconnect: 5m, disconnect: {stop_on_client_after: 5m}}"#,
            "dead-override",
            #"stop_after_client_disconnect has no effect: use stop_on_client_after of disconnect"#,
            1,
            15
        ),
        .init(
            #"group: {max_client_disconnect: 5m, disconnect: {lost_after: 5m}}"#,
            "dead-override",
            #"max_client_disconnect has no effect: use lost_after of disconnect"#,
            1,
            15
        ),
        .init(
            #"job: {periodic: {crons: ["* * * * *"]}}"#,
            "refused-override",
            #"periodic is for batch and sysbatch jobs only"#,
            1,
            13
        ),
        .init(
            #"job: {type: batch}"#,
            "misplaced-nomad-attribute",
            #"`x-nomad.job.type` has no place in the job"#,
            1,
            13
        ),
        .init(#"job: {priority: 500}"#, "wrong-nomad-value", #"`x-nomad.job.priority` is between 0 and"#, 1, 23),
        .init(
            "count: 5\nscaling: {min: 1, max: 3}",
            "refused-override",
            #"count 5 is more than max of scaling (3)"#,
            2,
            25
        ),
        .init(
            #"volume: {d: {type: host, source: d, mount_options: {fs_type: ext4}}}"#,
            "refused-override",
            #"volume `d` of the host takes no mount_options"#,
            1,
            43
        ),
        .init(
            #"volume: {d: {type: csi, source: d, access_mode: single-node-reader-only, attachment_mode: file-system}}"#,
            "refused-override",
            #"volume `d`: access_mode"#,
            1,
            42
        ),
        .init(
            "count: 2\nvolume: {d: {type: csi, source: d, access_mode: single-node-writer, attachment_mode: file-system}}",
            "refused-override",
            #"volume `d`: 2 instances cannot share a"#,
            2,
            42
        ),
        .init(
            "update: {canary: 1}\nvolume: {d: {type: csi, source: d, access_mode: single-node-writer, attachment_mode: file-system, per_alloc: true}}",
            "refused-override",
            #"volume `d`: per_alloc does not go with canaries"#,
            2,
            105
        ),
        .init(#"volume: {d: {source: d}}"#, "dead-override", #"volume `d` has no type, not host or csi"#, 1, 16),
        .init(
            #"reschedule: {attempts: 3, unlimited: false}"#,
            "refused-override",
            #"the interval of reschedule (0s) is less"#,
            1,
            20
        ),
        .init(
            #"reschedule: {attempts: 10, interval: 1m, delay: 30s, delay_function: constant, unlimited: false}"#,
            "refused-override",
            #"10 reschedules with a delay of 30s do not"#,
            1,
            20
        ),
        .init(
            #"group: {max_client_disconnect: 1h, stop_after_client_disconnect: 1h}"#,
            "dead-override",
            #"max_client_disconnect has no effect: use lost_after of disconnect"#,
            1,
            15
        ),
        .init(
            #"group: {disconnect: {lost_after: 1h, stop_on_client_after: 1h}}"#,
            "refused-override",
            #"lost_after and stop_on_client_after of"#,
            1,
            44
        ),
        .init(
            #"network: {port: {q: {static: 80}}}"#,
            "refused-override",
            #"ports `p80` and `q` both take port 80 of"#,
            1,
            28
        ),
        .init(
            #"job: {group: {web: {count: 1}}}"#,
            "misplaced-nomad-attribute",
            #"`x-nomad.job.group` has no place in the job"#,
            1,
            13
        ),
        .init(#"job: {datacenters: [""]}"#, "refused-override", #"a datacenter has no name"#, 1, 13),
        .init(
            "type: batch\njob: {periodic: {crons: [\"* *\"]}}",
            "refused-override",
            #"`* *` is no cron expression: there are five to seven fields"#,
            2,
            24
        ),
        .init(
            "type: batch\njob: {parameterized: {meta_required: [a], meta_optional: [a]}}",
            "refused-override",
            #"meta `a` is both required and optional"#,
            2,
            29
        ),
        .init(
            #"group: {network: [{mode: host},{mode: host}]}"#,
            "wrong-nomad-type",
            #"`x-nomad.group.network` must be a map: a"#,
            1,
            24
        ),
    ]
}

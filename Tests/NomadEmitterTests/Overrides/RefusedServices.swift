/// Services and checks.
extension OverrideRuleTests {
    static let services: [Refused] = [
        .init(
            #"service: [{name: "a b", port: p80}]"#,
            "refused-override",
            #"`a b` is no name for a service: at most 63"#,
            1,
            18
        ),
        .init(
            #"service: [{name: x, port: nope}]"#,
            "dead-override",
            #"service `x` uses port `nope`, which the group does not have"#,
            1,
            27
        ),
        .init(
            #"service: [{name: x, port: p80, provider: nomad}]"#,
            "refused-override",
            #"the services use both Consul and Nomad: one"#,
            1,
            38
        ),
        .init(
            #"service: [{name: shop, port: p80},{name: shop, port: p80}]"#,
            "refused-override",
            #"service `shop` is registered twice for port"#,
            1,
            41
        ),
        .init(
            #"service: [{name: x, port: p80, check: [{type: tcp}]}]"#,
            "refused-override",
            #"a check of service `x` has no interval"#,
            1,
            46
        ),
        .init(
            #"service: [{name: x, port: p80, check: [{type: script, interval: 10s, timeout: 2s}]}]"#,
            "refused-override",
            #"a check of service `x` has no command"#,
            1,
            46
        ),
        .init(
            #"service: {check: [{type: http, interval: 10s, timeout: 2s}]}"#,
            "refused-override",
            #"service `shop` has two checks without a"#,
            1,
            25
        ),
        .init(
            #"service: {check: [{type: tcp, interval: 10s, timeout: 500ms}]}"#,
            "wrong-nomad-value",
            #"`x-nomad.service.check.timeout` is at least 1s"#,
            1,
            61
        ),
        .init(
            #"service: {check: [{name: a, type: tcp, interval: 10s, timeout: 2s},{name: a, type: tcp, interval: 10s, timeout: 2s}]}"#,
            "refused-override",
            #"service `shop` has two checks named `a`"#,
            1,
            74
        ),
        .init(
            #"service: [{name: x, port: "80", connect: {native: true, sidecar_service: {}}}]"#,
            "refused-override",
            #"service `x`: connect is either native, or"#,
            1,
            39
        ),
        .init(
            #"group: {service: [{name: mesh, port: "80", connect: {sidecar_service: {}}}]}"#,
            "refused-override",
            #"service `mesh`: connect needs a network in"#,
            1,
            50
        ),
        .init(
            #"task: {service: [{name: mesh, port: p80, connect: {native: true}}]}"#,
            "refused-override",
            #"service `mesh`: connect is for services of"#,
            1,
            48
        ),
        .init(
            #"group: {task: {b: {driver: docker, config: {image: x}}}, service: [{name: mesh, port: "80", connect: {native: true}}]}"#,
            "refused-override",
            #"service `mesh`: native connect must name"#,
            1,
            109
        ),
        .init(
            #"group: {service: [{name: s2, port: p80, address_mode: driver}]}"#,
            "refused-override",
            #"service `s2` of the group cannot use"#,
            1,
            47
        ),
        .init(
            #"group: {service: [{name: s2, port: p80, check: [{type: script, command: x, task: nope, interval: 5s, timeout: 5s}]}]}"#,
            "refused-override",
            #"a check of service `s2` runs in task"#,
            1,
            82
        ),
        .init(
            #"service: {check: [{name: c, type: tcp, interval: 5s, timeout: 5s, on_update: ignore, check_restart: {limit: 3}}]}"#,
            "refused-override",
            #"a check of service `shop`: on_update"#,
            1,
            73
        ),
        .init(
            #"task: {service: [{name: s2, port: "80"}]}"#,
            "refused-override",
            #"service `s2` of a task takes the label of a"#,
            1,
            35
        ),
        .init(
            #"service: {name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}"#,
            "refused-override",
            #"`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"#,
            1,
            17
        ),
        .init(
            #"network: {port: {p80: null}}"#,
            "refused-override",
            #"service `shop` uses port `p80`, which the"#,
            1,
            7
        ),
    ]
}

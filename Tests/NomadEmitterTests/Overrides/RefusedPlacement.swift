/// Where a group may run.
extension OverrideRuleTests {
    static let placement: [Refused] = [
        .init(
            #"constraint: [{attribute: "$${attr.kernel.name}", operator: "~~", value: linux}]"#,
            "wrong-nomad-value",
            #"`x-nomad.constraint.operator` is =, ==, is,"#,
            1,
            66
        ),
        .init(
            #"constraint: [{attribute: "$${attr.kernel.name}", operator: ">"}]"#,
            "refused-override",
            #"a constraint with > needs a value"#,
            1,
            56
        ),
        .init(
            #"constraint: [{attribute: "$${attr.kernel.name}", operator: is_set, value: x}]"#,
            "refused-override",
            #"a constraint with is_set takes no value"#,
            1,
            74
        ),
        .init(
            #"affinity: [{attribute: "$${node.datacenter}", value: x, weight: 500}]"#,
            "dead-override",
            #"the weight 500 of an affinity is taken as -12"#,
            1,
            63
        ),
        .init(
            #"spread: [{attribute: "$${node.datacenter}", weight: 50, target: {a: {percent: 80}, b: {percent: 80}}}]"#,
            "refused-override",
            #"the targets of a spread add up to 160 percent"#,
            1,
            90
        ),
        .init(
            #"task: {constraint: [{distinct_hosts: true}]}"#,
            "refused-override",
            #"a constraint with distinct_hosts cannot"#,
            1,
            28
        ),
        .init(
            #"affinity: [{attribute: "$${node.class}", operator: is_set}]"#,
            "wrong-nomad-value",
            #"`x-nomad.affinity.operator` is =, ==, is,"#,
            1,
            58
        ),
        .init(
            #"constraint: [{attribute: "$${attr.nomad.version}", version: abc}]"#,
            "refused-override",
            #"a constraint with version: `abc` is no"#,
            1,
            58
        ),
        .init(
            #"constraint: [{attribute: "$${attr.nomad.version}", regexp: "(a"}]"#,
            "refused-override",
            #"a constraint with regexp: `(a` is no"#,
            1,
            58
        ),
        .init(
            #"constraint: [{distinct_property: "$${meta.rack}", value: x}]"#,
            "refused-override",
            #"a constraint with distinct_property takes a"#,
            1,
            57
        ),
        .init(
            #"constraint: [{attribute: "$${node.foo}", value: x}]"#,
            "refused-override",
            #"nodes have nothing that is called ${node.foo}"#,
            1,
            21
        ),
        .init(
            "type: system\ntask: {affinity: {attribute: \"$${node.class}\", value: x}}",
            "refused-override",
            #"a system job takes no affinity"#,
            2,
            14
        ),
    ]
}

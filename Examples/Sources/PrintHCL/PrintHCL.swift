import HCL

/// Writes HCL that is no job: a policy of Nomad's access control. This program is linked without libyaml.
@main struct PrintHCL {
    static func main() {
        let policy = HCL.Body([
            .comment("What a deployer may do."),
            .block(
                HCL.Block("namespace", "shop") { body in
                    body.attribute("policy", "read")
                    body.attribute("capabilities", ["submit-job", "dispatch-job", "read-logs"])
                    body.block(
                        HCL.Block("variables") { variables in
                            variables.block(
                                HCL.Block("path", "nomad/jobs/*", comment: ["Secrets of all jobs."]) {
                                    $0.attribute("capabilities", ["write", "read", "list"])
                                }
                            )
                        }
                    )
                }
            ),
            .block(HCL.Block("node") { $0.attribute("policy", "read") }),
        ])
        print(HCLPrinter.print(policy), terminator: "")
        // Text is data: what reads as a template elsewhere is escaped.
        print(HCLPrinter.print(.string("${HOME} is \"~\"")))
    }
}

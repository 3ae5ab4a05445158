import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad plan`: what a Nomad server says of the jobs, without submitting them.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Ask a Nomad server what it says of the jobs, and what would change.",
        discussion: "The server is that of NOMAD_ADDR; without it, of the nomad on PATH, if there is one. "
            + ExitCode.meaning
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Jobs") var flags: ConversionFlags
    @OptionGroup(title: "Diagnostics") var findings: DiagnosticFlags

    @Option(name: .customLong("diagnostics"), help: "The form of findings: text, json, github or sarif; see check.")
    var form: DiagnosticFlags.Form = .text

    func run() throws {
        let conversion = flags.conversion(of: project, files)
        var answers: [Diagnostic] = []
        if let deployment = conversion.deployment, let project = conversion.project {
            if let server = NomadServer(environment: Process.environment) {
                for job in deployment.jobs {
                    var plan = ServerPlan(of: job.job.name, in: project, deployment.summary)
                    try server.judge(job, deployment.variables, &plan)
                    try Process.write(plan.text, to: 1)
                    answers += plan.findings
                }
            } else {
                answers.append(
                    Diagnostic(
                        ConversionIssue.planSkipped,
                        .note,
                        "no plan: NOMAD_ADDR is not set, and no `nomad` is on PATH",
                        hint: "`NOMAD_ADDR=http://ADDRESS:4646 compose2nomad plan` asks that server"
                    )
                )
            }
        }
        try findings.report(conversion, and: answers, as: form, to: 2)
        if let code = findings.exitCode(for: conversion.diagnostics.all + answers) { throw code }
    }
}

extension NomadServer {
    /// Lets the server check a job and then plan it.
    fileprivate func judge(
        _ job: Jobspec,
        _ variables: [String: Jobspec.Variable.Value],
        _ plan: inout ServerPlan
    ) throws(OutputFailure) {
        let body = job.apiJob(variables)
        let (namespace, region) = (job.job.namespace, job.job.region)
        let validation = try post(body, to: "/v1/validate/job", namespace: namespace, region: region)
        try read(validation, &plan) { $0.readValidation($1) }
        guard plan.isAccepted, case .object(let members) = body else { return }
        let answer = try post(
            .object(members + [.init("Diff", .bool(true))]),
            to: "/v1/job/\(job.job.name.rawValue)/plan",
            namespace: namespace,
            region: region
        )
        try read(answer, &plan) { $0.readPlan($1) }
    }

    private func read(
        _ answer: Answer,
        _ plan: inout ServerPlan,
        as read: (inout ServerPlan, [UInt8]) -> Bool
    ) throws(OutputFailure) {
        guard answer.status == 200 else {
            return plan.refuse(String(decoding: answer.body.prefix(2000), as: UTF8.self))
        }
        guard read(&plan, answer.body) else {
            throw OutputFailure(message: "what answers at \(address) is no Nomad", hint: "NOMAD_ADDR says where it is")
        }
    }
}

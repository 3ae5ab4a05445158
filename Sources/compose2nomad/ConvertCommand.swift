import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad [convert] [FILE…]`: the jobs on standard output, or all files in a folder.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert a Compose project to Nomad job files (the default command).",
        discussion: ExitCode.meaning
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Jobs") var flags: ConversionFlags
    @OptionGroup(title: "Diagnostics") var findings: DiagnosticFlags

    @Option(name: .customLong("diagnostics"), help: "The form of findings: text, json, github or sarif; see check.")
    var form: DiagnosticFlags.Form = .text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write the jobs and their companion files into this folder.", valueName: "dir")
    )
    var output: String?

    @Option(name: .long, help: "hcl, or json: the body of Nomad's job API.")
    var format = ConversionOptions.Format.hcl

    @Flag(name: .long, help: "With -o: write nothing, exit 2 with a diff where the folder differs.")
    var verify = false

    @Flag(name: .long, help: "With -o: overwrite files that were edited since they were written.")
    var force = false

    @Flag(name: .long, help: "With -o: remove files of earlier runs that are written no longer.")
    var prune = false

    @Flag(name: .long, help: "With -o: write nothing, tell which files would be new, changed or stale.")
    var dryRun = false

    @Flag(name: .long, help: "With -o: convert again whenever a file changes that was read, until it is interrupted.")
    var watch = false

    func validate() throws {
        if output == nil, verify || force || prune || dryRun || watch {
            throw ValidationError("--verify, --force, --prune, --dry-run and --watch go with -o")
        }
        if verify, force || prune || dryRun || watch {
            throw ValidationError("--verify writes nothing: --force, --prune, --dry-run and --watch do not go with it")
        }
        if watch, (files + project.file).contains("-") || flags.images == "-" {
            throw ValidationError("--watch cannot see whether standard input changes")
        }
        if let word = files.first { try Mistake.check(word) }
    }

    /// Says where the jobs go, and in which form.
    func choose(in options: inout ConversionOptions) {
        options.format = format
        options.outputFolder = output.map {
            PosixPath.absolute($0, in: LocalFiles.currentDirectory(environment: Process.environment))
        }
    }

    func run() throws {
        guard watch else { return try convert(reading: LocalFiles()) }
        while true {
            let files = WatchedFiles()
            do {
                try convert(reading: files)
            } catch let failure as OutputFailure {
                try Process.write("Error: \(failure)\n", to: 2)
            } catch is ExitCode {
                // The findings tell why.
            }
            if !findings.quiet { try Process.write("watching \(files.count) files and folders\n", to: 2) }
            files.waitForChange()
        }
    }

    private func convert(reading access: some FileAccess) throws {
        let conversion = flags.conversion(of: project, files, reading: access, choosing: choose)
        let standardOutput = conversion.deployment.flatMap {
            output == nil ? StandardOutput(deployment: $0, format: format) : nil
        }
        let failure = findings.exitCode(for: conversion.diagnostics.all)
        let note = failure == nil ? standardOutput?.note(CommandLine.arguments) : nil
        // Of a folder that is written, it stands at the end.
        let writes = output != nil && !verify && failure == nil
        func report() throws {
            try findings.report(conversion, and: note.map { [$0] } ?? [], needs: !writes, as: form, to: 2)
        }
        // On a terminal the job goes first: it would scroll the findings away.
        let reportsLast = failure == nil && standardOutput != nil && Process.isTerminal(1)
        if !reportsLast { try report() }
        if let failure { throw failure }
        guard let deployment = conversion.deployment else { throw ExitCode.cannotConvert }
        if let output {
            let files = deployment.files(format)
            try Process.checkSize(files.reduce(0) { $0 + $1.contents.count })
            if verify {
                let differences = OutputFolder(path: output).differences(from: files)
                try Process.write(differences, to: 1)
                if !differences.isEmpty { throw ExitCode.findings }
            } else {
                let folder = OutputFolder(path: output)
                let changes =
                    dryRun ? folder.changes(for: files) : try folder.write(files, force: force, prune: prune)
                if form == .text, !findings.quiet {
                    try Process.write(
                        changes.text(
                            folder: output,
                            needs: conversion.summary?.needs ?? [],
                            isDone: !dryRun,
                            prunes: prune
                        ),
                        to: 2
                    )
                }
            }
        } else if let standardOutput {
            let bytes = standardOutput.bytes
            try Process.checkSize(bytes.count)
            try Process.write(bytes, to: 1)
            if reportsLast { try report() }
            // To free all this takes longer than to print it.
            withExtendedLifetime((conversion, standardOutput)) { Process.succeed() }
        }
    }
}

import Foundation
import TestSupport
import Testing

/// Where output goes that nobody reads, or that has no room.
@Suite("Streams")
struct StreamTests {
    /// Runs the program on a compose file of one service, which gives output and diagnostics.
    private func run(_ arguments: [String] = [], _ rest: String = "", before: String = "") throws -> Subprocess.Result {
        let compose = Subprocess.temporaryPath("compose.yaml")
        defer { Subprocess.remove(compose) }
        try Subprocess.write("services: {web: {image: a, userns_mode: host}}", to: compose)
        return Program.run(arguments + ["-f", compose], rest, before: before)
    }

    @Test("A closed output ends the program quietly", arguments: ["", "trap '' PIPE;"])
    func closed(before: String) throws {
        let piped = try run(["-q"], "3>&1 >&1 | { exec <&-; sleep 1; }; echo end", before: before)
        #expect(piped.output == "end\n")
        let none = try run(["-q"], ">&-", before: before)
        #expect(none.code == 0 && none.output == "")
    }

    @Test(
        "Diagnostics that nobody reads are no reason to write no job",
        arguments: ["2>&-", "2>&1 >&3 3>&- | exec <&-"]
    )
    func closedError(rest: String) throws {
        let result = try run([], rest, before: "exec 3>&1;")
        #expect(result.output.contains("job \""))
    }

    @Test("On a terminal the findings stand below the job, which would scroll them away; else they come first")
    func terminal() throws {
        func order(_ text: String) throws -> Bool {
            let job = try #require(text.range(of: "job \""))
            let finding = try #require(text.range(of: "1 service in 1 job"))
            return job.lowerBound < finding.lowerBound
        }
        let python = Subprocess.environment("HCL_PYTHON") ?? "python3"
        let terminal = "'\(python)' -c 'import pty, sys; pty.spawn(sys.argv[1:])'"
        #expect(try order(run([], before: terminal).output))
        #expect(try !order(run([], "2>&1").output))
    }

    /// Linux has a disk that is always full.
    private static let hasFullDisk = FileManager.default.fileExists(atPath: "/dev/full")

    @Test("A full disk is told", .enabled(if: hasFullDisk), arguments: [["-q"], ["config"], ["images"]])
    func full(arguments: [String]) throws {
        let result = try run(arguments, ">/dev/full")
        #expect(result.code == 1)
        #expect(result.output.hasPrefix("Error: cannot write standard output: "))
    }

    @Test("So is one that has no room for help or findings", .enabled(if: hasFullDisk))
    func fullBeside() throws {
        #expect(Program.run(["--help"], ">/dev/full").code == 1)
        let findings = try run([], "2>/dev/full")
        #expect(findings.code == 1 && findings.output == "")
    }

    @Test("What a person names may be a pipe")
    func pipes() throws {
        let compose = "echo 'services: {web: {image: \"nginx:${V}\"}}'"
        for (arguments, environment) in [
            ("-f /dev/fd/3 --env-file /dev/fd/4", ""), ("-f - --env-file /dev/fd/4", ""),
            ("", "COMPOSE_FILE=/dev/fd/3 COMPOSE_ENV_FILES=/dev/fd/4"),
        ] {
            let script = "{ \(compose) | \(environment) \"$0\" config \(arguments) 3<&0 4<&5; } 5<&0"
            let result = Subprocess.run(["sh", "-c", "echo V=7 | \(script)", Program.path])
            #expect(result.output.contains("image: nginx:7"), "\(arguments): \(result.output)")
        }
        let endless = Program.run(["config", "-f", "/dev/zero"])
        #expect(endless.code == 1 && endless.output.contains("larger than 64 MiB"))
    }

    @Test(
        "What a project names is a regular file, or refused where it is named",
        arguments: [
            "services: {web: {image: a, env_file: FILE}}", "services: {web: {image: a, label_file: FILE}}",
            "include: [FILE]", "include: [{path: b.yaml, env_file: FILE}]",
            "services: {web: {extends: {file: FILE, service: web}}}",
        ],
        ["pipe", "/dev/zero", "/dev/tty", "/proc/self/mounts", "/dev/stdin"]
    )
    func named(compose: String, file: String) throws {
        let result = try inFolder(compose.replacing("FILE", with: file), "")
        #expect(result.code == 1)
        #expect(result.output.hasPrefix("compose.yaml:1:"), "\(result.output)")
        #expect(result.output.contains("cannot read \(file): it is no regular file [unreadable-file]"))
    }

    @Test("A pipe in place of a file that is looked for is refused", arguments: [".env", "compose.yaml"])
    func lookedFor(name: String) throws {
        let result = try inFolder("services: {web: {image: a}}", "mv pipe \(name);")
        #expect(result.code == 1 && result.output.contains("cannot read \(name): it is no regular file"))
        let images = try inFolder("services: {web: {image: a}}", "mv pipe compose2nomad.images.json;", ["-q"])
        #expect(images.code == 1 && images.output.contains("images.json: it is no regular file"))
    }

    @Test("Pipes among mounts, configs and secrets keep nobody waiting")
    func mounted() throws {
        let result = try inFolder(
            """
            services: {web: {image: a, volumes: ["./pipe:/a:ro", "./:/b:ro"], configs: [a], secrets: [b, c]}}
            configs: {a: {file: ./pipe}}
            secrets: {b: {file: ./pipe}, c: {file: /dev/zero}}
            """,
            "",
            []
        )
        #expect(result.code == 0)
        #expect(result.output.contains("`./pipe` of `b` cannot be read: it is no regular file"))
        #expect(result.output.contains("dev/zero` at 3:40) [missing-content]"))
    }

    /// Runs the program in a folder with a compose file and a pipe.
    private func inFolder(_ compose: String, _ before: String, _ arguments: [String] = ["config"]) throws
        -> Subprocess.Result
    {
        let folder = Subprocess.temporaryPath("project")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Subprocess.write(compose, to: folder + "/compose.yaml")
        try Subprocess.write("services: {}", to: folder + "/b.yaml")
        return Program.run(arguments, "</dev/null", before: "cd '\(folder)'; mkfifo pipe; \(before)")
    }
}

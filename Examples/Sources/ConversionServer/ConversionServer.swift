import Foundation
import NomadEmitter

/// Converts what is posted to it; listens on this machine only, on PORT or on any free port, which it prints.
///
///     swift run ConversionServer [PORT]
///     curl --data-binary @compose.yaml 'http://127.0.0.1:8080/convert?project=shop'
///
/// The answer is 200 with the job files, the findings as comments above them, or 422 with what is wrong. Nothing is read
/// from the disk, so what the file mounts from its folder is not in the jobs.
@main struct ConversionServer {
    static func main() throws {
        signal(SIGPIPE, SIG_IGN)
        let listener = try Listener(port: CommandLine.arguments.dropFirst().first.flatMap { UInt16($0) } ?? 0)
        print("listening on http://127.0.0.1:\(listener.port)")
        fflush(nil)
        // As many conversions at a time; who comes later waits in the queue of the listener.
        for _ in 0..<4 {
            let worker = Thread { while true { listener.serveNext(answer) } }
            worker.stackSize = 8 << 20
            worker.start()
        }
        while true { sleep(.max) }
    }

    static func answer(_ request: Request) -> Response {
        guard request.path == "/convert" else { return Response(404, "post a compose file to /convert\n") }
        guard request.method == "POST" else { return Response(405, "post a compose file\n") }
        guard let text = String(validating: request.body, as: UTF8.self) else { return Response(400, "not UTF-8\n") }
        let project = request.query["project"] ?? "project"
        guard !project.isEmpty, project.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return Response(400, "a project is named by small letters\n")
        }
        let conversion = Conversion(of: text, project: project)
        let findings = conversion.diagnostics.all.map { "\($0)\n" }
        guard let deployment = conversion.deployment else { return Response(422, findings.joined()) }
        return Response(
            200,
            findings.map { "# \($0)" }.joined() + deployment.jobs.map { $0.hcl() }.joined(separator: "\n")
        )
    }
}

import ComposeParser
import Foundation
import NomadEmitter
import Testing

@testable import compose2nomad

@Suite("Standard output")
struct StandardOutputTests {
    private let several = """
        services:
          web: {image: nginx, secrets: [a]}
          nightly: {image: busybox, labels: {nomad.type: batch}}
          built: {build: .}
        secrets: {a: {environment: HOME}}
        """

    private func output(
        _ compose: String,
        _ format: ConversionOptions.Format = .hcl,
        environment: [String: String] = ["HOME": "/"]
    ) throws -> StandardOutput {
        var options = ConversionOptions()
        options.format = format
        let conversion = Conversion(of: compose, project: "shop", environment: environment, options: options)
        return StandardOutput(deployment: try #require(conversion.deployment), format: format)
    }

    @Test("One job is whole, and nothing is said of it")
    func oneJob() throws {
        let output = try output("services: {web: {image: 'nginx:1', expose: [80], network_mode: none}}")
        #expect(output.bytes == output.deployment.jobFiles()[0].contents)
        #expect(output.note(["compose2nomad"]) == nil)
    }

    @Test("What a job needs beside it is named, with the command that writes it")
    func companions() throws {
        let compose = "services: {web: {image: 'nginx:${V}', network_mode: none}}"
        let note = try #require(
            try output(compose, environment: ["V": "1"]).note(["/bin/c2n", "a b.yaml", "--strict"])
        )
        #expect(note.severity == .note && note.id == "files-left-out")
        #expect(note.message == "the job on standard output needs shop.vars.hcl beside it")
        #expect(note.hint == "write all files: c2n 'a b.yaml' --strict -o nomad")
        // The values are in the JSON.
        #expect(try output(compose, .json, environment: ["V": "1"]).note(["c2n"]) == nil)
    }

    @Test("Several jobs are told apart, and said to be several")
    func severalJobs() throws {
        let output = try output(several)
        let text = String(decoding: output.bytes, as: UTF8.self)
        #expect(text.hasPrefix("# file: shop.nomad.hcl\n") && text.contains("\n# file: shop-nightly.nomad.hcl\n"))
        #expect(
            output.note(["c2n"])?.message
                == "2 jobs are on standard output, and nomad takes one at a time; "
                + "they need client.hcl, deploy.sh and shop.nv.json beside them"
        )
    }

    @Test("JSON is one value: the body of one job, or an array of them")
    func json() throws {
        func value(_ compose: String) throws -> Any {
            try JSONSerialization.jsonObject(with: Data(try output(compose, .json).bytes))
        }
        let one = try #require(try value("services: {web: {image: nginx}}") as? [String: Any])
        #expect(Array(one.keys) == ["Job"])
        let jobs = try #require(try value(several) as? [[String: [String: Any]]])
        #expect(jobs.map { $0["Job"]?["ID"] as? String } == ["shop", "shop-nightly"])
    }
}

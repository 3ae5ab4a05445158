import TestSupport
import Testing

/// `compose2nomad plan` against a server over HTTP.
@Suite("plan")
struct PlanTests {
    private let compose = """
        services:
          web: {image: example/web:1, environment: {DB: "db:5432"}}
          db: {image: postgres:16, volumes: ["data:/data"]}
        volumes: {data: {}}

        """

    private static let valid =
        #"{"DriverConfigValidated": true, "ValidationErrors": null, "Error": "", "Warnings": ""}"#

    /// Runs `plan` against a server that says these things.
    private func plan(
        _ arguments: [String] = [],
        valid: (Int, String) = (200, PlanTests.valid),
        plan: (Int, String) = (200, #"{"Diff": {"Type": "None"}}"#),
        environment: String = ""
    ) throws -> (run: Subprocess.Result, requests: [NomadStandIn.Request]) {
        let server = NomadStandIn { $0 == "/v1/validate/job" ? valid : plan }
        let folder = try ProjectFolder(["compose.yaml": compose])
        let words = ["plan", "-p", "shop"] + arguments
        let run = folder.run(words, "</dev/null", environment: "\(environment) NOMAD_ADDR=\(server.address)")
        return (run, server.requests)
    }

    @Test("Each job is validated and planned, as the environment of Nomad asks")
    func asks() throws {
        let (run, requests) = try plan(
            ["--layout", "service"],
            environment: #"NOMAD_TOKEN='se"cret\x' NOMAD_NAMESPACE='a b' NOMAD_REGION=eu"#
        )
        #expect(run.code == 0, "\(run.output)")
        let query = "?namespace=a%20b&region=eu"
        #expect(
            requests.map(\.target) == [
                "/v1/validate/job\(query)", "/v1/job/shop-db/plan\(query)",
                "/v1/validate/job\(query)", "/v1/job/shop-web/plan\(query)",
            ]
        )
        #expect(requests.allSatisfy { $0.head.contains(#"X-Nomad-Token: se"cret\x"#) && $0.head.hasPrefix("POST ") })
        #expect(requests.allSatisfy { $0.body.contains("\"Job\": {") })
        #expect(requests.map { $0.body.contains("\"Diff\": true") } == [false, true, false, true])
        #expect(run.output.hasPrefix("job shop-db: no change\njob shop-web: no change\n"))
    }

    @Test("What differs is shown")
    func shows() throws {
        let answer = #"""
            {"Annotations": {"DesiredTGUpdates": {"web": {"DestructiveUpdate": 1, "Ignore": 0}, "db": {"Ignore": 1}}},
             "Diff": {"Type": "Edited", "Fields": [{"Type": "Edited", "Name": "Priority", "Old": "50", "New": "60"}],
              "TaskGroups": [{"Type": "Edited", "Name": "web", "Tasks": [{"Type": "Edited", "Name": "web",
                "Fields": [{"Type": "None", "Name": "Driver", "Old": "docker", "New": "docker"}],
                "Objects": [{"Type": "Edited", "Name": "Env", "Fields": [
                  {"Type": "Added", "Name": "A", "Old": "", "New": "\u001b[1m"},
                  {"Type": "Deleted", "Name": "B", "Old": "2", "New": ""}]}]}]},
                {"Type": "None", "Name": "db", "Fields": [{"Type": "Added", "Name": "x", "New": "y"}]}]}}
            """#
        let (run, _) = try plan(plan: (200, answer))
        #expect(run.code == 0)
        #expect(
            run.output.hasPrefix(
                """
                job shop: changed
                  group db: 1 as they are
                  group web: 1 to replace
                  ~ Priority: "50" → "60"
                  + group.web.task.web.Env.A: "\\u001b[1m"
                  - group.web.task.web.Env.B: "2"

                """
            ),
            "\(run.output)"
        )
    }

    @Test("What the server refuses stands at the service that it names")
    func refuses() throws {
        let errors = #"["Task group db validation failed: 1 error occurred:\n\t* Task db is wrong\n\n"]"#
        let (run, requests) = try plan(valid: (200, #"{"ValidationErrors": \#(errors), "Error": "1 error"}"#))
        #expect(run.code == 1 && requests.count == 1)
        #expect(
            run.output.contains(
                "compose.yaml:3:3: error: Nomad does not take the job shop: Task db is wrong [server-refuses]"
            ),
            "\(run.output)"
        )
        let (forbidden, _) = try plan(valid: (403, "Permission denied"))
        #expect(forbidden.code == 1 && forbidden.output.contains("the job shop: Permission denied [server-refuses]"))
    }

    @Test("So does a group that no node can take, and a warning")
    func warns() throws {
        let metric =
            #"{"NodesEvaluated": 3, "ConstraintFiltered": {"missing compatible host volumes": 2}, "#
            + #""DimensionExhausted": {"memory": 1}}"#
        let answer =
            #"{"Diff": {"Type": "Added"}, "FailedTGAllocs": {"db": \#(metric)}, "Warnings": "1 warning:\n\n* old"}"#
        let (run, _) = try plan(["--strict"], plan: (200, answer))
        #expect(run.code == 2)
        #expect(run.output.hasPrefix("job shop: new\n"))
        #expect(
            run.output.contains(
                "compose.yaml:3:3: warning: no node can take the group db of the job shop now: "
                    + "missing compatible host volumes (2 of 3 nodes) and memory is exhausted (1 of 3 nodes)"
            ),
            "\(run.output)"
        )
        #expect(run.output.contains("warning: Nomad warns of the job shop: old"))
    }

    @Test("No server, and none that is Nomad, are told")
    func none() throws {
        for answer in ["", "<html>", "[]", "null", #"{"a": 1}"#] {
            let (run, _) = try plan(plan: (200, answer))
            #expect(run.code == 1 && run.output.contains("is no Nomad"), "\(answer): \(run.output)")
        }
        let folder = try ProjectFolder(["compose.yaml": compose])
        let dead = folder.run(["plan"], environment: "NOMAD_ADDR=http://127.0.0.1:1")
        #expect(dead.code == 1 && dead.output.contains("Error: cannot ask Nomad at http://127.0.0.1:1: curl: "))
        let noCurl = folder.run(["plan"], environment: "PATH=/nowhere NOMAD_ADDR=http://127.0.0.1:1")
        #expect(noCurl.code == 1 && noCurl.output.contains("`curl`"))
    }
}

import Testing

@testable import ComposeParser

@Suite("Several errors at once")
struct SeveralErrorsTests {
    /// The ids of the errors that loading gives for a file, in the order in which they are found, with their hints.
    private func errors(_ yaml: String, services: [String] = []) -> [(id: String, hint: String?)] {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        var options = LoadOptions(workingDirectory: "/p")
        options.services = services
        do throws(Diagnostic) {
            _ = try ProjectLoader.load(
                options,
                files: MemoryFiles(["/p/compose.yaml": yaml]),
                sources: &sources,
                diagnostics: &diagnostics
            )
            return []
        } catch {
            var found = diagnostics.all.filter { $0.severity == .error }
            if !found.contains(error) { found.append(error) }
            return found.map { ($0.id, $0.hint) }
        }
    }

    @Test("All variables without a value are named")
    func variables() {
        #expect(
            errors("services: {a: {image: '${A:?}', command: ['${B:?}', '${C']}}").map(\.id)
                == ["required-variable-missing", "required-variable-missing", "invalid-interpolation"]
        )
    }

    @Test("What cannot be cast does not hide what else is wrong with the file, nor is it told twice")
    func casting() {
        let yaml = "services: {a: {image: x, prots: [1], init: nein, healthcheck: {retries: many}}}"
        #expect(errors(yaml).map(\.id) == ["type-cast", "type-cast", "unknown-attribute"])
    }

    @Test("All short forms and values that cannot be read are told")
    func values() {
        #expect(
            errors("services: {a: {image: x, ports: ['x:y']}, b: {image: x, devices: ['a:b:c:d']}}").map(\.id)
                == ["invalid-port", "invalid-device"]
        )
        #expect(
            errors("services: {a: {image: x, stop_grace_period: '9'}, b: {image: x, mem_limit: lots}}").map(\.id)
                == ["invalid-duration", "invalid-size"]
        )
    }

    @Test("All env files that are missing are told")
    func envFiles() {
        #expect(
            errors("services: {a: {image: x, env_file: a.env}, b: {image: x, env_file: b.env}}").map(\.id)
                == ["file-not-found", "file-not-found"]
        )
    }

    @Test(
        "A misspelt name is told with what it probably means",
        arguments: [
            ("depends_on: [wbe]", "web"), ("network_mode: 'service:wbe'", "web"),
            ("build: {context: ., additional_contexts: {x: 'service:wbe'}}", "web"),
            ("networks: [frnt]", "front"), ("volumes: ['dta:/d']", "data"), ("secrets: [pasword]", "password"),
            ("configs: [stie]", "site"), ("extends: {service: wbe}", "web"),
        ]
    )
    func spelling(attribute: String, meant: String) {
        let yaml = """
            services:
              web: {image: x}
              a: {image: x, \(attribute)}
            networks: {front: {}}
            volumes: {data: {}}
            secrets: {password: {file: p}}
            configs: {site: {content: x}}
            """
        #expect(errors(yaml).map(\.hint) == ["did you mean `\(meant)`?"])
    }

    @Test("So is a service that the command line names")
    func namedService() {
        #expect(errors("services: {web: {image: x}}", services: ["wbe"]).map(\.hint) == ["did you mean `web`?"])
    }

    @Test("A file of version 1 is told what it is")
    func versionOne() throws {
        let found = errors("web: {image: x, links: [db]}\ndb: {build: .}")
        #expect(found.map(\.id) == ["version-one-file"])
        #expect(try #require(found.first?.hint).contains("write `services:` above"))
        #expect(errors("services: {web: {image: x}}\ndb: {image: x}").map(\.id) == ["unknown-attribute"])
    }
}

import Testing

@testable import ComposeParser

@Suite("What YAML output leaves out")
struct OutputOrderYAMLTests {
    private func print(_ yaml: String, _ format: OutputOrder.Format) throws -> String {
        let tree = try #require(try YAMLReader.read(Array(yaml.utf8), file: .none).first)
        let ordered = OutputOrder.apply(tree, format: format)
        let bytes =
            format == .json
            ? NodeJSONEncoder.encode(ordered, escapingDollar: false)
            : NodeYAMLEncoder.encode(ordered, escapingDollar: false)
        return String(decoding: bytes, as: UTF8.self)
    }

    private let project = """
        models:
          m:
            model: ai/x
        networks:
          default:
            name: p_default
        services:
          a:
            image: x
            deploy:
              mode: global
            ulimits:
              core: 0
              nofile:
                soft: 0
                hard: 7
        """

    @Test("YAML shows no unset objects, and zero limits as such")
    func yaml() throws {
        #expect(
            try print(project, .yaml) == """
                services:
                  a:
                    deploy:
                      mode: global
                    image: x
                    ulimits:
                      core:
                        soft: 0
                        hard: 0
                      nofile:
                        soft: 0
                        hard: 7
                networks:
                  default:
                    name: p_default
                models:
                  m:
                    model: ai/x

                """
        )
    }

    @Test("JSON shows them")
    func json() throws {
        let text = try print(project, .json)
        for shown in ["\"command\": null", "\"entrypoint\": null", "\"placement\": {}", "\"ipam\": {}", "\"core\": {}"]
        {
            #expect(text.contains(shown))
        }
    }
}

import TestSupport
import Testing

/// `compose2nomad init`.
@Suite("init")
struct InitTests {
    private let compose = "services: {web: {build: ., volumes: ['d:/d']}}\nvolumes: {d: {}}\n"

    @Test("It writes what the options choose, and a conversion reads it")
    func writes() throws {
        let folder = try ProjectFolder(["compose.yaml": compose])
        let made = folder.run(["init", "-p", "shop", "--provider", "nomad", "--nodes", "1"], "</dev/null")
        #expect(made.code == 0)
        #expect(made.output == "compose2nomad.yaml: new\nnext: compose2nomad -p shop -o nomad\n")
        let text = folder.text("compose2nomad.yaml") ?? ""
        #expect(text.contains("\nprovider: nomad\n") && text.contains("\nnodes: 1\n") && text.contains("\n# layout: "))
        #expect(folder.run(["check"]).output.contains("network: hosts"))
        #expect(folder.run(["check", "--provider", "consul"]).output.contains("network: dns"))
    }

    @Test("A file that is there stays")
    func stays() throws {
        let folder = try ProjectFolder(["compose.yaml": compose, "compose2nomad.yaml": "nodes: 2\n"])
        let again = folder.run(["init", "--nodes", "3"])
        #expect(again.code == 1 && again.output.contains("compose2nomad.yaml is there already"))
        #expect(folder.text("compose2nomad.yaml") == "nodes: 2\n")
    }

    @Test("Nothing is written for a project that cannot be loaded, or for choices that cannot be")
    func refuses() throws {
        let folder = try ProjectFolder(["compose.yaml": "services: {web: {imagge: a}}"])
        #expect(folder.run(["init"]).code == 1)
        let good = try ProjectFolder(["compose.yaml": compose])
        #expect(good.run(["init", "--nodes", "0"]).code == 64)
        #expect(good.run(["init", "--node", "a", "--nodes", "2"]).code == 64)
        #expect(folder.text("compose2nomad.yaml") == nil && good.text("compose2nomad.yaml") == nil)
    }
}

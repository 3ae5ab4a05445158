@testable import NomadEmitter
import Testing

/// What a service says of its memory, and the limit of those that state none.
@Suite struct StatedMemoryTests {
    private func resources(_ line: String) throws -> (memory: NumberValue?, limit: NumberValue?) {
        let task = try Converting("services:\n  a:\n    image: a:1\n    \(line)\n").task("a")
        return (task.resources?.memory, task.config.memoryHardLimit)
    }

    @Test(arguments: [
        (#"environment: {JAVA_OPTS: "-Xms64m -Xmx512m"}"#, 1024),
        (#"command: java -Xmx2G -jar app.jar"#, 4096),
        (#"command: [java, -Xmx1048576k, -jar, app.jar]"#, 2048),
        (#"environment: {JAVA_OPTS: "-Xmx536870912"}"#, 1024),
        (#"environment: [NODE_OPTIONS=--max-old-space-size=1536]"#, 3072),
        (#"command: node --max_old_space_size 300 index.js"#, 600),
        (#"command: redis-server --maxmemory 300mb --maxmemory-policy allkeys-lru"#, 600),
        (#"command: [redis-server, --maxmemory, 1gb]"#, 2048),
        (#"command: redis-server --maxmemory-policy allkeys-lru"#, 512),
        (#"command: postgres -c shared_buffers=1GB"#, 2048),
        (#"command: postgres -c shared_buffers=131072"#, 2048),
        (#"command: postgres -c shared_buffers=128MB"#, 512),
        (#"command: ["--innodb-buffer-pool-size=2G"]"#, 4096),
        (#"environment: {A: "-Xmx", B: "-Xmx9x", C: "-Xmx99999999999999999999g", D: "old-Xmx"}"#, 512),
        (#"environment: {JAVA_OPTS: "-Xmx300m", NODE_OPTIONS: "--max-old-space-size=400"}"#, 800),
    ])
    func isReservedTwice(line: String, memory: Int) throws {
        #expect(try resources(line).memory == .literal(memory))
    }

    @Test func unstatedLimitIsOneVariableNeverBelowWhatIsReserved() throws {
        #expect(try resources("").limit == .variable("memory_limit"))
        #expect(try resources("mem_reservation: 300m").limit == .variable("memory_limit"))
        #expect(try resources("command: java -Xmx3g").limit == .atLeast(6144, variable: "memory_limit"))
        #expect(try resources("mem_limit: 300m").limit == nil)
    }
}

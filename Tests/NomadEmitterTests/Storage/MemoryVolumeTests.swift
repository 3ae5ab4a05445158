@testable import NomadEmitter
import Testing

/// Volumes of the local driver that live in memory.
@Suite struct MemoryVolumeTests {
    private func convert(_ options: String, users: String = "a") throws -> Converting {
        let services = users.split(separator: " ").map { "  \($0): {image: \"a:1\", volumes: [\"ram:/ram\"]}\n" }
        return try Converting(
            "name: shop\nservices:\n\(services.joined())volumes:\n  ram: {driver_opts: {type: tmpfs, device: tmpfs, o: \"\(options)\"}}\n"
        )
    }

    @Test func sizeAndModeAreThoseOfTheMount() throws {
        let task = try convert("size=64m,mode=0750").task("a")
        #expect(task.config.mounts == [DockerConfig.Mount(.tmpfs(size: 67_108_864, mode: 0o750), target: "/ram")])
    }

    @Test(arguments: [("uid=1000,size=1m", "a"), ("size=1m", "a b")])
    func whatAMountCannotSayIsAVolumeOfDocker(options: String, users: String) throws {
        let mount = try #require(try convert(options, users: users).task("a").config.mounts.first)
        #expect(
            mount
                == DockerConfig.Mount(
                    .volume(
                        source: "shop-ram",
                        options: .init(
                            driver: "local",
                            driverOptions: ["device": "tmpfs", "o": Interpolated(options), "type": "tmpfs"]
                        )
                    ),
                    target: "/ram"
                )
        )
    }
}

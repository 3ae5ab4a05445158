import Testing

@testable import NomadEmitter

@Suite struct WellKnownImageTests {
    /// Whom data must belong to depends on the variant of an image.
    @Test(arguments: [
        ("postgres:16", "999:999"), ("postgres:15.7-alpine", "70:70"), ("postgres:16-alpine3.20", "70:70"),
        ("registry.example:5000/library/redis:7-alpine@sha256:0a", "999:1000"), ("docker.io/valkey/valkey", "999:999"),
        ("rabbitmq:3.13.6-management-alpine", "100:101"), ("alpine/nextcloud:1", nil),
        ("nextcloud:29-fpm-alpine", "82:82"),
        ("registry.example/my-alpine/redis", nil), ("redis", "999:999"),
    ])
    func owners(reference: String, owner: String?) {
        #expect(WellKnownImage.find(reference)?.owner == owner)
    }
}

// swift-tools-version: 6.2
import PackageDescription

// A package of its own: its program has no `main` but libFuzzer's. `Scripts/fuzz` builds it with the flags that it needs.
let package = Package(
    name: "FuzzTesting",
    platforms: [.macOS(.v13)],
    dependencies: [
        .package(path: "..")
    ],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "ComposeParser", package: Context.packageDirectory.parentName),
                .product(name: "NomadEmitter", package: Context.packageDirectory.parentName),
            ],
            path: "Sources",
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)

extension String {
    /// The name of the folder above, which is what the package in it is called.
    fileprivate var parentName: String { String(split(separator: "/").dropLast().last ?? "") }
}

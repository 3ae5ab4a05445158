// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "compose2nomad",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "ComposeParser", targets: ["ComposeParser"]),
        .library(name: "HCL", targets: ["HCL"]),
        .library(name: "NomadEmitter", targets: ["NomadEmitter"]),
        .executable(name: "compose2nomad", targets: ["compose2nomad"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(
            name: "ComposeParser",
            dependencies: [
                "CLibYAML",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "HCL",
            path: "Sources/NomadEmitter/HCL",
            swiftSettings: settings
        ),
        .target(
            name: "NomadEmitter",
            dependencies: [
                "ComposeParser",
                "HCL",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            exclude: ["HCL"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "compose2nomad",
            dependencies: [
                "ComposeParser",
                "NomadEmitter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["ComposeParser", "HCL", "NomadEmitter"],
            path: "Tests/TestSupport",
            exclude: ["Schemas"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ComposeParserTests",
            dependencies: ["ComposeParser"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NomadEmitterTests",
            dependencies: ["NomadEmitter", "ComposeParser", "HCL", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GoldenTests",
            dependencies: ["ComposeParser", "NomadEmitter", "compose2nomad", "TestSupport"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

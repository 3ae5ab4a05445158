// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as yours would be. `Scripts/examples` builds and runs it, and compares what it prints.
let package = Package(
    name: "Examples",
    platforms: [.macOS(.v13)],
    dependencies: [
        // Yours would say `.package(url: "https://…/compose2nomad", from: "0.1.0")`.
        .package(path: "..")
    ],
    targets: [
        .executableTarget(name: "Embed", dependencies: [library("ComposeParser"), library("NomadEmitter")]),
        .executableTarget(name: "CustomRule", dependencies: [library("ComposeParser"), library("NomadEmitter")]),
        .executableTarget(name: "ConversionServer", dependencies: [library("ComposeParser"), library("NomadEmitter")]),
        .executableTarget(name: "PrintHCL", dependencies: [library("HCL")]),
    ],
    swiftLanguageModes: [.v6]
)

/// A library of the package above, which is called as its folder is: `package: "compose2nomad"` in a package of yours.
func library(_ name: String) -> Target.Dependency {
    .product(name: name, package: String(Context.packageDirectory.split(separator: "/").dropLast().last ?? ""))
}

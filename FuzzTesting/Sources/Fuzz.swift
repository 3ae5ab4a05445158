#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What is fuzzed: one at a time, named by the environment variable `FUZZER`.
enum Fuzzer: String, CaseIterable {
    case yaml, interpolation, dotenv, syntaxes, commands, project

    /// The one that runs.
    static let chosen: Fuzzer = {
        let name = getenv("FUZZER").map { String(cString: $0) } ?? ""
        guard let fuzzer = Fuzzer(rawValue: name) else {
            failure("FUZZER is one of \(allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return fuzzer
    }()

    /// Whether an input is text in lines, YAML above all, which is worth mutating by line.
    var hasLines: Bool { self == .yaml || self == .project }

    /// Runs one input; what must not be ends the process.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .yaml: YAMLFuzzer.run(bytes)
        case .interpolation: InterpolationFuzzer.run(bytes)
        case .dotenv: DotEnvFuzzer.run(bytes)
        case .syntaxes: SyntaxFuzzer.run(String(decoding: bytes, as: UTF8.self))
        case .commands: CommandFuzzer.run(String(decoding: bytes, as: UTF8.self))
        case .project: ProjectFuzzer.run(bytes)
        }
    }
}

/// Tells what must not be, and ends the process so that libFuzzer keeps the input.
func failure(_ what: String) -> Never {
    let line = Array("FAILURE: \(what)\n".utf8)
    _ = write(2, line, line.count)
    abort()
}

/// Takes what has to hold.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { failure(what()) }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Fuzzer.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's own mutation.
@_silgen_name("LLVMFuzzerMutate")
func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// What libFuzzer calls to get another input.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int {
    guard Fuzzer.chosen.hasLines, count > 0, seed % 2 == 0 else { return mutateBytes(start, count, limit) }
    var mutator = LineMutator(Array(UnsafeBufferPointer(start: start, count: count)), seed: UInt64(seed))
    mutator.mutate()
    let bytes = mutator.bytes.prefix(limit)
    _ = UnsafeMutableBufferPointer(start: start, count: bytes.count).update(fromContentsOf: bytes)
    return bytes.count
}

import NomadEmitter

extension [Deployment.File] {
    /// One job as it is; several with a line before each that names its file.
    var concatenated: [UInt8] {
        guard count > 1 else { return first?.contents ?? [] }
        var bytes: [UInt8] = []
        for (index, file) in enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\n")) }
            bytes += Array<UInt8>("# file: \(file.name)\n".utf8)
            bytes += file.contents
        }
        return bytes
    }
}

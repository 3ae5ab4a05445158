/// Reads YAML into nodes with marks.
package enum YAMLReader {
    /// Reads the documents of a file.
    ///
    /// Aliases are expanded, merge keys (`<<`) are merged, and scalars have the types that Compose gives them (those
    /// of YAML's core schema, and the octal, binary and underscored numbers of YAML 1.1). Duplicate keys and keys that
    /// are no strings are refused, as Compose refuses them.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, UTF-8 or UTF-16 with a byte order mark.
    ///   - file: The number of the file, for the ranges of the nodes.
    ///   - limits: When to give up.
    /// - Returns: A node for each document: none for a file without any, a null for an empty document.
    /// - Throws: `invalid-yaml`, `duplicate-key` or `limit-exceeded`.
    package static func read(
        _ bytes: [UInt8],
        file: SourceFileID,
        limits: YAMLLimits = YAMLLimits()
    ) throws(Diagnostic) -> [Compose.Node] {
        guard bytes.count <= limits.fileBytes else {
            throw Diagnostic(
                LoadingIssue.limitExceeded,
                .error,
                "the file has \(bytes.count) bytes; at most \(limits.fileBytes) are read",
                at: SourceRange(file: file, start: Mark(line: 1, column: 1), end: Mark(line: 1, column: 1)),
                hint: "keep large data in a file of its own and mount it"
            )
        }
        // The closure cannot throw a typed error through the standard library's signature on all toolchains.
        let result: Result<[Compose.Node], Diagnostic> = bytes.withUnsafeBufferPointer { buffer in
            do throws(Diagnostic) {
                var composer = YAMLComposer(buffer, file: file, limits: limits)
                return .success(try composer.documents())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

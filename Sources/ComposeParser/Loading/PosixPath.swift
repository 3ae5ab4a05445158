/// Paths as text, by the rules of Unix: nothing here looks at a disk.
package enum PosixPath {
    /// Whether the path starts at the root.
    package static func isAbsolute(_ path: String) -> Bool {
        path.utf8.first == UInt8(ascii: "/")
    }

    /// Whether Windows would take the path as absolute: `C:\x`, `c:/x`, `\\host\share`.
    package static func isWindowsAbsolute(_ path: String) -> Bool {
        let bytes = Array(path.utf8.prefix(3))
        if bytes.count >= 3, isLetter(bytes[0]), bytes[1] == UInt8(ascii: ":"), isSlash(bytes[2]) { return true }
        guard bytes.count >= 3, isSlash(bytes[0]), isSlash(bytes[1]), !isSlash(bytes[2]) else { return false }
        // A share needs a host and a name: \\host\share.
        let parts = path.utf8.dropFirst(2).split(omittingEmptySubsequences: false, whereSeparator: isSlash)
        return parts.count >= 2 && !parts[0].isEmpty && !parts[1].isEmpty && parts[0].first != UInt8(ascii: ".")
    }

    /// The path without `.`, `..` and doubled slashes, as far as the text alone tells; `.` if nothing is left.
    package static func clean(_ path: String) -> String {
        if isClean(path) { return path }
        let rooted = isAbsolute(path)
        var parts: [Substring.UTF8View] = []
        for part in Substring(path).utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                if let last = parts.last, !last.elementsEqual("..".utf8) {
                    parts.removeLast()
                } else if !rooted {
                    parts.append(part)
                }
                continue
            }
            parts.append(part)
        }
        var out = rooted ? "/" : ""
        for (index, part) in parts.enumerated() {
            if index > 0 { out += "/" }
            out += String(Substring(part))
        }
        return out.isEmpty ? "." : out
    }

    /// Whether an absolute path says nothing twice: no `//`, no part that starts with a dot, no slash at its end.
    package static func isClean(_ path: String) -> Bool {
        path.withBytes { bytes in
            guard bytes.count > 1, bytes[0] == UInt8(ascii: "/") else { return false }
            var follows = UInt8(0)
            for byte in bytes {
                if follows == UInt8(ascii: "/"), byte == follows || byte == UInt8(ascii: ".") { return false }
                follows = byte
            }
            return follows != UInt8(ascii: "/")
        }
    }

    /// The two paths one after the other, cleaned; an empty one is left out.
    package static func join(_ base: String, _ path: String) -> String {
        if path.isEmpty { return base.isEmpty ? "" : clean(base) }
        return base.isEmpty ? clean(path) : clean(base + "/" + path)
    }

    /// `path` itself if it is absolute, else below `base`.
    package static func absolute(_ path: String, in base: String) -> String {
        isAbsolute(path) ? clean(path) : join(base, path)
    }

    /// The path of the directory that holds the last part.
    package static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return clean(String(path[...slash]))
    }

    /// The last part.
    package static func lastComponent(_ path: String) -> String {
        let cleaned = clean(path)
        guard let slash = cleaned.utf8.lastIndex(of: UInt8(ascii: "/")), cleaned != "/" else { return cleaned }
        return String(cleaned[cleaned.utf8.index(after: slash)...])
    }

    /// `path` as seen from `base`; both absolute.
    package static func relative(_ path: String, to base: String) -> String {
        let (path, base) = (clean(path), clean(base))
        if let below = path.afterPrefix(base + "/") { return below }
        let target = path.split(at: "/")
        let origin = base.split(at: "/")
        var common = 0
        while common < target.count, common < origin.count, target[common] == origin[common] { common += 1 }
        let parts = Array(repeating: "..", count: origin.count - common) + target[common...].map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// `path` as messages show it: relative where it is below `directory`.
    package static func shown(_ path: String, from directory: String) -> String {
        path.afterPrefix(directory.hasSuffix("/") ? directory : directory + "/") ?? path
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSlash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }
}

import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

@Suite("Output folder")
struct OutputFolderTests {
    private let files = [
        Deployment.File(name: "shop.nomad.hcl", contents: Array("job".utf8)),
        Deployment.File(name: "shop.vars.hcl", contents: Array("A = 1".utf8), mode: 0o600),
        Deployment.File(name: "deploy.sh", contents: Array("#!/bin/sh".utf8), mode: 0o755),
    ]

    /// Runs `body` with the path of a new folder.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "compose2nomad-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test("Files have exactly their modes, in folders that are made")
    func modes() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path + "/a/b")
            #expect(try folder.write(files, force: false).names(.new, .changed) == files.map(\.name))
            #expect(try mode(path + "/a/b/shop.nomad.hcl") == 0o644)
            #expect(try mode(path + "/a/b/shop.vars.hcl") == 0o600)
            #expect(try mode(path + "/a/b/deploy.sh") == 0o755)
        }
    }

    @Test("Private files leave no trace in what a repository keeps, and their edits are seen")
    func privateFiles() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            _ = try folder.write(files, force: false)
            #expect(try text(path + "/.gitignore").hasSuffix("\n/shop.vars.hcl\n"))
            #expect(try !text(path + "/.compose2nomad").contains("vars.hcl"))
            var changed = files
            changed[1].contents = Array("A = 2".utf8)
            #expect(try folder.write(changed, force: false).names(.new, .changed) == ["shop.vars.hcl"])
            #expect(try folder.write(files, force: false).names(.new, .changed) == ["shop.vars.hcl"])
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: 60)],
                ofItemAtPath: path + "/shop.vars.hcl"
            )
            #expect(throws: OutputFailure.self) { try folder.write(changed, force: false) }
            try FileManager.default.removeItem(atPath: path + "/shop.vars.hcl")
            #expect(folder.differences(from: files) == "")
        }
    }

    @Test("A repository sees no private file")
    func repository() throws {
        try inFolder { (path: String) throws in
            #expect(Subprocess.run(["git", "init", "-q", path]).code == 0)
            _ = try OutputFolder(path: path + "/nomad").write(files, force: false)
            let status = Subprocess.run(["git", "-C", path, "status", "--porcelain", "-uall"])
            #expect(status.output.contains("nomad/shop.nomad.hcl") && !status.output.contains("vars.hcl"))
        }
    }

    @Test("What somebody says is ignored stays")
    func ownIgnored() throws {
        try inFolder { (path: String) throws in
            try "*.log\n".write(toFile: path + "/.gitignore", atomically: true, encoding: .utf8)
            _ = try OutputFolder(path: path).write(files, force: false)
            #expect(try text(path + "/.gitignore") == "*.log\n")
        }
    }

    @Test("A second run writes nothing, but puts modes right")
    func unchanged() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            _ = try folder.write(files, force: false)
            #expect(chmod(path + "/shop.vars.hcl", 0o644) == 0)
            let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            #expect(try folder.write(files, force: false).names(.new, .changed) == [])
            let after = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            #expect(before == after)
            #expect(try mode(path + "/shop.vars.hcl") == 0o600)
        }
    }

    @Test("An edited file is kept unless forced, and old output is replaced")
    func edited() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            _ = try folder.write(files, force: false)
            var next = files
            next[0].contents = Array("job 2".utf8)
            #expect(try folder.write(next, force: false).names(.new, .changed) == ["shop.nomad.hcl"])
            try "mine".write(toFile: path + "/shop.nomad.hcl", atomically: true, encoding: .utf8)
            #expect(throws: OutputFailure.self) { try folder.write(next, force: false) }
            #expect(try text(path + "/shop.nomad.hcl") == "mine")
            #expect(try folder.write(next, force: true).names(.new, .changed) == ["shop.nomad.hcl"])
            #expect(try text(path + "/shop.nomad.hcl") == "job 2")
        }
    }

    @Test("A script that is not there is not what comes next")
    func nothingIsNext() {
        let text = FolderChanges().text(folder: "out", needs: [], isDone: true, prunes: false)
        #expect(text == "out: no files\n")
    }

    @Test("A file with another mode gets the right one when it is replaced")
    func replacedMode() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            try "mine".write(toFile: path + "/shop.vars.hcl", atomically: true, encoding: .utf8)
            #expect(chmod(path + "/shop.vars.hcl", 0o666) == 0)
            _ = try folder.write(files, force: true)
            #expect(try mode(path + "/shop.vars.hcl") == 0o600)
        }
    }

    @Test("What is written no longer is told, and goes when it is asked for, unless it was edited")
    func stale() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            #expect(try folder.write(files, force: false).names(.new) == files.map(\.name))
            let fewer = [files[1]]
            #expect(folder.changes(for: fewer).names(.stale) == ["deploy.sh", "shop.nomad.hcl"])
            try "mine".write(toFile: path + "/deploy.sh", atomically: true, encoding: .utf8)
            let changes = try folder.write(fewer, force: false, prune: true)
            #expect(changes.names(.same) == ["shop.vars.hcl"])
            #expect(!FileManager.default.fileExists(atPath: path + "/shop.nomad.hcl"))
            #expect(try text(path + "/deploy.sh") == "mine")
            #expect(folder.changes(for: fewer).names(.stale) == ["deploy.sh"])
        }
    }

    @Test("A private file that is written no longer stays out of a repository until it goes, unless it was edited")
    func stalePrivate() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            var first = files
            first.append(Deployment.File(name: "b.nv.json", contents: Array("{}".utf8), mode: 0o600))
            _ = try folder.write(first, force: false)
            let fewer = [files[0], files[2]]
            #expect(try folder.write(fewer, force: false).names(.stale) == ["b.nv.json", "shop.vars.hcl"])
            #expect(try text(path + "/.gitignore").hasSuffix("\n/b.nv.json\n/shop.vars.hcl\n"))
            #expect(folder.differences(from: fewer).contains("shop.vars.hcl: no longer written"))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: 60)],
                ofItemAtPath: path + "/shop.vars.hcl"
            )
            _ = try folder.write(fewer, force: false, prune: true)
            #expect(!FileManager.default.fileExists(atPath: path + "/b.nv.json"))
            #expect(try text(path + "/.gitignore").hasSuffix("*\n/shop.vars.hcl\n"))
        }
    }

    @Test("A link is not followed: it needs force, and is replaced by a file")
    func links() throws {
        try inFolder { (path: String) throws in
            let outside = path + "/outside"
            try "job".write(toFile: outside, atomically: true, encoding: .utf8)
            let out = path + "/out"
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: out + "/shop.nomad.hcl", withDestinationPath: outside)
            let folder = OutputFolder(path: out)
            #expect(throws: OutputFailure.self) { try folder.write(files, force: false) }
            var next = files
            next[0].contents = Array("job 2".utf8)
            _ = try folder.write(next, force: true)
            #expect(try text(outside) == "job")
            #expect(try text(out + "/shop.nomad.hcl") == "job 2")
        }
    }

    @Test("A path that is no folder is a clear error")
    func noFolder() throws {
        try inFolder { (path: String) throws in
            let file = path + "/file"
            try "x".write(toFile: file, atomically: true, encoding: .utf8)
            let failure = #expect(throws: OutputFailure.self) {
                try OutputFolder(path: file).write(files, force: false)
            }
            #expect(failure?.description.contains(file) == true)
            let thrown = try #require(failure)
            #expect(ConvertCommand.exitCode(for: thrown).rawValue == 1)
        }
    }

    /// What a run leaves that is killed between any two steps: the next one goes on, with other files, too.
    @Test(
        "An interrupted run is known by the next one",
        arguments: [[], ["shop.nomad.hcl"], ["shop.nomad.hcl", "shop.vars.hcl"]]
    )
    func interrupted(placed: [String]) throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            // A run whose last file cannot take its name has done all but that, and the record of the end.
            try FileManager.default.createDirectory(atPath: path + "/deploy.sh/x", withIntermediateDirectories: true)
            let done = files.filter { placed.contains($0.name) }
            #expect(throws: OutputFailure.self) { try folder.write(done + [files[2]], force: true) }
            try FileManager.default.removeItem(atPath: path + "/deploy.sh")
            for (number, file) in files.enumerated() {
                try "half".write(toFile: "\(path)/\(file.name).tmp-\(number)", atomically: false, encoding: .utf8)
            }
            try "mine".write(toFile: path + "/x.tmp-1", atomically: false, encoding: .utf8)
            var next = files
            for index in next.indices { next[index].contents.append(UInt8(ascii: "2")) }
            #expect(try folder.write(next, force: false).names(.new, .changed) == files.map(\.name))
            #expect(try text(path + "/shop.vars.hcl") == "A = 12")
            let there = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            #expect(
                there == [".compose2nomad", ".gitignore"] + ["deploy.sh", "shop.nomad.hcl", "shop.vars.hcl", "x.tmp-1"]
            )
            #expect(try text(path + "/.compose2nomad").split(separator: "\n").count == 3)
            try "mine".write(toFile: path + "/shop.nomad.hcl", atomically: true, encoding: .utf8)
            #expect(throws: OutputFailure.self) { try folder.write(next, force: false) }
        }
    }

    @Test("Unfinished private files are out of a repository's sight")
    func unfinishedPrivateFiles() throws {
        try inFolder { (path: String) throws in
            #expect(Subprocess.run(["git", "init", "-q", path]).code == 0)
            _ = try OutputFolder(path: path).write(files, force: false)
            try "A = 1".write(toFile: path + "/shop.vars.hcl.tmp-7", atomically: false, encoding: .utf8)
            #expect(!Subprocess.run(["git", "-C", path, "status", "--porcelain", "-uall"]).output.contains("vars.hcl"))
        }
    }

    @Test("Runs at once all end well, and the folder is that of one of them")
    func together() async throws {
        let path = NSTemporaryDirectory() + "compose2nomad-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    let texts = files.map { file in
                        var file = file
                        file.contents += Array("\(number % 3)".utf8)
                        return file
                    }
                    _ = try OutputFolder(path: path).write(texts, force: false)
                }
            }
            try await group.waitForAll()
        }
        let ends = try Set(files.map { try text("\(path)/\($0.name)").last })
        #expect(ends.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 5)
    }

    @Test("A pipe in place of a file is nobody's output")
    func pipe() throws {
        try inFolder { (path: String) throws in
            #expect(mkfifo(path + "/shop.nomad.hcl", 0o600) == 0)
            #expect(throws: OutputFailure.self) { try OutputFolder(path: path).write(files, force: false) }
        }
    }

    @Test("Differences show what is missing, changed, and no longer written")
    func differences() throws {
        try inFolder { (path: String) throws in
            let folder = OutputFolder(path: path)
            _ = try folder.write(files, force: false)
            #expect(folder.differences(from: files).isEmpty)
            var next = Array(files.dropLast())
            next[0].contents = Array("job 2".utf8)
            next.append(Deployment.File(name: "new", contents: []))
            let text = folder.differences(from: next)
            #expect(text.contains("/shop.nomad.hcl\tas converted\n@@ -1,1 +1,1 @@\n-job\n"))
            #expect(text.contains("+job 2\n\\ No newline at end of file\n"))
            #expect(text.contains("/new: missing\n"))
            #expect(text.contains("/deploy.sh: no longer written\n"))
        }
    }
}

import TestSupport
import Testing

/// `--watch`.
@Suite("--watch")
struct WatchTests {
    /// Runs a script beside a conversion that watches; `until CONDITION` waits for one.
    private func watching(_ folder: borrowing ProjectFolder, _ script: String) -> Subprocess.Result {
        let frame = """
            cd '\(folder.path)' || exit 9
            "$0" -o out --watch > log 2>&1 < /dev/null & pid=$!
            trap 'kill $pid' EXIT
            until_() { n=0; while ! sh -c "$1"; do n=$((n + 1)); [ $n -lt 300 ] || { cat log; exit 8; }; sleep 0.1; done; }
            \(script)
            """
        return Subprocess.run(["sh", "-c", frame, Program.path])
    }

    @Test("A change of a file that was read, or was missing, converts again")
    func change() throws {
        let folder = try ProjectFolder([
            "compose.yaml": "services: {web: {image: 'a:${V:-1}', env_file: e}}", "e": "A=1\n",
        ])
        let run = watching(
            folder,
            """
            until_ 'grep -q a: out/*.hcl' && until_ 'grep -q watching log'
            sed 's/a:/b:/' compose.yaml > new && mv new compose.yaml
            until_ 'grep -q b: out/*.hcl'
            echo V=2 > .env
            until_ 'grep -q 2 out/*.vars.hcl'
            """
        )
        #expect(run.code == 0, "\(run.output)")
    }

    @Test("What cannot be converted is told, and waited for")
    func broken() throws {
        let folder = try ProjectFolder(["compose.yaml": "services: {web: {imagge: a}}"])
        let run = watching(
            folder,
            """
            until_ 'grep -q imagge log'
            echo 'services: {web: {image: a}}' > compose.yaml
            until_ 'ls out/*.hcl 2>/dev/null'
            """
        )
        #expect(run.code == 0, "\(run.output)")
    }

    @Test(
        "It needs a folder to write, and files to watch",
        arguments: [["--watch"], ["-f", "-", "-o", "x", "--watch"]]
    )
    func usage(arguments: [String]) {
        #expect(Program.run(arguments).code == 64)
    }
}

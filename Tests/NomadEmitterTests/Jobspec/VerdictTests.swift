@testable import NomadEmitter
import Testing

/// What a real Nomad 2.0.5 said of single values.
@Suite struct VerdictTests {
    @Test(
        arguments: [
            "@yearly", "@daily", "@hourly", "* * * * *", "0 * * * * *", "0 * * * * * * *", "59 * * * *", "0 0 1 JAN *",
            "0 0 1 january *", "0 0 * * 7", "0 0 * * fri-mon", "10-0 * * * *", "0,15, * * * *", "1,,2 * * * *",
            "0 */23 * * *",
            "0 0 */31 * *", "0 0 * * */6", "0 0 * * MON#5", "1-30/5 * * * *", "0 0 ? * *", "0 0 L * *", "0 0 LW * *",
            "0 0 15W * *", "0 0 * * 5L", "5/10 * * * *",
        ]
    )
    func cronIsAccepted(_ text: String) throws {
        #expect(try CronExpression(text).isPast == false)
    }

    /// "missing field(s)", "syntax error in … field", "invalid interval".
    @Test(
        arguments: [
            "@midnight", "@every 1h", "@reboot", "* * * *", "", "60 * * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *",
            "0 0 1 0 *", "0 0 * * 8", "*/0 * * * *", "*/60 * * * *", "0 */24 * * *", "0 0 */32 * *", "0 0 1 */13 *",
            "0 0 * * */7", "0 0 L-3 * *", "0 0 * * L", "*/5/2 * * * *", "0 0 0 1 1 * 1969", "0 0 0 1 1 * 2100",
            "CRON_TZ=UTC 0 0 * * *", "H * * * *",
        ]
    )
    func cronIsRefused(_ text: String) {
        #expect(throws: CronExpression.Problem.self) { try CronExpression(text) }
    }

    /// Accepted, and there is no next time.
    @Test(arguments: ["0 0 0 1 1 * 1970", "0 0 30 2 *"]) func cronIsPast(_ text: String) throws {
        #expect(try CronExpression(text).isPast)
    }

    @Test func timeZones() {
        for zone in ["Europe/Berlin", "UTC", "Local", "CET", "America/Argentina/Ushuaia"] {
            #expect(TimeZoneNames.contains(zone))
        }
        for zone in ["Mars/Base", "+02:00", "europe/berlin", "Europe/"] { #expect(!TimeZoneNames.contains(zone)) }
    }

    @Test func versions() {
        for text in [">= 1.2", "~> 1.2", "1.2", "1.2.3.4", ">= 1.8, < 2.0", "v1.2-pre+build"] {
            #expect(VersionRange.isValid(text, isSemantic: false), "\(text)")
        }
        for text in ["1.2.x", "^1.2", "", "1 || 2", "*", "== 1", ">= 1 < 2"] {
            #expect(!VersionRange.isValid(text, isSemantic: false), "\(text)")
            #expect(!VersionRange.isValid(text, isSemantic: true), "\(text)")
        }
        #expect(!VersionRange.isValid("~> 1.2", isSemantic: true))
    }

    @Test func regularExpressions() {
        for text in [
            "^a.*", "a{2}", "a{,2}", "(?i)x", "(?P<n>a)|b", "[[:alpha:]]+?", #"\d\.\x{41}"#, "[^]a]", #"\Q(\E"#,
        ] {
            #expect(RegularExpression.isValid(text), "\(text)")
        }
        for text in ["[", "(?=a)", "a{2,1}", "a{1001}", "a**", "*a", "(a", "a)", #"\1"#, "[z-a]", "(a{500}){3}"] {
            #expect(!RegularExpression.isValid(text), "\(text)")
        }
    }

    @Test func pathsOfChecks() {
        for path in ["health", "/a:b", "//h/x", "/a b", "/"] { #expect(CheckPath.problem(of: path) == nil, "\(path)") }
        for path in ["http://h/", "ftp:", "a:b", ":80", "1:b", "/%zz", "/\n"] {
            #expect(CheckPath.problem(of: path) != nil, "\(path)")
        }
    }
}

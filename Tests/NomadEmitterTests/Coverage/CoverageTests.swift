import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("Coverage table")
struct CoverageTests {
    @Test func everyAttributeHasRows() {
        let missing = Attribute.allCases.filter { Coverage.rows(of: $0).isEmpty }
        #expect(missing.isEmpty)
    }

    @Test func keysAreUnique() {
        var seen: Set<String> = []
        let twice = Coverage.rows.map(\.key).filter { !seen.insert($0).inserted }
        #expect(twice.isEmpty)
    }

    /// An attribute must have a row for every value; only its last row may be general, or it would hide others.
    @Test func onlyTheLastRowIsGeneral() {
        for attribute in Attribute.allCases {
            let rows = Coverage.rows(of: attribute)
            #expect(rows.dropLast().allSatisfy { $0.variant != nil }, "\(attribute.rawValue)")
        }
    }

    @Test func lossyRowsSpeak() {
        for row in Coverage.rows {
            switch row.fate {
            case .unsupported(let because, let instead):
                #expect(row.severity == .warning || row.isReportedElsewhere, "\(row.key)")
                #expect(!because.isEmpty && !instead.isEmpty, "\(row.key)")
            case .approximated(_, let loses):
                #expect(row.severity != nil || row.isReportedElsewhere, "\(row.key)")
                #expect(!loses.isEmpty, "\(row.key)")
            case .operatorAction(_, let action):
                #expect(row.severity != nil || row.isReportedElsewhere, "\(row.key)")
                #expect(!action.isEmpty, "\(row.key)")
            case .mapped, .loading, .ignored:
                #expect(row.severity == nil, "\(row.key)")
            }
        }
    }

    /// Texts are parts of sentences: no full stop, no double spaces.
    @Test func textsAreParts() {
        for row in Coverage.rows {
            let texts: [String] =
                switch row.fate {
                case .unsupported(let because, let instead): [because, instead]
                case .approximated(_, let loses): [loses]
                case .operatorAction(_, let action): [action]
                case .loading(let how), .ignored(let how): [how]
                case .mapped: []
                }
            for text in texts + [row.hint].compactMap({ $0 }) {
                #expect(!text.hasSuffix(".") && !text.contains("  "), "\(row.key)")
            }
        }
    }

    /// The forms of values that fare differently from others of their attribute.
    @Test func variantsAreThere() {
        let forms: [Attribute: Int] = [
            .serviceRestart: 5, .serviceNetworkMode: 6, .serviceHealthcheckTest: 5, .servicePullPolicy: 5,
            .serviceVolume: 7, .serviceVolumeType: 4, .servicePort: 9, .serviceDependencyCondition: 3,
            .serviceIpc: 2, .servicePid: 2, .volumeDriverOpt: 3, .serviceVolumesFrom: 2, .serviceCommand: 2,
        ]
        for (attribute, count) in forms {
            #expect(Coverage.rows(of: attribute).count >= count, "\(attribute.rawValue)")
        }
    }

    @Test func everyAttributeIsInTheDocument() {
        let markdown = CoverageDocument.markdown
        for attribute in Attribute.allCases {
            #expect(markdown.contains("`\(attribute.rawValue)`"), "\(attribute.rawValue)")
        }
    }

    @Test func anchorsAreUnique() {
        #expect(Set(Attribute.allCases.map(CoverageDocument.anchor)).count == Attribute.allCases.count)
        #expect(CoverageDocument.anchor(.serviceCapAdd) == "services.cap_add")
    }
}

extension CoverageRow {
    fileprivate var isReportedElsewhere: Bool { reportedWith != nil || !reportedAs.isEmpty }
}

import Testing

@testable import compose2nomad

@Suite("Colours")
struct ColorChoiceTests {
    @Test(
        "The flag goes before NO_COLOR, that before FORCE_COLOR, that before the terminal",
        arguments: [
            (ColorChoice.auto, [:], true, true), (.auto, [:], false, false),
            (.auto, ["TERM": "dumb"], true, false),
            (.auto, ["NO_COLOR": "1"], true, false), (.auto, ["NO_COLOR": ""], true, true),
            (.auto, ["FORCE_COLOR": "1"], false, true), (.auto, ["FORCE_COLOR": "0"], true, false),
            (.auto, ["FORCE_COLOR": "1", "NO_COLOR": "1"], true, false),
            (.always, ["NO_COLOR": "1"], false, true), (.never, ["FORCE_COLOR": "1"], true, false),
        ] as [(ColorChoice, [String: String], Bool, Bool)]
    )
    func choice(choice: ColorChoice, environment: [String: String], isTerminal: Bool, isColored: Bool) {
        #expect(choice.isColored(environment: environment, isTerminal: isTerminal) == isColored)
    }
}

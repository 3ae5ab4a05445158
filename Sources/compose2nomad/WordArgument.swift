public import ArgumentParser

/// A choice among words as an argument.
///
/// The parser would read the words through key paths, which takes as long as a service takes to convert.
public protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordArgument {
    /// The words.
    public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
}

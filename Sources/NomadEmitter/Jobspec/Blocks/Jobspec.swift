public import HCL

/// One job file: comments, variables and the job.
///
/// The types below it mirror the blocks of Nomad's job specification; they know nothing of where a job comes from.
/// An absent value (`nil`, an empty list) is left out of the file, so that Nomad's own default holds.
public struct Jobspec: Sendable, Hashable {
    /// Lines at the top of the file, each printed after `# `.
    public var comment: [String] = []
    /// The variables that the file declares, in order.
    public var variables: [Variable] = []
    /// The job.
    public var job: Job

    /// The file as HCL.
    public func body() -> HCL.Body { body(of: job.block) }

    /// The file with the block of the job, where that is there already.
    func body(of block: HCL.Block) -> HCL.Body {
        var body = HCL.Body()
        for line in comment { body.items.append(.comment(line)) }
        if !comment.isEmpty { body.items.append(.blankLine) }
        body.blocks(variables.map(\.block))
        let escaped = Set(variables.filter(\.isEscapedForDriver).map(\.name))
        body.block(variables.isEmpty ? block : SecondReading(variables: escaped).escaping(block))
        return body
    }

    /// The text of the file.
    public func hcl() -> String {
        HCLPrinter.print(body())
    }
}

extension Jobspec {
    /// Makes a job file.
    public init(job: Job) {
        self.init(variables: [], job: job)
    }
}

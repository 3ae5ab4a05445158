import NomadEmitter
import TestSupport
import Testing

@Suite(.enabled(if: Subprocess.environment("HCL_PYTHON") != nil, "set HCL_PYTHON to a Python that has pygohcl"))
struct APILawTests {
    @Test("The JSON form of every job says what its HCL means", arguments: FixtureCase.all)
    func fixtures(of fixture: FixtureCase) throws {
        guard let deployment = try fixture.convert().deployment else { return }
        let cases = deployment.jobs.map { job in
            APILaw.Case(
                name: job.job.name.rawValue,
                hcl: job.hcl(),
                variables: deployment.variables,
                api: job.apiJob(deployment.variables)
            )
        }
        let found = try APILaw.differences(in: cases)
        #expect(found.isEmpty, "\(found.prefix(3000))")
    }
}

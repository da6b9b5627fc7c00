@testable import EcoQuota
import EcoAlgebra
import EcoTestSupport
import EcoUnits
import Testing

/// The library is loaded at run time; where it is not there these tests do not run: name it in the environment
/// variable ECOCOMP_HIGHS.
@Suite(
    "A second opinion", .enabled(if: HiGHSSolver.hindrance == nil, "libhighs.so is not there (ECOCOMP_HIGHS)")
)
struct HiGHSTests {
    /// The golden value of the 117-county instance as a linear programme, by both methods, proven by us.
    @Test(arguments: [HiGHSSolver.Method.simplex, .interiorPoint])
    func goldenInstance(_ method: HiGHSSolver.Method) throws {
        let records = InstanceGenerator(counties: 117, receptors: 58, zones: 11, seed: 1, isSloped: false)
            .records()
        let program = MarketProgram(try QuotaProblem(records))
        let solution = try HiGHSSolver(method: method).solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect((certificate.primalObjective / 762_661_630.673 - 1).magnitude < 1e-9)
        #expect(certificate.verdict == .proven, "\(certificate)")
        #expect(solution.activeAmbientRows < 58 && solution.ambientPrices.filter { $0 > 0 }.count == 8)
    }

    /// Small programmes, linear and sloping, against dense pivoting.
    @Test(arguments: 1...60)
    func sameOptimumAsPivoting(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 7000)
        let (program, _) = random.make(columns: 4 + seed % 8, sloped: seed.isMultiple(of: 4))
        let expected = try #require(ReferenceSolution(program)?.objective)
        let solution = try HiGHSSolver().solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect((certificate.primalObjective - expected).magnitude <= 1e-6 * max(1, expected.magnitude))
        if !seed.isMultiple(of: 4) { #expect(certificate.verdict == .proven, "\(certificate)") }
    }

    /// Whole projects: the plan of branch and bound over either relaxation, and that of the library itself.
    @Test(arguments: 1...20)
    func wholeProjects(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 100)
        let (program, _) = random.make(columns: 12, rows: 3, wholeColumns: 6)
        let own = ProgramCertificate(
            program, try BranchAndBoundSolver(over: ReferenceSolver()).solve(program))
        let over = ProgramCertificate(program, try BranchAndBoundSolver(over: HiGHSSolver()).solve(program))
        let alone = ProgramCertificate(program, try HiGHSSolver().solve(program))
        #expect(own.verdict == .proven && over.verdict == .proven)
        for other in [over, alone] {
            let difference = other.primalObjective - own.primalObjective
            #expect(difference.magnitude <= 1e-8 * max(1, own.primalObjective.magnitude))
        }
        #expect(alone.dualBound <= own.primalObjective + 1e-9)
    }

    /// A source-receptor coefficient of 1e-11 against a limit of 1e-9: it is kept, so that only 100 of 1,000 t
    /// may be emitted, each tonne abated at 1 yuan.
    @Test func smallCoefficientsAreKept() throws {
        var program = MarketProgram()
        program.cost = [0, 1]
        program.curvature = [0, 0]
        program.upper = [1000, 1000]
        program.matrix.append([(0, 1)])
        program.matrix.append([(0, 1)])
        program.right = [1000]
        program.rowKinds = [.equal]
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(try DenseMatrix(rows: 1, columns: 1, elements: [1e-11])),
            emission: [0], group: [0], allowance: [1e-9])
        let solution = try HiGHSSolver().solve(program)
        #expect(solution.values[1] >= 899)
    }

    @Test func versionIsKnown() { #expect(HiGHSSolver.version?.contains(".") == true) }
}

@Suite("The library that is not there")
struct HiGHSLibraryTests {
    /// Either the library is there, or the finding names the remedy in both languages.
    @Test func findingHasARemedy() {
        guard let finding = HiGHSSolver.hindrance else {
            #expect(HiGHSSolver.version != nil)
            return
        }
        #expect(finding.code == "solver_library_missing" && finding.path == "quota.solver")
        #expect(finding.hint.contains("ECOCOMP_HIGHS") && finding.hintZh.contains("ECOCOMP_HIGHS"))
        #expect(HiGHSSolver.version == nil)
        #expect(throws: QuotaSolverError.self) { try HiGHSSolver().solve(MarketProgram()) }
    }

    /// Programmes for which the active-set method is not to be trusted are not taken.
    @Test func slopesAreTakenWhereSensible() {
        var random = RandomProgram(seed: 1)
        var program = random.make(columns: 500, rows: 2, stations: 1).program
        #expect(HiGHSSolver().accepts(program))
        program.curvature[0] = 1
        #expect(!HiGHSSolver().accepts(program))
        var small = random.make(columns: 20, sloped: true).program
        small.curvature[0] = 1
        #expect(HiGHSSolver().accepts(small))
        small.wholeColumns = [3]
        #expect(!HiGHSSolver().accepts(small))
    }
}

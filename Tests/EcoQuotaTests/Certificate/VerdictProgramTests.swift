@testable import EcoQuota
import EcoAlgebra
import EcoTestSupport
import Testing

/// What hard data does to the verdict (P12), and what must hold of every proven plan (P2, P3).
@Suite("Verdicts on programmes")
struct VerdictProgramTests {
    private func certificate(_ records: QuotaRecords) throws -> ProgramCertificate {
        let program = MarketProgram(try QuotaProblem(records))
        return ProgramCertificate(program, try InteriorPointSolver().solve(program))
    }

    private func market(_ seed: Int, counties: Int = 5) -> QuotaRecords {
        let generator = InstanceGenerator(
            counties: counties, receptors: 2, zones: 2, seed: UInt64(seed), isSloped: seed.isMultiple(of: 2))
        return generator.records()
    }

    /// Sizes of counties over six decades: each is proven, and the cost is that of the pivoting.
    @Test(arguments: 1...12)
    func sizesOverSixDecades(_ seed: Int) throws {
        var records = market(seed)
        let factors = [1, 1e-1, 1e-3, 1e-5, 1e-6]
        for (index, region) in records.sources.map(\.region).enumerated() {
            let factor = factors[index]
            records.sources[index].baseline *= factor
            records.sources[index].quota *= factor
            records.sources[index].emissionCap = records.sources[index].emissionCap.map { $0 * factor }
            for item in records.measures.indices where records.measures[item].region == region {
                records.measures[item].maximum *= factor
                records.measures[item].slope /= factor
            }
            for item in records.projects.indices where records.projects[item].region == region {
                records.projects[item].maximum *= factor
            }
        }
        let found = try certificate(records)
        #expect(found.verdict == .proven, "\(found)")
    }

    /// No quota, no measures, a station that nobody reaches, a county that reaches no station, stations twice,
    /// no fee and a ratio of 1, a penalty a million times the cost.
    @Test(arguments: 1...8)
    func zerosAndDuplicates(_ seed: Int) throws {
        var cases: [(String, QuotaRecords)] = []
        func with(_ name: String, _ change: (inout QuotaRecords) -> Void) {
            var records = market(seed)
            change(&records)
            cases.append((name, records))
        }
        with("no quota") { for index in $0.sources.indices { $0.sources[index].quota = 0 } }
        with("no measures") {
            $0.measures = []
            for index in $0.receptors.indices { $0.receptors[index].limit *= 10 }
        }
        with("station that nobody reaches") {
            let id = $0.receptors[0].id
            for index in $0.coefficients.indices where $0.coefficients[index].receptor == id {
                $0.coefficients[index].concentrationPerTonne = 0
            }
        }
        with("county that reaches no station") {
            let region = $0.sources[0].region
            for index in $0.coefficients.indices where $0.coefficients[index].region == region {
                $0.coefficients[index].concentrationPerTonne = 0
            }
        }
        with("stations twice") {
            var twin = $0.receptors[0]
            let id = twin.id
            twin.id = "twin"
            $0.receptors.append(twin)
            for entry in $0.coefficients where entry.receptor == id {
                var copy = entry
                copy.receptor = "twin"
                $0.coefficients.append(copy)
            }
        }
        with("no fee, ratio 1") {
            $0.rules[0].buyFee = 0
            $0.rules[0].sellFee = 0
            for index in $0.sources.indices { $0.sources[index].replacementRatio = 1 }
        }
        with("penalty a million times the cost") { $0.shortfallPenalty = 1e10 }
        for (name, records) in cases {
            let found = try certificate(records)
            #expect(found.verdict == .proven, "\(name): \(found)")
        }
    }

    /// Doubling a station changes nothing: the same cost.
    @Test func duplicateStationCostsNothing() throws {
        let records = market(3)
        var twice = records
        var twin = records.receptors[0]
        twin.id = "twin"
        twice.receptors.append(twin)
        for entry in records.coefficients where entry.receptor == records.receptors[0].id {
            var copy = entry
            copy.receptor = "twin"
            twice.coefficients.append(copy)
        }
        let (one, two) = (try certificate(records), try certificate(twice))
        #expect((one.primalObjective / two.primalObjective - 1).magnitude < 1e-8)
    }

    /// A column without a largest value that earns: no bound, and so never proven.
    @Test func unboundedIsNeverProven() {
        var program = MarketProgram()
        program.cost = [-1]
        program.curvature = [0]
        program.upper = [.infinity]
        program.matrix.append([(0, -1)])
        program.right = [0]
        program.rowKinds = [.atMost]
        program.rowFamilies = [.init("row", 0..<1, unit: "t")]
        for price in [0, 0.5] {
            let plan = ProgramSolution(values: [1e6], rowPrices: [price], ambientPrices: [], solver: "none")
            #expect(ProgramCertificate(program, plan).dualBound == -.infinity)
            #expect(ProgramCertificate(program, plan).verdict == .notProven)
        }
    }

    /// P1 to P3 on random markets with all parts of the model: the bound is below the cost and close to it; what
    /// each pool takes it gets; no limit with slack has a price, no column inside its range a reduced cost.
    @Test(arguments: 1...40)
    func provenPlansAreComplementary(_ seed: Int) throws {
        var market = RandomMarket(seed: UInt64(seed) + 40, isSloped: seed.isMultiple(of: 2))
        let program = MarketProgram(try QuotaProblem(market.records()))
        guard let solution = try? InteriorPointSolver().solve(program) else { return }
        let certificate = ProgramCertificate(program, solution)
        guard certificate.largestViolation < 1e-6 else { return }  // out of reach
        #expect(certificate.verdict == .proven, "\(certificate)")
        let allowed = 1e-8 * max(1, certificate.primalObjective.magnitude)
        #expect(certificate.dualBound <= certificate.primalObjective + allowed)
        let left = program.matrix.multiplied(by: solution.values, rowCount: program.rowCount)
        for row in left.indices where program.rowKinds[row] == .atMost {
            let product = solution.rowPrices[row] * (program.right[row] - left[row])
            #expect(solution.rowPrices[row] >= 0 && product.magnitude <= allowed)
        }
        let loads = program.ambient.loads(solution.values)
        for (row, price) in solution.ambientPrices.enumerated() {
            #expect(
                price >= 0 && (price * (program.ambient.allowance[row] - loads[row])).magnitude <= allowed)
        }
        let prices = ProgramPrices(
            program, rowPrices: solution.rowPrices, ambientPrices: solution.ambientPrices)
        let charges = prices.charges(program).byColumn
        let sums = program.matrix.transposedMultiplied(by: prices.rows)
        for (column, value) in solution.values.enumerated() {
            let slope = program.cost[column] + program.curvature[column] * value + sums[column]
            let reduced = slope + (charges.isEmpty ? 0 : charges[column])
            let room = reduced > 0 ? value : program.upper[column] - value
            #expect(reduced.magnitude * room <= allowed, "column \(column)")
        }
        let pools = try #require(program.rowFamilies.first { $0.id == "pool_balance" })
        for row in pools.range {
            #expect(left[row] <= program.right[row] + 1e-9 * max(1, certificate.primalObjective.magnitude))
        }
    }
}

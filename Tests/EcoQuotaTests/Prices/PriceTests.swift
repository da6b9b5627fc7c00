@testable import EcoQuota
import EcoTestSupport
import Testing

/// Intervals and ranges of prices: figures by hand, and laws against solvers that know nothing of them.
@Suite("Prices")
struct PriceTests {
    static func solved(_ records: QuotaRecords) throws -> (QuotaProblem, MarketProgram, ProgramSolution) {
        let problem = try QuotaProblem(records)
        let program = MarketProgram(problem)
        return (problem, program, try ReferenceSolver().solve(program))
    }

    /// Ten tonnes are needed and the cheap step has just ten: one tonne less of quota costs 500, one more saves
    /// 100. At 500 the price holds for the 20 t of the dear step, at 100 for the 10 t of the cheap one.
    static var twoSteps: QuotaRecords {
        let region = "140101"
        return QuotaRecords(
            sources: [EmissionSource(region: region, pollutant: "so2", baseline: 100, quota: 90)],
            measures: [
                AbatementMeasure(region: region, pollutant: "so2", name: "a", cost: 100, maximum: 10),
                AbatementMeasure(region: region, pollutant: "so2", name: "b", cost: 500, maximum: 20),
            ],
            zones: [ZoneMembership(region: region, zone: "all")], shortfallPenalty: 1e5)
    }

    @Test func intervalAndRangeAtAKink() throws {
        let (problem, program, solution) = try Self.solved(Self.twoSteps)
        let quota = QuotaLayout(problem).quotaRow.lowerBound
        let interval = try #require(PriceFace(program, solution).interval(of: .row(quota)))
        #expect(TextbookTests.close(interval.lower, 100) && TextbookTests.close(interval.upper, 500))
        #expect(!interval.isUnique)
        let ranging = PriceRanging(program, solution, solver: ReferenceSolver())
        let range = ranging.range(of: .row(quota), interval, extent: 90)
        #expect(TextbookTests.close(range.tighter, 20, 1e-6))
        #expect(TextbookTests.close(range.looser, 10, 1e-6))
    }

    /// k = (2, 3, 6), 600 t to abate: price 600 / (1/2 + 1/3 + 1/6) = 600, one price for all.
    @Test func closedFormPriceIsUnique() throws {
        let records = TextbookTests.records(slopes: [2, 3, 6], baseline: 1000, quota: 800)
        let (problem, program, solution) = try Self.solved(records)
        let face = PriceFace(program, solution)
        let layout = QuotaLayout(problem)
        for row in Array(layout.quotaRow) + Array(layout.poolRow) {
            let interval = try #require(face.interval(of: .row(row)))
            #expect(interval.isUnique && TextbookTests.close(interval.lower, 600, 1e-6))
        }
        let cost = program.objective(solution.values)
        #expect(TextbookTests.close(cost, 180_000, 1e-7))
    }

    /// Trilateral trade: both receptors at 160/3, and every price a single one.
    @Test func receptorPricesOfTheTrilateralOptimum() throws {
        var records = TextbookTests.records(slopes: [1, 1, 4], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0, 0.5], [0, 1, 0.5]], limits: [90, 90], to: &records)
        let (_, program, solution) = try Self.solved(records)
        let face = PriceFace(program, solution)
        for receptor in 0..<2 {
            let interval = try #require(face.interval(of: .ambient(receptor)))
            #expect(interval.isUnique && TextbookTests.close(interval.lower, 160.0 / 3, 1e-6))
        }
    }

    /// The interval holds the prices of two solvers that have nothing in common, and its ends are what the cost
    /// does just beside the limit.
    @Test(arguments: 0..<20)
    func intervalBracketsSolversAndIsTheSlopeOfTheCost(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 7000, isSloped: seed.isMultiple(of: 3))
        let records = generator.records(counties: 4)
        guard try !QuotaProblem(records).isOutOfReach else { return }
        let (problem, program, solution) = try Self.solved(records)
        guard ProgramCertificate(program, solution).gap <= 1e-9 else { return }
        let other = try QuotaMarket(solving: problem).solution
        let face = PriceFace(program, solution)
        let layout = QuotaLayout(problem)
        for (row, price) in zip(layout.poolRow, other.multipliers.zonePrice) {
            let interval = try #require(face.interval(of: .row(row)))
            #expect(interval.contains(price, tolerance: 1e-5), "\(interval) \(price)")
            #expect(interval.contains(solution.rowPrices[row]))
        }
        for (row, price) in zip(layout.quotaRow, other.multipliers.scarcity) {
            let interval = try #require(face.interval(of: .row(row)))
            #expect(interval.contains(price, tolerance: 1e-5), "\(interval) \(price)")
        }
        for (row, price) in other.multipliers.receptor.enumerated() {
            let interval = try #require(face.interval(of: .ambient(row)))
            #expect(interval.contains(price, tolerance: 1e-4), "\(interval) \(price)")
        }
        try checkSlopes(program, solution, face, layout.poolRow.lowerBound)
    }

    private func checkSlopes(
        _ program: MarketProgram, _ solution: ProgramSolution, _ face: PriceFace, _ row: Int
    ) throws {
        let interval = try #require(face.interval(of: .row(row)))
        let (cost, step) = (program.objective(solution.values), 1e-3)
        for (move, slope) in [(-step, interval.upper), (step, interval.lower)] where slope.isFinite {
            var moved = program
            moved.right[row] += move
            guard let found = try? ReferenceSolver().solve(moved) else { continue }
            let rise = (cost - moved.objective(found.values)) / move
            #expect(abs(rise - slope) <= 1e-2 + 1e-3 * slope, "\(move): \(rise), \(slope)")
        }
    }

    /// P17, flat steps: at 0.99 of the range the price is the same, at 1.01 it is another; also of quota that a
    /// single account holds, and from the plan of either solver.
    @Test(arguments: 0..<12)
    func rangesHoldAndEnd(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 300, isSloped: false)
        let records = generator.records(counties: 4)
        guard try !QuotaProblem(records).isOutOfReach else { return }
        var (problem, program, solution) = try Self.solved(records)
        if seed.isMultiple(of: 2) { solution = try InteriorPointSolver().solve(program) }
        let face = PriceFace(program, solution)
        let solver = ReferenceSolver()
        let ranging = PriceRanging(program, solution, solver: solver)
        let layout = QuotaLayout(problem)
        for row in Array(layout.poolRow) + Array(layout.quotaRow) {
            let interval = try #require(face.interval(of: .row(row)))
            guard interval.upper > 1 else { continue }
            let range = ranging.range(of: .row(row), interval, extent: 1000)
            // Shortfall covers every need, so a programme that is not solved is the pivoting's failure.
            guard solver.failures.count == 0 else { return }
            #expect(range.isExact || !interval.isUnique)
            guard range.isExact else { continue }
            try check(program, row, -range.tighter, interval.upper)
            try check(program, row, range.looser, interval.lower)
        }
    }

    /// k = (2, 3, 6): one tonne more of anybody's quota lowers the one price of 600 by 1 / (1/2 + 1/3 + 1/6) = 1
    /// yuan, so it stays within 1 % for 6 t, and within 50 % for 300 t.
    @Test(arguments: [(0.01, 6.0), (0.5, 300)])
    func rangeOfTheClosedForm(_ tolerance: Double, _ reach: Double) throws {
        let records = TextbookTests.records(slopes: [2, 3, 6], baseline: 1000, quota: 800)
        let (problem, program, solution) = try Self.solved(records)
        let ranging = PriceRanging(program, solution, solver: ReferenceSolver(), tolerance: tolerance)
        for row in QuotaLayout(problem).quotaRow {
            let range = ranging.range(of: .row(row), PriceInterval(lower: 600, upper: 600), extent: 1000)
            #expect(range.isExact)
            #expect(TextbookTests.close(range.tighter, reach, 1e-6))
            #expect(TextbookTests.close(range.looser, reach, 1e-6))
        }
    }

    /// One county, MC 10 a up to 30 t, then 300 + 40 (a - 30): at 20 t of need the price is 200. Within 75 % the price
    /// may rise to 350: 10 t to the kink, then 50 / 40 = 1.25 t more. It may fall to 50: 15 t.
    @Test func rangeGoesOnPastAKink() throws {
        let region = "140101"
        let records = QuotaRecords(
            sources: [EmissionSource(region: region, pollutant: "so2", baseline: 100, quota: 80)],
            measures: [
                AbatementMeasure(
                    region: region, pollutant: "so2", name: "a", cost: 0, slope: 10, maximum: 30),
                AbatementMeasure(
                    region: region, pollutant: "so2", name: "b", cost: 300, slope: 40, maximum: 50),
            ],
            zones: [ZoneMembership(region: region, zone: "all")], shortfallPenalty: 1e5)
        let (problem, program, solution) = try Self.solved(records)
        let row = QuotaLayout(problem).quotaRow.lowerBound
        let ranging = PriceRanging(program, solution, solver: ReferenceSolver(), tolerance: 0.75)
        let range = ranging.range(of: .row(row), PriceInterval(lower: 200, upper: 200), extent: 80)
        #expect(range.isExact)
        #expect(TextbookTests.close(range.tighter, 11.25, 1e-6))
        #expect(TextbookTests.close(range.looser, 15, 1e-6))
    }

    /// P17, sloped steps: at 0.99 of the range the price is within the tolerance, at 1.01 it is not.
    @Test(arguments: 0..<10)
    func rangesOfSlopedStepsHoldAndEnd(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 1300, isSloped: true)
        let records = generator.records(counties: 5)
        guard try !QuotaProblem(records).isOutOfReach else { return }
        try checkSlopedRanges(QuotaProblem(records), extent: 1000) { _ in true }
    }

    /// The same where pools and receptors have many parties: receptors, pools and every eighth account.
    @Test func rangesOfManyCountiesHoldAndEnd() throws {
        let generator = InstanceGenerator(counties: 40, receptors: 6, zones: 3, seed: 8, isSloped: true)
        let problem = try QuotaProblem(generator.records())
        let accounts = QuotaLayout(problem).quotaRow
        try checkSlopedRanges(problem, extent: 5000) { limit in
            guard case .row(let row) = limit, accounts.contains(row) else { return true }
            return row.isMultiple(of: 8)
        }
    }

    private func checkSlopedRanges(
        _ problem: QuotaProblem, extent: Double, of isChecked: (MovableLimit) -> Bool
    ) throws {
        let program = MarketProgram(problem)
        let solution = try InteriorPointSolver().solve(program)
        let face = PriceFace(program, solution)
        let ranging = PriceRanging(program, solution, solver: InteriorPointSolver(), tolerance: 0.05)
        let layout = QuotaLayout(problem)
        var limits = (Array(layout.poolRow) + Array(layout.quotaRow)).map { MovableLimit.row($0) }
        limits += face.openAmbientRows.map { .ambient($0) }
        for limit in limits where isChecked(limit) {
            let interval = try #require(face.interval(of: limit.form))
            guard interval.isUnique, interval.upper > 1 else { continue }
            let range = ranging.range(of: limit, interval, extent: extent)
            try check(program, limit, -range.tighter, interval.upper, ends: range.isExact)
            try check(program, limit, range.looser, interval.upper, ends: range.isExact)
        }
    }

    private func check(
        _ program: MarketProgram, _ limit: MovableLimit, _ reach: Double, _ price: Double, ends: Bool
    ) throws {
        guard reach.isFinite, reach.magnitude > 1e-3 else { return }
        for (part, holds) in [(0.99, true), (1.01, false)] where holds || ends {
            guard let found = try? InteriorPointSolver().solve(program.moving(limit, by: part * reach)),
                ProgramCertificate(program.moving(limit, by: part * reach), found).verdict == .proven
            else { continue }
            let moved = try #require(
                PriceFace(program.moving(limit, by: part * reach), found).interval(of: limit.form))
            let room = 0.05 * max(1, price)
            let isWithin = moved.upper >= price - room * 1.000001 && moved.lower <= price + room * 1.000001
            #expect(isWithin == holds, "\(limit) \(part) \(reach) \(moved) \(price)")
        }
    }

    private func check(_ program: MarketProgram, _ row: Int, _ reach: Double, _ price: Double) throws {
        guard reach.isFinite, reach.magnitude > 1e-3 else { return }
        for (part, isSame) in [(0.99, true), (1.01, false)] {
            var moved = program
            moved.right[row] += part * reach
            guard let found = try? ReferenceSolver().solve(moved) else {
                #expect(!isSame)
                continue
            }
            let interval = try #require(PriceFace(moved, found).interval(of: .row(row)))
            #expect(
                interval.contains(price, tolerance: 1e-6) == isSame, "\(part) \(reach) \(interval) \(price)")
        }
    }
}

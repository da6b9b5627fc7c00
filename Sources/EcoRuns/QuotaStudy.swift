import EcoAccounts
import EcoQuota
import EcoUnits

/// What is worked out about the plan of a quota market beside the plan: prices with intervals and ranges, who
/// pays and gains, steps, changed rules, equity, sharing.
public struct QuotaStudy: Sendable {
    public let flows: [QuotaFlow]
    public let payments: [QuotaPayment]
    public let statement: MarketStatement
    /// Empty where the programme was not solved once more.
    public let prices: [QuotaPrice]
    public let steps: [MeasureStep]
    /// Empty where the scenario does not ask for it.
    public let sensitivity: [SensitivityCase]
    public let equity: QuotaEquity
    public let contributions: [ReceptorContribution]
    /// `nil` where the scenario does not ask for it, or a coalition's market is not proven.
    public let sharing: MarketSharing?

    /// - Parameters:
    ///   - solve: a market of changed records; `nil` where it cannot meet its limits or is not proven.
    init(
        _ market: QuotaMarket, alone: QuotaMarket?, records: QuotaRecords, parameters: QuotaParameters,
        regions: RegionTable, solve: (QuotaRecords) -> QuotaMarket?
    ) {
        let (problem, solution) = (market.problem, market.solution)
        let asked = parameters.analysis
        let distances = RegionDistances(regions)
        let distance = { (one: String, other: String) in distances(one, other) }
        flows = problem.flows(solution, distance: distance)
        payments = problem.payments(solution, distance: distance)
        let statement = MarketStatement(
            problem, solution, payments: payments, alone: alone.map { ($0.problem, $0.solution) })
        self.statement = statement
        let stricter = solve(records.changed(.cap, 1 - asked.stricterTarget))
        steps = problem.measureSteps(solution, stricter: stricter?.solution)
        sensitivity =
            asked.hasSensitivity
            ? MarketSensitivity(records) { changed in
                solve(changed).map { ($0.problem, $0.solution, $0.certificate.primalObjective) }
            }.cases : []
        equity = QuotaEquity(problem, solution) { code in
            RegionCode(code).flatMap { regions[$0]?.population }
        }
        contributions = problem.receptorContributions(solution)
        let program = MarketProgram(problem)
        let solver: any ProgramSolver = StructuredSolver()
        let found = try? solver.solve(program)
        prices =
            found.map {
                MarketPrices(
                    problem, program, $0, ranges: asked.priceRanges, tolerance: asked.priceTolerance,
                    solver: solver
                ).prices
            } ?? []
        sharing = parameters.sharing.flatMap { terms in
            guard alone != nil else { return nil }
            return try? MarketSharing(
                problem, program, statement,
                playerOfRegion: { Self.player($0, terms.players, regions) },
                asksShapley: terms.method == .shapley, samples: terms.samples, seed: UInt64(terms.seed),
                solver: solver)
        }
    }

    /// A city goes by its four-digit code.
    private static func player(
        _ region: String, _ players: QuotaSharingParameters.Players, _ regions: RegionTable
    ) -> String {
        players == .region ? region : String(region.prefix(4)) + "00"
    }
}

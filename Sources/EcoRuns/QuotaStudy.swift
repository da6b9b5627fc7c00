import EcoAccounts
import EcoQuota
import EcoUnits

/// What is worked out about the plan of a quota market beside the plan: prices with intervals and ranges, who
/// pays and gains, steps, changed rules, equity, sharing.
public struct QuotaStudy: Sendable {
    public let flows: [QuotaFlow]
    public let payments: [QuotaPayment]
    public let statement: MarketStatement
    /// Empty where the market has whole projects.
    public let prices: [QuotaPrice]
    public let steps: [MeasureStep]
    /// Empty where the scenario does not ask for it.
    public let sensitivity: [SensitivityCase]
    public let equity: QuotaEquity
    public let contributions: [ReceptorContribution]
    /// `nil` where the scenario does not ask for it, or a coalition's market is not proven.
    public let sharing: MarketSharing?
    /// `nil` where the scenario has no rules or does not ask for it.
    public let audit: RuleAudit?
    /// `nil` where the scenario lists no primary allocations or does not ask for it.
    public let allocations: AllocationStudy?

    /// - Parameters:
    ///   - given: the records before any rule; with or without the primary allocation.
    ///   - solve: a market of changed records; `nil` where it cannot meet its limits or is not proven.
    init(
        _ market: QuotaMarket, alone: QuotaMarket?, records: QuotaRecords, parameters: QuotaParameters,
        regions: RegionTable, given: (_ isAllocated: Bool) -> QuotaRecords,
        solve: (QuotaRecords) -> QuotaMarket?
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
        let program = market.program
        let solver = ProgramSolverCatalogue.solver(for: program)
        // Whole projects have no prices of their own.
        prices =
            program.wholeColumns.isEmpty
            ? MarketPrices(
                problem, program, market.found, ranges: asked.priceRanges, tolerance: asked.priceTolerance,
                solver: solver
            ).prices : []
        audit = Self.audit(parameters) { given(true) }
        allocations = AllocationStudy(parameters, regions, of: { given(false) }, solve: solve)
        sharing = parameters.sharing.flatMap { terms in
            guard alone != nil else { return nil }
            return try? MarketSharing(
                problem, program, statement,
                playerOfRegion: { Self.player($0, terms.players, regions) },
                asksShapley: terms.method == .shapley, samples: terms.samples, seed: UInt64(terms.seed),
                solver: solver)
        }
    }

    private static func audit(_ parameters: QuotaParameters, of records: () -> QuotaRecords) -> RuleAudit? {
        guard parameters.auditsRules, !parameters.rules.isEmpty else { return nil }
        return try? RuleAudit(records(), parameters.rules, objective: parameters.objective) {
            program, start in
            try ProgramSolverCatalogue.solver(for: program).solve(program, from: start)
        }
    }

    /// A city goes by its four-digit code.
    private static func player(
        _ region: String, _ players: QuotaSharingParameters.Players, _ regions: RegionTable
    ) -> String {
        players == .region ? region : String(region.prefix(4)) + "00"
    }
}

/// The market behind every primary allocation that a scenario lists.
public struct AllocationStudy: Sendable {
    public struct Outcome: Sendable {
        /// Id of the method.
        public let method: String
        /// yuan; `nil` where the limits cannot be met or no plan is proven.
        public let cost: Double?
        /// Emission without quota, t.
        public let shortfall: Double?
    }

    public let comparison: AllocationComparison
    public let outcomes: [Outcome]

    init?(
        _ parameters: QuotaParameters, _ regions: RegionTable, of records: () -> QuotaRecords,
        solve: (QuotaRecords) -> QuotaMarket?
    ) {
        guard parameters.analysis.comparesAllocations, let allocation = parameters.allocation,
            let comparison = try? AllocationComparison(allocation, of: records(), regions: regions)
        else { return nil }
        self.comparison = comparison
        outcomes = comparison.cases.map { item in
            let market = solve(item.records.applying(parameters.rules).records)
            return Outcome(
                method: item.id, cost: market?.certificate.primalObjective,
                shortfall: market?.solution.shortfall.reduce(0, +))
        }
    }
}

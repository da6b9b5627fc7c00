import EcoAccounts
import EcoParameters
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
    /// In the order of the scenario's `curves`; `nil` for one that could not be drawn.
    public let curves: [ParetoCurve?]
    /// What would cover emission without quota, cheapest first; empty where there is none.
    public let reliefs: [Relief]

    /// - Parameters:
    ///   - given: the records before any rule; with or without the primary allocation.
    ///   - beside: solves changed markets and keeps what cannot be told.
    init(
        _ market: QuotaMarket, alone: QuotaMarket?, records: QuotaRecords, parameters: QuotaParameters,
        regions: RegionTable, given: (_ isAllocated: Bool) -> QuotaRecords, beside: QuotaStudySolver
    ) {
        let (problem, solution) = (market.problem, market.solution)
        let asked = parameters.analysis
        let distances = RegionDistances(regions)
        let distance = { (one: String, other: String) in distances(one, other) }
        flows = problem.flows(solution, distance: distance)
        payments = problem.payments(for: flows)
        let statement = MarketStatement(
            problem, solution, payments: payments, alone: alone.map { ($0.problem, $0.solution) })
        self.statement = statement
        let stricter = beside.market(
            records.changed(.cap, 1 - asked.stricterTarget), path: "quota.analysis.stricter_target",
            LocalizedText(en: "the market under the stricter target", zh: "更严目标下的市场"))
        steps = problem.measureSteps(solution, stricter: stricter?.solution)
        sensitivity =
            asked.hasSensitivity ? Self.sensitivity(records, parameters, given: given, beside) : []
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
        if asked.priceRanges != .none,
            problem.accounts.count > PriceRangeScope.mostRegions
                || program.columnCount > PriceRangeScope.mostColumns
        {
            beside.lack(
                "quota.analysis.price_ranges",
                LocalizedText(en: "the range in which each region's price holds", zh: "各地区价格的有效范围"),
                LocalizedText(en: "is left out: the market is too large", zh: "缺省：市场规模过大"))
        }
        audit = Self.audit(parameters, beside) { given(true) }
        allocations = AllocationStudy(parameters, regions, of: { given(false) }, beside)
        sharing = Self.sharing(parameters, market, statement, hasAlone: alone != nil, regions, beside)
        var findings: [Diagnostic] = []
        curves = problem.curves(parameters, &findings)
        beside.add(findings)
        let shortfall = ShortfallRelief(problem, with: ProgramSolverCatalogue.solver(for: program))
        reliefs = shortfall.reliefs(market.found)
    }

    /// Markets under changed rules; the replacement ratio is changed where the sources state it.
    private static func sensitivity(
        _ records: QuotaRecords, _ parameters: QuotaParameters, given: (_ isAllocated: Bool) -> QuotaRecords,
        _ beside: QuotaStudySolver
    ) -> [SensitivityCase] {
        let before = given(true)
        let others = parameters.rules.filter { !($0 is Enclave) }
        let withoutEnclaves =
            others.count < parameters.rules.count
            ? before.applying(others).records.prepared(for: parameters.objective) : nil
        return MarketSensitivity(
            records,
            replacing: { ratio in
                before.changed(.replacementRatio, ratio).applying(parameters.rules).records
                    .prepared(for: parameters.objective)
            }, withoutEnclaves: withoutEnclaves
        ) { changed in
            beside.market(
                changed, path: "quota.analysis.sensitivity",
                LocalizedText(en: "a market of the sensitivity analysis", zh: "敏感性分析中的一个情形")
            ).map { ($0.problem, $0.solution, $0.certificate.primalObjective) }
        }.cases
    }

    private static func audit(
        _ parameters: QuotaParameters, _ beside: QuotaStudySolver, of records: () -> QuotaRecords
    ) -> RuleAudit? {
        guard parameters.auditsRules, !parameters.rules.isEmpty else { return nil }
        let path = "quota.rule_audit"
        let what = LocalizedText(en: "the audit of the rules", zh: "规则测算")
        let audit = beside.part(path: path, what) {
            try RuleAudit(records(), parameters.rules, objective: parameters.objective) { program, start in
                try ProgramSolverCatalogue.solver(for: program).solve(program, from: start)
            }
        }
        for rule in audit?.unsolved ?? [] {
            beside.lack(
                path, LocalizedText(en: "the market without the rule \(rule)", zh: "去除规则 \(rule) 的市场"),
                LocalizedText(en: "has no proven plan", zh: "没有获证明的方案"))
        }
        return audit
    }

    private static func sharing(
        _ parameters: QuotaParameters, _ market: QuotaMarket, _ statement: MarketStatement, hasAlone: Bool,
        _ regions: RegionTable, _ beside: QuotaStudySolver
    ) -> MarketSharing? {
        guard let terms = parameters.sharing else { return nil }
        let what = LocalizedText(en: "the sharing of what trade saves", zh: "交易节省费用的分享")
        guard hasAlone else {
            beside.lack(
                "quota.sharing", what,
                LocalizedText(
                    en: "is left out: without trade the limits cannot be met", zh: "缺省：无交易时无法满足限值"))
            return nil
        }
        return beside.part(path: "quota.sharing", what) {
            try MarketSharing(
                market.problem, market.program, statement,
                playerOfRegion: { Self.player($0, terms.players, regions) },
                asksShapley: terms.method == .shapley, samples: terms.samples, seed: UInt64(terms.seed),
                solver: ProgramSolverCatalogue.solver(for: market.program))
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
        _ beside: QuotaStudySolver
    ) {
        guard parameters.analysis.comparesAllocations, let allocation = parameters.allocation,
            let comparison = beside.part(
                path: "quota.allocation",
                LocalizedText(en: "the comparison of primary allocations", zh: "初始分配方法比较"),
                { try AllocationComparison(allocation, of: records(), regions: regions) })
        else { return nil }
        self.comparison = comparison
        outcomes = comparison.cases.map { item in
            let market = beside.market(
                item.records.applying(parameters.rules).records, path: "quota.allocation",
                LocalizedText(en: "the market behind allocation \(item.id)", zh: "分配方法 \(item.id) 下的市场"))
            return Outcome(
                method: item.id, cost: market?.certificate.primalObjective,
                shortfall: market?.solution.shortfall.reduce(0, +))
        }
    }
}

import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoUnits

/// The market of a run: the plan, its proof, and what the regions would do without trade.
public struct QuotaResult: Sendable {
    public let market: QuotaMarket
    public let parameters: QuotaParameters
    /// Cost without trade, reserve and buy-back, yuan; `nil` where that cannot meet the limits.
    public let costWithoutTrade: Double?
    public let study: QuotaStudy
    /// The name of a county, pollutant, zone, pool, sector or receptor; the id where it has none.
    let name: @Sendable (String) -> LocalizedText
    public let warnings: [Diagnostic]

    /// Solves the market with and without trade.
    ///
    /// - Throws: input findings; or, as a failed computation, limits that cannot be met and plans that are not
    ///   proven.
    init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = [],
        labels: [NameLabel] = []
    ) throws(RunFailure) {
        let solved = try SolvedMarket(parameters, regions: regions, matrix: matrix, labels: labels)
        let (market, solver) = (solved.market, solved.solver)
        self.market = market
        name = Self.naming(parameters, regions, labels)
        let beside = QuotaStudySolver(solver)
        study = QuotaStudy(
            market, alone: solved.alone, records: solved.records, parameters: parameters, regions: regions,
            given: { isAllocated in
                // The same findings were told when the market itself was read.
                var findings: [Diagnostic] = []
                return QuotaRecords(
                    beforeRules: parameters, regions: regions, matrix: matrix, allocates: isAllocated,
                    &findings)
            }, beside: beside)
        self.parameters = parameters
        costWithoutTrade = solved.costWithoutTrade
        warnings =
            parameters.warnings + solved.findings + beside.findings
            + market.problem.warnings(market.solution, name: name) + Self.wholeMatrix(solved)
    }

    /// Receptors by the names of their places, commodities by those that the block gives, everything else as ``name(_:_:_:)``.
    static func naming(
        _ parameters: QuotaParameters, _ regions: RegionTable, _ labels: [NameLabel]
    ) -> @Sendable (String) -> LocalizedText {
        let own = Dictionary(
            parameters.receptorPlaces.map { ($0.id, $0.name) } + parameters.commodityNames,
            uniquingKeysWith: { first, _ in first })
        return { own[$0] ?? Self.name($0, regions, labels) }
    }

    /// What a reader must know of a matrix that could not be shortened.
    private static func wholeMatrix(_ solved: SolvedMarket) -> [Diagnostic] {
        let share = solved.records.matrixTruncation
        guard share > 0, solved.market.problem.records.matrixTruncation == 0 else { return [] }
        return [
            Diagnostic(
                .warning, code: "matrix_kept_whole", path: "quota.matrix_truncation",
                LocalizedText(
                    en:
                        "limits lowered for the shortened matrix cannot be met; the market is solved with the whole one",
                    zh: "按简化矩阵收紧后的限值无法满足，已改用完整矩阵求解"),
                hint: LocalizedText(en: "lower it, or leave it out", zh: "减小该值或删去"))
        ]
    }

    /// The name of a county, pollutant, zone, pool or sector; the id where it has none.
    static func name(_ id: String, _ regions: RegionTable, _ labels: [NameLabel]) -> LocalizedText {
        if let code = RegionCode(id), regions.contains(code) { return regions.nameAndCode(code) }
        let kinds = ["zone", "pool", "sector", "pollutant"]
        let own = kinds.lazy.compactMap { kind in labels.first { $0.kind == kind && $0.id == id }?.name }
        // The zone of markets that state none.
        let everything = id == "all" ? LocalizedText(en: "all regions", zh: "全部地区") : nil
        return own.first ?? PollutantName.name(id) ?? everything ?? LocalizedText(id)
    }
}

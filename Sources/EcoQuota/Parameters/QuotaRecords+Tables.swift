import EcoAccounts
import EcoParameters
import EcoUnits

extension QuotaProblem {
    /// The market of a scenario.
    /// - Parameter matrix: what the files of the source-receptor matrix hold.
    /// - Throws: `DiagnosticFailure` with every finding of all tables.
    public init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = []
    ) throws(DiagnosticFailure) {
        try self.init(QuotaRecords(parameters, regions: regions, matrix: matrix))
    }
}

extension QuotaRecords {
    /// Reads the tables and applies the rules.
    /// - Throws: `DiagnosticFailure` with every finding, regions that the scenario does not have among them.
    public init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = []
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        let given = QuotaRecords(beforeRules: parameters, regions: regions, matrix: matrix, &findings)
        self = try given.ruled(by: parameters, findings)
    }

    /// The records under the rules of a scenario, checked, as its objective needs them.
    /// - Parameter known: checked records; what these have in common with them is not checked again.
    func ruled(
        by parameters: QuotaParameters, _ findings: [Diagnostic], sharing known: QuotaRecords? = nil
    ) throws(DiagnosticFailure) -> QuotaRecords {
        let (records, effects) = applying(parameters.rules)
        let all =
            findings + effects.flatMap(\.findings) + QuotaValidation(records, sharing: known).findings
        guard !all.hasErrors else { throw DiagnosticFailure(all.sortedByLocation()) }
        return records.prepared(for: parameters.objective)
    }

    /// The records as the tables and the primary allocation give them, before any rule; for the audit of rules.
    /// - Parameter allocates: false where every source shall hold the quota of its row, for the comparison of
    ///   allocations.
    public init(
        beforeRules parameters: QuotaParameters, regions: RegionTable,
        matrix: [SourceReceptorCoefficient] = [], allocates: Bool = true, _ findings: inout [Diagnostic]
    ) {
        self.init(tablesOf: parameters, regions: regions, matrix: matrix, &findings)
        if allocates { allocate(by: parameters.allocation, regions: regions, &findings) }
    }

    /// Before the primary allocation.
    init(
        tablesOf parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient],
        _ findings: inout [Diagnostic]
    ) {
        let model = parameters.model
        let tables = [
            parameters.sources, parameters.measures, parameters.projects, parameters.zones,
            parameters.sourceReceptor, model.effects, model.discharges,
        ]
        for table in tables.compactMap({ $0 }) { Self.checkRegions(table, regions, &findings) }
        var periods = PeriodColumn(model.periods)
        let sources = Self.sources(parameters.sources, &periods)
        self.init(
            sources: sources, measures: parameters.measures.map { Self.measures($0, &periods) } ?? [],
            projects: parameters.projects.map { Self.projects($0, &periods) } ?? [],
            zones: parameters.zones.map(Self.zones) ?? Self.oneZone(sources),
            receptors: parameters.receptors.map(Self.receptors) ?? [],
            coefficients: (parameters.sourceReceptor.map(Self.coefficients) ?? []) + matrix
                + parameters.screeningMatrix(of: sources, regions: regions, &findings),
            shortfallPenalty: parameters.shortfallPenalty)
        findings += periods.findings
        self.periods = model.periods
        commodities = model.commodities
        effects = model.effects.map(Self.effects) ?? []
        edges = model.edges.map(Self.edges) ?? []
        sections = model.sections.map(Self.sections) ?? []
        discharges = model.discharges.map(Self.discharges) ?? []
        attainment = model.attainment.map(Self.attainments) ?? []
        responseTerms = model.responses.map { Self.responseTerms($0, &findings) } ?? []
        regionIndicators = QuotaAllocationParameters.values(regions)
        if let measures = parameters.measures { Self.checkInvestments(measures, &findings) }
        takeSingleValues(parameters)
    }

    /// What the block says beside its tables.
    mutating func takeSingleValues(_ parameters: QuotaParameters) {
        arcs = parameters.arcs.map {
            ZoneArc(from: $0.from, to: $0.to, fee: $0.fee, location: $0.location)
        }
        rules = Self.rules(parameters)
        shortfallPenalty = parameters.shortfallPenalty
        nonDegradation = parameters.nonDegradation
        tradesInPools = parameters.model.tradesInPools
        matrixTruncation = parameters.model.truncation
        uncertainty = parameters.model.uncertainty?.terms
    }

    private static func checkRegions(
        _ table: Table, _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) {
        for row in table.rows {
            _ = regions.code(
                table.value(row, QuotaTables.region), at: table.location(row, QuotaTables.region),
                path: table.path(QuotaTables.region), &findings)
        }
    }

    static func sources(_ table: Table, _ periods: inout PeriodColumn) -> [EmissionSource] {
        typealias Columns = QuotaTables.Sources
        return table.rows.flatMap { row -> [EmissionSource] in
            let source = EmissionSource(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), pool: table.value(row, Columns.pool),
                baseline: table.value(row, Columns.baseline), quota: table.value(row, Columns.quota),
                tradableShare: table.optional(row, Columns.tradableShare)
                    ?? 1 - (table.optional(row, Columns.pooledShare) ?? 0),
                pooledShare: table.optional(row, Columns.pooledShare) ?? 0,
                emissionCap: table.optional(row, Columns.emissionCap),
                replacementRatio: table.optional(row, Columns.replacementRatio) ?? 1,
                mayBuy: table.optional(row, Columns.mayBuy) ?? true,
                release: table.value(row, QuotaTables.release), output: table.optional(row, Columns.output),
                location: table.location(row))
            return periods.all(table, row).map { period in
                var source = source
                source.period = period
                return source
            }
        }
    }

    private static func measures(_ table: Table, _ periods: inout PeriodColumn) -> [AbatementMeasure] {
        typealias Columns = QuotaTables.Measures
        return table.rows.map { row in
            AbatementMeasure(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), name: table.value(row, Columns.measure),
                cost: table.value(row, Columns.cost), slope: table.optional(row, Columns.slope) ?? 0,
                maximum: table.value(row, Columns.maximum),
                period: periods.only(table, row, QuotaTables.period), investment: investment(table, row),
                location: table.location(row))
        }
    }

    /// An investment pays back from what is saved less the running cost, so one needs the other.
    private static func checkInvestments(_ table: Table, _ findings: inout [Diagnostic]) {
        typealias Columns = QuotaTables.Measures
        for row in table.rows {
            let isGiven = [Columns.investment, Columns.running].map { table.optional(row, $0) != nil }
            guard isGiven[0] != isGiven[1] else { continue }
            let lacking = isGiven[0] ? Columns.running : Columns.investment
            findings.append(
                Diagnostic(
                    code: "missing_value", at: table.location(row, lacking), path: table.path(lacking),
                    LocalizedText(
                        en: "investment_yuan_per_t and running_yuan_per_t go together",
                        zh: "investment_yuan_per_t 与 running_yuan_per_t 须同时给出"),
                    hint: LocalizedText(en: "fill both, or neither", zh: "请同时填写或同时留空")))
        }
    }

    private static func investment(_ table: Table, _ row: Int) -> AbatementMeasure.Investment? {
        guard let perTonne = table.optional(row, QuotaTables.Measures.investment),
            let running = table.optional(row, QuotaTables.Measures.running)
        else { return nil }
        return .init(perTonne: perTonne, running: running)
    }

    private static func projects(_ table: Table, _ periods: inout PeriodColumn) -> [GrowthProject] {
        typealias Columns = QuotaTables.Projects
        return table.rows.map { row in
            GrowthProject(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), name: table.value(row, Columns.project),
                value: table.value(row, Columns.value), maximum: table.value(row, Columns.maximum),
                isWhole: table.optional(row, Columns.isWhole) ?? false,
                period: periods.only(table, row, QuotaTables.period) ?? 0,
                commitmentPeriod: periods.only(table, row, Columns.commitmentPeriod),
                replacementRatio: table.optional(row, Columns.replacementRatio) ?? 1,
                quotaBrought: table.optional(row, Columns.quotaBrought) ?? 0,
                priority: table.optional(row, Columns.priority), output: table.optional(row, Columns.output),
                unit: table.value(row, Columns.unit), tax: table.optional(row, Columns.tax) ?? 0,
                origin: table.optional(row, Columns.origin),
                originValueShare: table.optional(row, Columns.originValueShare) ?? 0,
                originTaxShare: table.optional(row, Columns.originTaxShare) ?? 0,
                location: table.location(row))
        }
    }

    private static func zones(_ table: Table) -> [ZoneMembership] {
        table.rows.map { row in
            ZoneMembership(
                region: table.value(row, QuotaTables.region), zone: table.value(row, QuotaTables.Zones.zone),
                pollutant: table.optional(row, QuotaTables.onlyPollutant), location: table.location(row))
        }
    }

    private static func oneZone(_ sources: [EmissionSource]) -> [ZoneMembership] {
        Set(sources.map(\.region)).sorted().map { ZoneMembership(region: $0, zone: "all") }
    }

    /// The fee is a part of the floor price, so that it stays linear (the price itself is a result).
    private static func rules(_ parameters: QuotaParameters) -> [PollutantRule] {
        let maps = [
            parameters.floorPrice, parameters.buyBack, parameters.reserve, parameters.reservePrice,
        ]
        return Set(maps.flatMap(\.keys)).sorted().map { pollutant in
            let floor = parameters.floorPrice[pollutant] ?? 0
            return PollutantRule(
                pollutant: pollutant, buyFee: parameters.feeRate * floor, sellFee: parameters.feeRate * floor,
                floorPrice: floor, buyBack: parameters.buyBack[pollutant] ?? 0,
                reserve: parameters.reserve[pollutant] ?? 0,
                reservePrice: parameters.reservePrice[pollutant],
                location: parameters.places[QuotaParameters.floorPrice.key])
        }
    }

    private static func receptors(_ table: Table) -> [Receptor] {
        typealias Columns = QuotaTables.Receptors
        return table.rows.map { row in
            Receptor(
                id: table.value(row, Columns.receptor), limit: table.value(row, Columns.limit),
                background: table.optional(row, Columns.background) ?? 0,
                population: table.optional(row, Columns.population) ?? 0,
                damagePrice: table.optional(row, Columns.damagePrice) ?? 0, location: table.location(row))
        }
    }

    private static func coefficients(_ table: Table) -> [SourceReceptorCoefficient] {
        typealias Columns = QuotaTables.SourceReceptor
        return table.rows.map { row in
            SourceReceptorCoefficient(
                receptor: table.value(row, Columns.receptor), region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                release: table.value(row, QuotaTables.release),
                concentrationPerTonne: table.value(row, Columns.coefficient),
                weather: table.optional(row, Columns.weather) ?? "",
                deviation: table.optional(row, Columns.deviation) ?? 0, location: table.location(row))
        }
    }
}

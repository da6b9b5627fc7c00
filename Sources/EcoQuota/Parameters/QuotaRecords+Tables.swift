import EcoAccounts
import EcoParameters

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
    /// Reads the tables and gives out quota by the primary allocation, where there is one.
    /// - Parameter matrix: what the files of the source-receptor matrix hold.
    /// - Throws: `DiagnosticFailure` with every finding, regions that the scenario does not have among them.
    public init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = []
    ) throws(DiagnosticFailure) {
        try self.init(asGiven: parameters, regions: regions, matrix: matrix)
        var findings: [Diagnostic] = []
        allocate(by: parameters.allocation, regions: regions, &findings)
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
    }

    /// Reads the tables; every source holds the quota of its row, whatever the primary allocation.
    /// - Throws: `DiagnosticFailure` with every finding.
    public init(
        asGiven parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = []
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        let tables = [
            parameters.sources, parameters.measures, parameters.projects, parameters.zones,
            parameters.sourceReceptor,
        ]
        for table in tables.compactMap({ $0 }) { Self.checkRegions(table, regions, &findings) }
        let sources = Self.sources(parameters.sources)
        self.init(
            sources: sources, measures: parameters.measures.map(Self.measures) ?? [],
            projects: parameters.projects.map(Self.projects) ?? [],
            zones: parameters.zones.map(Self.zones) ?? Self.oneZone(sources),
            arcs: parameters.arcs.map {
                ZoneArc(from: $0.from, to: $0.to, fee: $0.fee, location: $0.location)
            },
            rules: Self.rules(parameters),
            receptors: parameters.receptors.map(Self.receptors) ?? [],
            coefficients: (parameters.sourceReceptor.map(Self.coefficients) ?? []) + matrix
                + parameters.screeningMatrix(of: sources, regions: regions, &findings),
            shortfallPenalty: parameters.shortfallPenalty, nonDegradation: parameters.nonDegradation)
        findings += QuotaValidation(self).findings
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
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

    static func sources(_ table: Table) -> [EmissionSource] {
        typealias Columns = QuotaTables.Sources
        return table.rows.map { row in
            EmissionSource(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), pool: table.value(row, Columns.pool),
                baseline: table.value(row, Columns.baseline), quota: table.value(row, Columns.quota),
                tradableShare: table.optional(row, Columns.tradableShare) ?? 1,
                emissionCap: table.optional(row, Columns.emissionCap),
                replacementRatio: table.optional(row, Columns.replacementRatio) ?? 1,
                mayBuy: table.optional(row, Columns.mayBuy) ?? true, location: table.location(row))
        }
    }

    private static func measures(_ table: Table) -> [AbatementMeasure] {
        typealias Columns = QuotaTables.Measures
        return table.rows.map { row in
            AbatementMeasure(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), name: table.value(row, Columns.measure),
                cost: table.value(row, Columns.cost), slope: table.optional(row, Columns.slope) ?? 0,
                maximum: table.value(row, Columns.maximum), location: table.location(row))
        }
    }

    private static func projects(_ table: Table) -> [GrowthProject] {
        typealias Columns = QuotaTables.Projects
        return table.rows.map { row in
            GrowthProject(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), name: table.value(row, Columns.project),
                value: table.value(row, Columns.value), maximum: table.value(row, Columns.maximum),
                location: table.location(row))
        }
    }

    private static func zones(_ table: Table) -> [ZoneMembership] {
        table.rows.map { row in
            ZoneMembership(
                region: table.value(row, QuotaTables.region), zone: table.value(row, QuotaTables.Zones.zone),
                location: table.location(row))
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
                reservePrice: parameters.reservePrice[pollutant] ?? floor,
                location: parameters.places[QuotaParameters.floorPrice.key])
        }
    }

    private static func receptors(_ table: Table) -> [Receptor] {
        typealias Columns = QuotaTables.Receptors
        return table.rows.map { row in
            Receptor(
                id: table.value(row, Columns.receptor), limit: table.value(row, Columns.limit),
                background: table.optional(row, Columns.background) ?? 0, location: table.location(row))
        }
    }

    private static func coefficients(_ table: Table) -> [SourceReceptorCoefficient] {
        typealias Columns = QuotaTables.SourceReceptor
        return table.rows.map { row in
            SourceReceptorCoefficient(
                receptor: table.value(row, Columns.receptor), region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                concentrationPerTonne: table.value(row, Columns.coefficient), location: table.location(row))
        }
    }
}

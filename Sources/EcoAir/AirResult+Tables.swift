import EcoAccounts
import EcoParameters
import EcoUnits

/// What is made from evaluated periods and further tables.
struct FurtherTables {
    var changes: [AirChange] = []
    var others: [OtherEvaluation] = []
    var dustfall: [DustfallResult] = []
    var rankGaps: [RankGap] = []
    var seriesRows: [AirRow] = []

    /// The tables that were asked for.
    func reports(_ reporting: AirReportParameters) -> [AirReport] {
        [
            reporting.comparison == .none ? nil : .changes(changes),
            reporting.dustfall.map { _ in .dustfall(dustfall, reporting.dustfallLimits) },
            reporting.cityIndices.map { _ in .rankGaps(rankGaps) },
        ].compactMap { $0 }
    }
}

extension AirParameters {
    /// - Throws: all findings of all further tables, or an overflow.
    func furtherTables(
        _ evaluations: [PeriodEvaluation], _ air: GatheredAir, _ regions: RegionTable
    ) throws(DiagnosticFailure) -> FurtherTables {
        var findings: [Diagnostic] = []
        var tables = FurtherTables()
        do {
            let compared = evaluations.filter { wanted.contains($0.period) }
            tables.changes = try changes(evaluations, compared, air, regions, &findings)
            tables.others = try others(regions, &findings)
            if let table = reporting.dustfall {
                tables.dustfall = try DustfallTable(table, regions: regions, &findings)
                    .results(wanted, reporting.dustfallLimits)
            }
            if let table = reporting.cityIndices {
                tables.rankGaps = try CityIndices(table).gaps(
                    compared, under: settlementStandard, targetRank: reporting.targetRank, &findings)
            }
            tables.seriesRows = try YearSeries(evaluations).rows(
                criticalValues: reporting.trendCriticalValues)
        } catch {
            findings.append(Diagnostic.overflow(path: "air"))
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        return tables
    }

    private func changes(
        _ evaluations: [PeriodEvaluation], _ compared: [PeriodEvaluation], _ air: GatheredAir,
        _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) -> [AirChange] {
        guard reporting.comparison != .none else { return [] }
        let published = reporting.baseFigures.map { BaseFigures($0, regions: regions, &findings) }
        if let list = air.exclusions { findings += unlikeSandDust(list, published: published != nil) }
        let calculator = ChangeCalculator(
            evaluations, published: published ?? BaseFigures(), smallestBase: reporting.smallestBase)
        return try calculator.changes(of: compared, &findings)
    }

    private func others(
        _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) -> [OtherEvaluation] {
        guard let table = data.otherDaily else { return [] }
        let days = OtherDays(table, regions: regions, &findings)
        var result: [OtherEvaluation] = []
        for version in standards {
            for period in wanted {
                result += try days.evaluate(period, rules.standard(version), rules.validity)
            }
        }
        return result
    }

    /// A list of sand-dust that covers only one of two years compared is refused; a published base says itself
    /// how it was made.
    private func unlikeSandDust(_ list: ExclusionList, published: Bool) -> [Diagnostic] {
        guard data.excluded != .none, !published else { return [] }
        let covered = data.sandDustYears ?? list.years
        let pairs = Set(wanted.map(\.year)).sorted()
        return pairs.filter { covered.contains($0) != covered.contains($0 - 1) }.map { year in
            let (with, without) = covered.contains(year) ? (year, year - 1) : (year - 1, year)
            return Diagnostic(
                code: "mixed_sand_dust",
                at: data.sandDust.map { SourceLocation(file: $0.file, line: 1, column: 1) },
                path: "air.sand_dust",
                LocalizedText(
                    en: "sand-dust is listed for \(with) and not for \(without), which is compared with it",
                    zh: "沙尘清单包含 \(with) 年，不包含与其比较的 \(without) 年"),
                hint: LocalizedText(
                    en: "list the days of both years; if \(without) had none, name both in `sand_dust_years`",
                    zh: "列出两年的沙尘日；若 \(without) 年没有沙尘日，请在 sand_dust_years 中写明两年"))
        }
    }
}

extension OtherEvaluation {
    /// Rows of `air.csv`.
    var rows: [AirRow] {
        let item = statistics
        let (id, unit, days, valid) = (
            item.pollutant.id, item.pollutant.unit, item.validDays, item.isComplete
        )
        let row = { (statistic: String, value: Rational?, unit: Unit) -> AirRow? in
            value.map {
                AirRow(
                    region: region, period: period, pollutant: id, statistic: statistic, value: $0,
                    unit: unit,
                    validDays: days, isValid: valid, standard: standard)
            }
        }
        let verdict = (item.attains ?? attainsQuarter).map { Rational($0 ? 1 : 0) }
        return [
            row("mean", item.mean, unit), row(item.pollutant.percentileName, item.percentile, unit),
            row("attains", verdict, .one), row("mean_exceedance", item.meanExceedance, .one),
            row("compliance_rate", item.complianceRate, .named("%")),
        ].compactMap { $0 }
    }
}

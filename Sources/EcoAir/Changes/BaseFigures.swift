import EcoAccounts
import EcoParameters
import EcoUnits

/// Published figures of base periods for which there are no daily data.
///
/// A figure serves only under the standard and the treatment of sand-dust that it was made with: a base under
/// another version is refused, for it must be recomputed, not converted.
struct BaseFigures: Sendable {
    struct Key: Hashable, Sendable {
        let region: RegionCode
        let period: Period
        let indicator: ChangeIndicator
    }

    struct Figure: Sendable {
        let value: Rational
        let standard: AirStandard.Version
        let excludesSandDust: Bool
        let source: String
        let row: Int
    }

    private var figures: [Key: [Figure]] = [:]
    private let table: Table?

    init() { table = nil }

    init(_ table: Table, regions: RegionTable, _ findings: inout [Diagnostic]) {
        typealias Columns = AirTables.BaseFigures
        self.table = table
        for row in table.rows {
            let region = regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &findings)
            guard let region, let period = Period(table.value(row, Columns.period)),
                let indicator = ChangeIndicator(id: table.value(row, Columns.indicator)),
                let standard = AirStandard.Version(rawValue: table.value(row, Columns.standard)),
                let cell = table.optional(row, Columns.value),
                let value = Rational(Int128(cell.count), over: 10_000)
            else { continue }
            if indicator == .goodDayRatio, value > Rational(100) {
                findings.append(Self.aboveAll(table, row, value))
            }
            figures[Key(region: region, period: period, indicator: indicator), default: []].append(
                Figure(
                    value: value, standard: standard,
                    excludesSandDust: table.optional(row, Columns.excludesSandDust) ?? false,
                    source: table.value(row, Columns.source), row: row))
        }
    }

    private static func aboveAll(_ table: Table, _ row: Int, _ value: Rational) -> Diagnostic {
        Diagnostic(
            code: "out_of_range", at: table.location(row, AirTables.BaseFigures.value),
            path: table.path(AirTables.BaseFigures.value),
            "\(NumberText.shortest(value.doubleValue)) % of good days is more than all days",
            hint: "give percent, 0 to 100")
    }

    /// The figure that may stand as a base of figures made by `basis`; a finding where only others are given.
    func figure(_ key: Key, _ basis: EvaluationBasis, _ findings: inout [Diagnostic]) -> Figure? {
        guard let table, let found = figures[key] else { return nil }
        guard let figure = found.first(where: { $0.standard == basis.standard }) else {
            let other = found[0]
            findings.append(
                Diagnostic(
                    code: "mixed_standards", at: table.location(other.row, AirTables.BaseFigures.standard),
                    path: table.path(AirTables.BaseFigures.standard),
                    "\(key.indicator.id) of \(key.period) stands under \(other.standard.rawValue), and the change is counted under \(basis.standard.rawValue)",
                    hint:
                        "give daily values of \(key.period), or a figure made under \(basis.standard.rawValue)"
                ))
            return nil
        }
        guard figure.excludesSandDust == key.indicator.excludesSandDust(basis.excluded) else {
            findings.append(
                Diagnostic(
                    code: "mixed_sand_dust",
                    at: table.location(figure.row, AirTables.BaseFigures.excludesSandDust),
                    path: table.path(AirTables.BaseFigures.excludesSandDust),
                    "sand-dust is left out of only one of \(key.indicator.id) of \(key.period) and the period compared with it",
                    hint: "give a figure with sand-dust treated alike"))
            return nil
        }
        return figure
    }
}

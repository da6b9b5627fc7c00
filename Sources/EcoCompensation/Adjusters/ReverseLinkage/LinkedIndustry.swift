import EcoAccounts
import EcoParameters
import EcoUnits

/// The damaging industry of counties by year, read from the adjuster's table.
struct LinkedIndustry {
    struct Key: Hashable {
        let region: RegionCode
        let year: Int
    }

    private typealias Columns = ReverseLinkage.Columns
    private var rows: [Key: Int] = [:]
    private let table: Table

    init(_ table: Table, regions: RegionTable) throws(DiagnosticFailure) {
        self.table = table
        var reader = RowReader(table, regions)
        for row in table.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, Columns.year, .year)
            else { continue }
            rows[Key(region: region, year: period.year)] = row
            if table.number(row, Columns.damage) ?? .zero > .zero,
                table.number(row, Columns.redLine) ?? .zero == .zero
            {
                reader.complain(
                    row, Columns.redLine, "missing_value",
                    LocalizedText(en: "damage without an area of the red line", zh: "有破坏面积但无红线面积"),
                    hint: LocalizedText(en: "give the area of the red line", zh: "请填写红线面积"))
            }
        }
        try reader.finish()
    }

    func origin(_ key: Key) -> FigureOrigin? { rows[key].map { table.origin($0, Columns.valueAdded) } }

    /// The county's year against its base years; `nil` where a row is missing. The base share is the base
    /// years' value added over their GDP, the base emissions are their mean.
    func state(_ key: Key, _ baseYears: Set<Int>) throws(ArithmeticOverflow) -> LinkageRule.State? {
        let base = baseYears.sorted().compactMap { rows[Key(region: key.region, year: $0)] }
        guard let row = rows[key], base.count == baseYears.count, !base.isEmpty else { return nil }
        func sum(_ column: Column<FixedPoint>) throws(ArithmeticOverflow) -> Rational {
            try base.map { table.number($0, column) ?? .zero }.total()
        }
        let redLine = table.number(row, Columns.redLine) ?? .zero
        let damage = table.number(row, Columns.damage) ?? .zero
        return LinkageRule.State(
            share: try (table.number(row, Columns.valueAdded) ?? .zero)
                / (table.number(row, Columns.gdp) ?? .one),
            baseShare: try sum(Columns.valueAdded) / sum(Columns.gdp),
            projects: Rational(table.optional(row, Columns.projects) ?? 0),
            emissions: table.number(row, Columns.emissions) ?? .zero,
            baseEmissions: try sum(Columns.emissions) / Rational(base.count),
            damage: redLine == .zero ? .zero : try damage / redLine)
    }
}

import EcoParameters
import EcoRuns
import EcoUnits

/// Cash beside quota, services and help in kind for each county: amounts of different kinds are never added.
struct ConsolidatedSection: ReportSection {
    static let id = "consolidated"
    static let title = ReportText.consolidated
    let body: [Markup]

    private static let kinds: [(String, LocalizedText)] = [
        ("cash", ReportText.cashNet), ("quota_payment", ReportText.quotaMoneyNet),
        ("in_kind", ReportText.inKindNet), ("service", ReportText.servicesGiven),
    ]

    /// Absent where counties have nothing but cash: the statement says it already.
    init?(_ context: ReportContext) {
        guard let table = context.table("consolidated.csv") else { return nil }
        let present = Self.kinds.filter { kind in table.rows.contains { $0["kind"] == kind.0 } }
        guard present.count > 1 else { return nil }
        body = [Self.table(table, present, context).markup]
    }

    private static func table(
        _ table: StoredTable, _ kinds: [(String, LocalizedText)], _ context: ReportContext
    ) -> DataTable {
        let rows = Array(table.rows)
        let sums = Dictionary(grouping: rows) { $0["region"] }.mapValues { rows in
            kinds.map { kind in amount(rows.filter { $0["kind"] == kind.0 && $0["unit"] == "CNY" }, kind.0) }
        }
        let scales = kinds.indices.map { index in
            AmountScale(forYuan: sums.values.compactMap { $0[index] }, context.language)
        }
        return DataTable(
            caption: context(ReportText.consolidatedTable),
            columns: [.text(context(ReportText.county))]
                + zip(kinds, scales).map {
                    .number(context($0.1), $1.name(context.language), figure: $0.0)
                },
            rows: context.ordered(sums.keys).map { region in
                [context.regionName(region)]
                    + zip(sums[region] ?? [], scales).map { $1.text(yuan: $0, context.style) }
            }, note: context(ReportText.consolidatedNote)
        ).addressed(
            "consolidated",
            context.ordered(sums.keys).map { region in
                let every = StoredFigure.everything
                return StoredFigure.address(
                    "consolidated", [region, every, FigureAddresses.column, every, every])
            }, context)
    }

    /// What was received less what was given; of services, what is given. `nil` where nothing stands.
    private static func amount(_ rows: [StoredRow], _ kind: String) -> Double? {
        guard !rows.isEmpty else { return nil }
        let given = rows.compactMap { $0.number("given") }.reduce(0, +)
        let received = rows.compactMap { $0.number("received") }.reduce(0, +)
        return kind == "service" ? given : received - given
    }
}

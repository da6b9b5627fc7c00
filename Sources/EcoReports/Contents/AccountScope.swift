import EcoRuns

/// The rows of an account table that stand for the whole run: those of all counties, or of the only one.
struct AccountScope: Sendable {
    private static let all = "all"
    private let id: String
    /// County codes, in the order of the regions.
    let counties: [String]

    init(_ table: StoredTable, _ context: ReportContext) {
        let ids = Set(table.rows.map { $0["region"] })
        counties = context.ordered(ids.subtracting([Self.all]))
        id = ids.contains(Self.all) ? Self.all : counties.first ?? ""
    }

    func isWhole(_ row: StoredRow) -> Bool { row["region"] == id }

    func name(_ region: String, _ context: ReportContext) -> String {
        region == Self.all ? context(ReportText.allCounties) : context.regionName(region)
    }

    /// Counties in their order, then all of them together.
    func ordered(_ rows: [StoredRow]) -> [StoredRow] {
        (counties + [Self.all]).flatMap { region in rows.filter { $0["region"] == region } }
    }
}

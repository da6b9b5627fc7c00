import EcoAccounts
import EcoParameters
import EcoRuns

/// What a run holds behind its evaluated air, sorted so that the rows behind a figure are found without a search.
struct AirRows: Sendable {
    /// Rows of `air.csv` by region and period.
    private let statistics: [String: [StoredRow]]
    /// Rows of `air_days.csv` by region and month.
    private let days: [String: [StoredRow]]
    /// Rows of `air_exclusions.csv` by region, pollutant and month.
    private let exclusions: [String: [StoredRow]]
    /// Rows of the table of the other items, by region.
    private let others: [String: [StoredRow]]

    init(statistics: StoredTable?, days: StoredTable?, exclusions: StoredTable?, inputs: StoredTable?) {
        others = Dictionary(
            grouping: inputs?.rows.filter { $0["path"] == "air.other_daily" } ?? [], by: { $0["region"] })
        self.statistics = Self.grouped(statistics) { "\($0["region"]):\($0["period"])" }
        self.days = Self.grouped(days) { "\($0["region"]):\(Self.month($0))" }
        self.exclusions = Self.grouped(exclusions) { "\($0["region"]):\($0["pollutant"]):\(Self.month($0))" }
    }

    private static func grouped(
        _ table: StoredTable?, by key: (StoredRow) -> String
    ) -> [String: [StoredRow]] {
        Dictionary(grouping: table.map { Array($0.rows) } ?? [], by: key)
    }

    /// Such as `2024-01`.
    private static func month(_ row: StoredRow) -> Substring { row["date"].prefix(7) }

    /// The months of a period as dates begin with them.
    private static func months(_ period: String) -> [String] {
        Period(period).map { period in
            period.months.map { "\(period.year)-\($0 < 10 ? "0" : "")\($0)" }
        } ?? []
    }

    /// Region and period of the first figure there is.
    var first: String? { statistics.keys.min() }

    func statistics(of name: AirFigureName) -> [StoredRow] {
        statistics["\(name.region):\(name.period)"] ?? []
    }

    /// The figures of the whole years of the region.
    func years(of name: AirFigureName) -> [StoredRow] {
        statistics.filter { $0.key.hasPrefix(name.region + ":") && $0.key.count == name.region.count + 5 }
            .flatMap(\.value)
    }

    /// The days of the figure's period on which another item was measured, with their places in the input.
    func others(of name: AirFigureName) -> [(date: String, value: String, place: String)] {
        let months = Self.months(name.period)
        return (others[name.region] ?? []).compactMap { row in
            let date = ParameterTrail.cell(row, "date")
            let value = ParameterTrail.cell(row, "\(name.pollutant)_ug_m3")
            return value.isEmpty || !months.contains(String(date.prefix(7)))
                ? nil : (date, value, row["place"])
        }
    }

    /// The days of the figure's period.
    func days(of name: AirFigureName) -> [StoredRow] {
        Self.months(name.period).flatMap { days["\(name.region):\($0)"] ?? [] }
    }

    /// Days that the list of sand-dust takes from a figure.
    func exclusions(of name: AirFigureName) -> [StoredRow] {
        Self.months(name.period).flatMap { exclusions["\(name.region):\(name.pollutant):\($0)"] ?? [] }
    }
}

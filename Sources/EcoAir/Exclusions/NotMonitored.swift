import EcoAccounts
import EcoParameters

/// Pollutants that regions do not monitor by plan (HJ 633-2026, 5.3.2), as the user lists them with a reason.
public struct NotMonitored: Sendable {
    private struct Entry: Sendable {
        let area: RegionCode
        let pollutant: Pollutant
        let firstDay: CalendarDate?
        let lastDay: CalendarDate?
    }

    private var entries: [Entry] = []

    public init() {}

    init(_ table: Table) {
        typealias Columns = AirTables.NotMonitored
        for row in table.rows {
            guard let area = RegionCode(table.value(row, Columns.region)),
                let pollutant = Pollutant(id: table.value(row, Columns.pollutant))
            else { continue }
            entries.append(
                Entry(
                    area: area, pollutant: pollutant,
                    firstDay: table.optional(row, Columns.firstDay).flatMap { CalendarDate($0) },
                    lastDay: table.optional(row, Columns.lastDay).flatMap { CalendarDate($0) }))
        }
    }

    /// Pollutants that `region` does not monitor on the day `offset` days after 1 January.
    public func pollutants(in region: RegionCode, year: Int, day offset: Int) -> Set<Pollutant> {
        guard !entries.isEmpty, let day = CalendarDate(year: year, dayOfYear: offset) else { return [] }
        let found = entries.filter { entry in
            [region, region.prefecture, region.province].contains(entry.area)
                && (entry.firstDay.map { $0 <= day } ?? true) && (entry.lastDay.map { day <= $0 } ?? true)
        }
        return Set(found.map(\.pollutant))
    }
}

import EcoAccounts
import EcoParameters

extension MonitoringStation {
    /// The stations of a table read by `AirTables.Stations`; findings where a region is unknown.
    static func stations(
        _ table: Table, regions: RegionTable, _ findings: inout [Diagnostic]
    ) -> [MonitoringStation] {
        typealias Columns = AirTables.Stations
        return table.rows.compactMap { row in
            let region = regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &findings)
            guard let region else { return nil }
            return MonitoringStation(
                code: table.value(row, Columns.station), region: region,
                isBackground: table.optional(row, Columns.background) ?? false,
                firstDay: table.optional(row, Columns.firstDay).flatMap { CalendarDate($0) },
                lastDay: table.optional(row, Columns.lastDay).flatMap { CalendarDate($0) })
        }
    }
}

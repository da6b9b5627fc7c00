import EcoAccounts
import EcoParameters

extension MonitoringStation {
    /// The stations of a table read by `AirTables.Stations`; findings where a region is unknown.
    ///
    /// A station may lie in a county that the scenario does not list where the scenario lists its city, or, if
    /// the mean of a city may stand for counties, another county of that city.
    static func stations(
        _ table: Table, regions: RegionTable, stationless: StationlessPolicy = .missing,
        _ findings: inout [Diagnostic]
    ) -> [MonitoringStation] {
        typealias Columns = AirTables.Stations
        var wider = Set(regions.codes.filter { $0 == $0.prefecture })
        if stationless != .missing { wider.formUnion(regions.codes.map(\.prefecture)) }
        return table.rows.compactMap { row in
            let text = table.value(row, Columns.region)
            let ofCity = RegionCode(text).flatMap { wider.contains($0.prefecture) ? $0 : nil }
            let region =
                ofCity
                ?? regions.code(
                    text, at: table.location(row, Columns.region), path: table.path(Columns.region), &findings
                )
            guard let region else { return nil }
            return MonitoringStation(
                code: table.value(row, Columns.station), region: region,
                isBackground: table.optional(row, Columns.background) ?? false,
                firstDay: table.optional(row, Columns.firstDay).flatMap { CalendarDate($0) },
                lastDay: table.optional(row, Columns.lastDay).flatMap { CalendarDate($0) },
                place: place(table, row))
        }
    }

    private static func place(_ table: Table, _ row: Int) -> Place? {
        guard let longitude = table.optional(row, AirTables.Stations.longitude),
            let latitude = table.optional(row, AirTables.Stations.latitude)
        else { return nil }
        return Place(longitude: longitude, latitude: latitude)
    }
}

import EcoAccounts
import EcoParameters

/// Days and hours that statistics leave out, as the user lists them: by area, date or hour, and pollutant.
///
/// The engine applies the list and infers nothing. An area may be a county, a city or a province; a day that
/// stands under several areas is left out once.
struct ExclusionList: Sendable {
    struct Entry: Sendable {
        let area: RegionCode
        let date: CalendarDate
        /// 1...24, the end of the hour; nil is the whole day.
        let hour: Int?
        let item: DailyItem
        let cause: ExclusionCause
        /// Who found it: the decision or list that it comes from.
        let source: String

        func covers(_ region: RegionCode) -> Bool {
            area == region || area == region.prefecture || area == region.province
        }
    }

    private(set) var entries: [Entry] = []

    /// Years in which something is listed.
    var years: Set<Int> { Set(entries.map(\.date.year)) }

    /// Reads a table by `AirTables.Exclusions`; findings where an area covers no region, or an hour is listed
    /// for daily data.
    init(_ table: Table, regions: RegionTable, hasHourlyData: Bool, _ findings: inout [Diagnostic]) {
        for row in table.rows {
            if !hasHourlyData, table.optional(row, AirTables.Exclusions.hour) != nil {
                findings.append(Self.hourWithoutHours(table, row))
                continue
            }
            guard let area = Self.area(table, row, regions, &findings),
                let date = CalendarDate(table.value(row, AirTables.Exclusions.date)),
                let item = Self.item(table, row)
            else { continue }
            entries.append(
                Entry(
                    area: area, date: date, hour: table.optional(row, AirTables.Exclusions.hour), item: item,
                    cause: table.optional(row, AirTables.Exclusions.cause)
                        .flatMap(ExclusionCause.init(rawValue:)) ?? .sandDust,
                    source: table.value(row, AirTables.Exclusions.source)))
        }
    }

    private static func item(_ table: Table, _ row: Int) -> DailyItem? {
        let pollutant = Pollutant(id: table.value(row, AirTables.Exclusions.pollutant))
        return DailyItem.basic.first { $0.pollutant == pollutant }
    }

    private static func area(
        _ table: Table, _ row: Int, _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) -> RegionCode? {
        let text = table.value(row, AirTables.Exclusions.region)
        if let code = RegionCode(text),
            regions.codes.contains(where: { $0.prefecture == code || $0.province == code })
        {
            return code
        }
        return regions.code(
            text, at: table.location(row, AirTables.Exclusions.region),
            path: table.path(AirTables.Exclusions.region), &findings)
    }

    private static func hourWithoutHours(_ table: Table, _ row: Int) -> Diagnostic {
        Diagnostic(
            code: "hour_of_daily_data", at: table.location(row, AirTables.Exclusions.hour),
            path: table.path(AirTables.Exclusions.hour),
            "an hour cannot be left out of daily values",
            hint: "leave the cell empty to leave out the day, or give hourly data")
    }
}

extension ExclusionList {
    /// Leaves the listed whole days out of `days`.
    func excludeDays(from days: inout RegionDays) {
        for (position, region) in days.regions.enumerated() {
            for entry in entries
            where entry.hour == nil && entry.date.year == days.year && entry.covers(region) {
                days.exclude(
                    region: position, item: entry.item, day: entry.date.dayOfYear, cause: entry.cause)
            }
        }
    }

    /// Pollutants of which some hour is listed: their single hours must be kept when hours are read.
    var pollutantsByHour: [Pollutant] {
        Pollutant.basic.filter { pollutant in
            entries.contains { $0.hour != nil && $0.item.pollutant == pollutant }
        }
    }

    /// The days of `block` from which hours are listed, without these hours; nil where there are none.
    ///
    /// It holds the pollutants of ``pollutantsByHour`` alone.
    func withoutListedHours(_ block: HourlyBlock, _ stations: [MonitoringStation]) -> HourlyBlock? {
        let touched = entries.filter { slot(of: $0, in: block) != nil }
        let touchedDays = touched.map(\.date.dayOfYear)
        guard let first = touchedDays.min(), let last = touchedDays.max() else { return nil }
        var result = HourlyBlock(
            year: block.year, days: first..<last + 1, stationCount: block.stationCount, keeping: [])
        let start = (first - block.days.lowerBound) * 24
        for pollutant in pollutantsByHour {
            let ofPollutant = Dictionary(
                grouping: touched.filter { $0.item.pollutant == pollutant },
                by: { (slot(of: $0, in: block) ?? 0) - start })
            for station in stations.indices {
                let region = stations[station].region
                for slot in 0..<result.days.count * 24
                where !(ofPollutant[slot]?.contains { $0.covers(region) } ?? false) {
                    result.add(
                        block[station, pollutant, start + slot], station: station, pollutant, slot: slot)
                }
            }
        }
        return result
    }

    private func slot(of entry: Entry, in block: HourlyBlock) -> Int? {
        guard let hour = entry.hour else { return nil }
        return block.slot(
            of: MonitoringHour(year: entry.date.year, dayOfYear: entry.date.dayOfYear, hour: hour))
    }

    /// Sets the values of `days` that the listed hours touch to what remains of them.
    ///
    /// Hours of a day that remain must be as many as a daily mean needs, else the day is left out (provisional).
    /// - Parameter remaining: the same days made from the block without the listed hours.
    func excludeHours(
        from days: inout RegionDays, remaining: RegionDays, _ stations: [MonitoringStation],
        _ membership: RegionStations
    ) {
        for entry in entries where entry.hour != nil && entry.date.year == days.year {
            for (position, members) in membership.members.enumerated()
            where members.contains(where: { entry.covers(stations[$0].region) }) {
                let day = entry.date.dayOfYear
                days.exclude(
                    region: position, item: entry.item, day: day, cause: entry.cause,
                    remainder: remaining[position, entry.item, day])
            }
        }
    }
}

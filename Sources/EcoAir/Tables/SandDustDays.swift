import EcoAccounts
import EcoParameters

/// Days that concentration statistics leave out because of sand-dust, as the user lists them.
struct SandDustDays {
    struct Day {
        let region: RegionCode
        let date: CalendarDate
        let item: DailyItem
    }

    private(set) var days: [Day] = []

    /// Reads a table by `AirTables.SandDust`; findings where a region is unknown.
    init(_ table: Table, regions: RegionTable, _ findings: inout [Diagnostic]) {
        for row in table.rows {
            let region = regions.code(
                table.value(row, AirTables.SandDust.region),
                at: table.location(row, AirTables.SandDust.region),
                path: table.path(AirTables.SandDust.region), &findings)
            let pollutant = Pollutant(id: table.value(row, AirTables.SandDust.pollutant))
            guard let region, let date = CalendarDate(table.value(row, AirTables.SandDust.date)),
                let item = DailyItem.basic.first(where: { $0.pollutant == pollutant })
            else { continue }
            days.append(Day(region: region, date: date, item: item))
        }
    }

    /// Marks the days that fall into the year of `block`.
    func exclude(from block: inout RegionDays) {
        for day in days where day.date.year == block.year {
            guard let position = block.regions.firstIndex(of: day.region) else { continue }
            block.exclude(region: position, item: day.item, day: day.date.dayOfYear)
        }
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

extension AirReport {
    /// `air_days`: the daily values behind the figures that schemes read, each with the rows of the input that it
    /// comes from; an empty cell is a day without a valid value. The index is that of the settlement standard.
    ///
    /// - Parameter name: how a file is named in the table.
    static func days(
        _ air: GatheredAir, _ evaluator: AirEvaluator, of periods: [Period],
        naming name: @escaping @Sendable (String) -> String
    ) -> AirReport {
        let columns = ["region", "date"] + DailyItem.basic.map(\.pollutant.id) + ["aqi", "rows"]
        return AirReport("air_days", columns: columns) { sink throws(Diagnostic) in
            for (days, origins) in zip(air.blocks, air.origins) {
                let wanted = Set(periods.filter { $0.year == days.year }.flatMap { Array($0.days) }).sorted()
                for region in days.regions.indices {
                    for day in wanted {
                        try sink(
                            try evaluator.dayRow(region: region, day: day, in: days)
                                + [origins.place(region: region, day: day, naming: name)])
                    }
                }
            }
        }
    }
}

extension AirEvaluator {
    fileprivate func dayRow(region: Int, day: Int, in days: RegionDays) throws(Diagnostic) -> [String?] {
        let values = DailyItem.basic.map { cell(days[region, $0, day]) }
        let index: DailyIndex
        do { index = try dailyIndex(region: region, in: days, day: day) } catch {
            throw Diagnostic.overflow(path: "\(days.regions[region]) \(days.year)")
        }
        let date = CalendarDate(year: days.year, dayOfYear: day)
        return ["\(days.regions[region])", date?.description] + values + [cell(index.value)]
    }
}

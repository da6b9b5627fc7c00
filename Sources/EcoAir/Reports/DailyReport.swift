import EcoAccounts
import EcoParameters
import EcoUnits

extension AirReport {
    /// `air_index_daily`: concentrations, sub-indices, AQI, level and primary pollutants of every region and day.
    ///
    /// Concentrations are rounded by GB/T 8170 as HJ 633 asks; NA is missing, "/" not monitored by plan.
    static func daily(_ blocks: [RegionDays], _ evaluators: [AirEvaluator], wanted: Set<Int>) -> AirReport {
        let items = DailyItem.allCases
        let columns =
            ["region", "date", "standard"]
            + items.flatMap { [$0.column, $0.indexColumn] }
            + ["aqi", "level", "primary_pollutants", "exceeding_pollutants"]
        return AirReport("air_index_daily", columns: columns) { sink throws(Diagnostic) in
            for evaluator in evaluators {
                for days in blocks where wanted.contains(days.year) {
                    for region in days.regions.indices {
                        for day in 0..<days.dayCount {
                            try sink(try evaluator.dailyRow(region: region, day: day, in: days))
                        }
                    }
                }
            }
        }
    }
}

extension DailyItem {
    fileprivate var indexColumn: String {
        switch self {
        case .o3: "o3_mda8_iaqi"
        case .o3OneHour: "o3_max1h_iaqi"
        default: "\(pollutant.id)_iaqi"
        }
    }
}

extension AirEvaluator {
    fileprivate func dailyRow(region: Int, day: Int, in days: RegionDays) throws(Diagnostic) -> [String?] {
        do {
            let code = days.regions[region]
            let absent = notMonitored.pollutants(in: code, year: days.year, day: day)
            let index = try dailyIndex(region: region, in: days, day: day)
            var cells: [String?] = [
                "\(code)", CalendarDate(year: days.year, dayOfYear: day)?.description,
                standard.version.rawValue,
            ]
            for item in DailyItem.allCases {
                let blank = absent.contains(item.pollutant) ? ReportMark.notMonitored : ReportMark.missing
                let digits = EvaluationRules.dailyDigits(item)
                let isReported = standard.dailyReport.items.contains { $0.daily == item }
                let value = days[region, item, day]
                let sub = index.subIndices.first { $0.item == item }?.value
                cells.append(value.map { $0.text(digits: digits) } ?? blank)
                // The edition has no sub-index of the item, or none at this level.
                cells.append(sub.map { "\($0)" } ?? (isReported && value == nil ? blank : nil))
            }
            return cells + index.verdictCells
        } catch {
            throw Diagnostic.overflow(path: "\(days.regions[region]) \(days.year)")
        }
    }
}

extension DailyIndex {
    fileprivate var verdictCells: [String?] {
        [
            value.map { "\($0)" } ?? ReportMark.missing, level.map { "\($0)" } ?? ReportMark.missing,
            ReportMark.list(primaryPollutants, isPublished: value != nil),
            exceedingPollutants.map(\.id).joined(separator: ReportMark.separator),
        ]
    }
}

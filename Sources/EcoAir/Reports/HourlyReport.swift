import EcoAccounts
import EcoParameters
import EcoUnits

extension AirReport {
    /// `air_index_hourly`: the real-time report of every region and hour; rows of hours without any value are
    /// left out.
    ///
    /// The time is the END of the hour in Beijing time. NA is missing, "/" not monitored by plan.
    static func hourly(
        _ years: [RegionHours], _ standards: [AirStandard], _ validity: ValidityRules,
        _ notMonitored: NotMonitored
    ) -> AirReport {
        let items = HourlyItem.reported
        let columns =
            ["region", "time", "standard"] + items.flatMap { [$0.column, "\($0.id)_iaqi"] }
            + ["aqi", "level", "primary_pollutants", "exceeding_pollutants"]
        return AirReport("air_index_hourly", columns: columns) { sink throws(Diagnostic) in
            for standard in standards {
                let writer = try HourlyReportWriter(standard, validity, notMonitored)
                for hours in years { try writer.write(hours, to: sink) }
            }
        }
    }
}

extension HourlyItem {
    /// All items but the substitute of SO2, which the report does not list.
    static let reported = allCases.filter { $0 != .so2Day }

    fileprivate var id: String { hours == 1 ? pollutant.id : "\(pollutant.id)_\(hours)h" }
}

/// Makes the rows of one standard's hourly report.
private struct HourlyReportWriter {
    let standard: AirStandard
    let indexer: HourlyIndexer
    let validity: ValidityRules
    let notMonitored: NotMonitored
    private let needed: [HourlyItem]

    init(_ standard: AirStandard, _ validity: ValidityRules, _ notMonitored: NotMonitored) throws(Diagnostic)
    {
        self.standard = standard
        self.validity = validity
        self.notMonitored = notMonitored
        needed = standard.realTimeReport.listed + standard.realTimeReport.substitutes.values.map(\.hourly)
        do {
            indexer = try HourlyIndexer(standard)
        } catch {
            throw Diagnostic.overflow(path: standard.version.rawValue)
        }
    }

    func write(_ hours: RegionHours, to sink: AirReport.Sink) throws(Diagnostic) {
        for (position, region) in hours.regions.enumerated() {
            for day in 0..<hours.hourCount / 24 {
                guard let date = CalendarDate(year: hours.year, dayOfYear: day) else { continue }
                let absent = notMonitored.pollutants(in: region, year: hours.year, day: day)
                for hour in 1...24 {
                    let steps = HourlyItem.allCases.map { item in
                        needed.contains(item)
                            ? hours.steps(
                                item, region: position, hour: day * 24 + hour - 1, validity: validity) : nil
                    }
                    guard steps.contains(where: { $0 != nil }) else { continue }
                    let time = "\(date)T\(hour < 10 ? "0" : "")\(hour):00"
                    try sink(["\(region)", time, standard.version.rawValue] + cells(steps, absent))
                }
            }
        }
    }

    private func cells(_ steps: [Int?], _ absent: Set<Pollutant>) -> [String?] {
        let index = indexer.index(steps: steps, notMonitored: absent)
        var cells: [String?] = []
        for item in HourlyItem.reported {
            let isListed = standard.realTimeReport.listed.contains(item)
            let isIndexed = standard.realTimeReport.indexed.contains { $0.hourly == item }
            let blank = absent.contains(item.pollutant) ? ReportMark.notMonitored : ReportMark.missing
            let count = steps[item.rawValue]
            let sub = index.subIndices.first { $0.item == item }?.value
            cells.append(isListed ? count.map { text($0, item.pollutant) } ?? blank : nil)
            cells.append(sub.map { "\($0)" } ?? (isIndexed && count == nil ? blank : nil))
        }
        return cells + [
            index.value.map { "\($0)" } ?? ReportMark.missing,
            index.level.map { "\($0.rawValue)" } ?? ReportMark.missing,
            ReportMark.list(index.primaryPollutants, isPublished: index.value != nil),
            index.exceedingPollutants.map(\.id).joined(separator: ReportMark.separator),
        ]
    }

    private func text(_ steps: Int, _ pollutant: Pollutant) -> String {
        pollutant == .co ? "\(steps / 10).\(steps % 10)" : "\(steps)"
    }
}

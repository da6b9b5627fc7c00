import EcoAccounts
import EcoAir
import EcoUnits

/// Evaluates scaled days by the rules of a standard: AQI days, means, percentiles, composite index.
///
/// The same rules as ``AirEvaluator`` in binary arithmetic; limits and percentile ranks are exact. Eight regions are
/// evaluated side by side; percentiles of the year are counted from sorted days.
struct AirKernel: Sendable {
    /// Months, quarters and the year.
    static let spanCount = 17
    static let yearSpan = 16

    let series: ObservedSeries
    /// Spans besides the year that somebody reads; the others keep no percentile and no index.
    var hasMonths = true
    var hasQuarters = true

    let lanes: LaneDays
    /// For percentiles: without the days that statistics leave out.
    let sortedAssessed: SortedDays
    /// For the index: as measured.
    let sortedMeasured: SortedDays
    let rules: [IndexRule]
    let steps: IndexSteps
    let indexTable: IndexTable
    /// Whether some basic pollutant has no sub-index at all, so that no day has every one.
    let lacksPollutant: Bool
    private let limits: [Double]
    private let weights: [Double]
    private let dayLimits: [Double]
    private let comparisonScale: [Double]

    init(_ series: ObservedSeries, _ evaluator: AirEvaluator) throws(ArithmeticOverflow) {
        self.series = series
        let standard = evaluator.standard
        let steps = try IndexSteps(standard)
        self.steps = steps
        indexTable = IndexTable(steps)
        rules = DailyItem.allCases.map { IndexRule($0, steps) }
        lacksPollutant = Pollutant.basic.contains { item in
            !DailyItem.allCases.contains { $0.pollutant == item && !steps.columns[$0.rawValue].isEmpty }
        }
        lanes = LaneDays(series)
        sortedMeasured = SortedDays(series.measured, regions: series.regions.count, days: series.dayCount)
        sortedAssessed =
            series.hasExclusions
            ? SortedDays(series.assessed, regions: series.regions.count, days: series.dayCount)
            : sortedMeasured
        limits = Pollutant.basic.map { Self.number(standard.assessedLimit($0)) }
        weights = Pollutant.basic.map { evaluator.indexForm.weights[$0]?.doubleValue ?? 1 }
        dayLimits = Pollutant.basic.map { item in
            Self.number(standard.limits.limit(item, item == .o3 ? .eightHourMaximum : .day))
        }
        comparisonScale = Pollutant.basic.map { item in
            (0..<(standard.evaluation.comparisonDigits[item] ?? 0)).reduce(1.0) { scale, _ in scale * 10 }
        }
    }

    private static func number(_ limit: Concentration?) -> Double {
        guard let limit, !limit.isMissing else { return .nan }
        return Double(limit.millionths) / 1_000_000
    }

    /// Percentile of HJ 663 in percent, by item.
    static let percent: [Int] = Pollutant.basic.map {
        Int(((EvaluationRules.percentile(of: $0)?.doubleValue ?? 0) * 100).rounded())
    }

    static let hasMean: [Bool] = Pollutant.basic.map { EvaluationRules.hasMeanLimit($0) }

    // MARK: A year

    /// Evaluates a year of all regions: observed days times change, and times what an alert leaves of them.
    func evaluate(year: Int, _ state: YearState, into air: inout AirYear) {
        let regions = series.regions.count
        if air.attains.count != regions { air = AirYear(regions: regions) }
        pass(state, SpanDays(year), &air)
        percentiles(state, &air)
        for region in 0..<regions {
            for span in 0..<Self.spanCount where isRead(span) { index(span, region, regions, &air) }
            air.attains[region] = attains(region, regions, air)
        }
    }

    func isRead(_ span: Int) -> Bool { span < 12 ? hasMonths : span == Self.yearSpan || hasQuarters }

    private func percentiles(_ state: YearState, _ air: inout AirYear) {
        let regions = series.regions.count
        let all = SortedDays.Times(state.sourceDays, of: series.dayCount)
        for region in 0..<regions {
            let alert = AlertDays(region, state)
            var times = all
            for (day, _) in alert.days { times.remove(day) }
            for item in 0..<6 {
                let change = state.change[region * 6 + item]
                let value = sortedAssessed.percentile(
                    region: region, item: item, percent: Self.percent[item], change: change, times,
                    others: alert.values(series, region, item, change, state.response))
                air.percentiles[region * 6 + item] = value
                if !Self.hasMean[item] {
                    air.assessed[(Self.yearSpan * regions + region) * 6 + item] = value
                }
            }
        }
    }

    func index(_ span: Int, _ region: Int, _ regions: Int, _ air: inout AirYear) {
        var sum = 0.0
        for item in 0..<6 {
            sum += weights[item] * air.assessed[(span * regions + region) * 6 + item] / limits[item]
        }
        air.index[span * regions + region] = sum
    }

    /// Mean and percentile of every item, rounded once, within grade II.
    private func attains(_ region: Int, _ regions: Int, _ air: AirYear) -> Double {
        var verdict = 1.0
        for item in 0..<6 {
            let scale = comparisonScale[item]
            func meets(_ value: Double, _ limit: Double) -> Bool {
                (value * scale).rounded(.toNearestOrEven) / scale <= limit
            }
            let mean = air.assessed[(Self.yearSpan * regions + region) * 6 + item]
            let percentile = air.percentiles[region * 6 + item]
            guard mean == mean, percentile == percentile else {
                verdict = .nan
                continue
            }
            if !meets(mean, limits[item]) { return 0 }
            if dayLimits[item] == dayLimits[item], !meets(percentile, dayLimits[item]) { return 0 }
        }
        return verdict
    }
}

/// Where the sub-index of an item passes 100 and 200, in steps of its rounded concentration.
struct IndexRule: Sendable {
    let pollutant: Int
    /// Whether the item's pollutant may be seen by another item too: O3 by its hours and its 8 hours.
    let isOzone: Bool
    let isIndexed: Bool
    let scale: Double
    /// Largest unrounded steps that have a sub-index, and that come to at most 100 or 200.
    let top: Double
    let good: Double
    let unhealthy: Double

    init(_ item: DailyItem, _ steps: IndexSteps) {
        let column = steps.columns[item.rawValue]
        pollutant = item.pollutant.rawValue
        isOzone = item.pollutant == .o3
        isIndexed = !column.isEmpty
        scale = steps.stepsPerUnit[item.rawValue]
        top = Self.threshold(column, atMost: .max)
        good = Self.threshold(column, atMost: 100)
        unhealthy = Self.threshold(column, atMost: 200)
    }

    /// The largest number of steps that rounds, ties to even, to one whose sub-index is at most `index`; sub-indices
    /// rise with the steps.
    static func threshold(_ column: [Int16], atMost index: Int) -> Double {
        guard let step = column.lastIndex(where: { $0 != IndexSteps.none && Int($0) <= index }) else {
            return -.infinity
        }
        if step == column.count - 1 { return .infinity }
        let half = Double(step) + 0.5
        return step % 2 == 0 ? half : half.nextDown
    }
}

/// The days of a region's year under alert.
private struct AlertDays {
    /// Observed day and level.
    private(set) var days: [(day: Int32, level: Int)] = []

    init(_ region: Int, _ state: YearState) {
        let response = state.response
        guard response.levelCount > 1, !response.levels.isEmpty else { return }
        let count = state.sourceDays.count
        let undisturbed = response.days[region * response.levelCount]
        guard Int(undisturbed) < count else { return }
        response.levels.withUnsafeBufferPointer { levels in
            for day in 0..<count where levels[region * count + day] > 0 {
                days.append((state.sourceDays[day], Int(levels[region * count + day])))
            }
        }
    }

    /// Scaled values of an item on the days, largest first, without those that are missing.
    func values(
        _ series: ObservedSeries, _ region: Int, _ item: Int, _ change: Double, _ response: ResponseYear
    ) -> [Double] {
        guard !days.isEmpty else { return [] }
        let row = (region * DailyItem.allCases.count + item) * series.dayCount
        let first = (region * 6 + item) * response.levelCount
        var values: [Double] = []
        values.reserveCapacity(days.count)
        for (day, level) in days {
            let value = series.assessed[row + Int(day)] * (change * response.remaining[first + level])
            if value == value { values.append(value) }
        }
        values.sort(by: >)
        return values
    }
}

/// Days of the spans of a year.
struct SpanDays: Sendable {
    /// First days of the months, and the day behind the last.
    private let firsts: [Int]

    init(_ year: Int) {
        firsts =
            (1...12).map { Period.month($0, year: year).days.lowerBound } + [
                CalendarDate.dayCount(ofYear: year)
            ]
    }

    subscript(span: Int) -> Range<Int> {
        let own = Self.months(of: span)
        return firsts[own.lowerBound]..<firsts[own.upperBound]
    }

    /// The months of a span, counted from 0.
    static func months(of span: Int) -> Range<Int> {
        switch span {
        case ..<12: span..<span + 1
        case ..<AirKernel.yearSpan: (span - 12) * 3..<(span - 12) * 3 + 3
        default: 0..<12
        }
    }
}

import EcoAccounts
import EcoAir
import EcoUnits

/// Evaluates days as numbers by the rules of a standard: AQI, means, percentiles, composite index.
///
/// The same rules as ``AirEvaluator`` in binary arithmetic; limits and percentile ranks are exact.
struct AirKernel: Sendable {
    /// Months, quarters and the year.
    static let spanCount = 17
    static let yearSpan = 16

    let series: ObservedSeries
    private let steps: IndexSteps
    private let limits: [Double]
    private let weights: [Double]
    private let dayLimits: [Double]
    private let comparisonScale: [Double]

    init(_ series: ObservedSeries, _ evaluator: AirEvaluator) throws(ArithmeticOverflow) {
        self.series = series
        let standard = evaluator.standard
        steps = try IndexSteps(standard)
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

    /// What a day's weather is multiplied by, for one region.
    struct Scaling {
        /// Observed day of each day of the year.
        let sourceDays: [Int32]
        /// By item: modelled over observed.
        let change: ArraySlice<Double>
        /// Alert level of each day, and what remains of an item under each level; empty without alerts.
        let levels: ArraySlice<UInt8>
        /// By item and level, level 0 first.
        let remaining: ArraySlice<Double>
        let levelCount: Int
    }

    /// AQI of each day; -1 where a day has none.
    func indices(region: Int, _ scaling: Scaling, into indices: inout [Int16]) {
        let count = scaling.sourceDays.count
        var seen = [UInt8](repeating: 0, count: count)
        var largest = [Int16](repeating: -1, count: count)
        for item in DailyItem.allCases where !steps.columns[item.rawValue].isEmpty {
            let pollutant = item.pollutant.rawValue
            let values = values(series.measured, region, item, scaling)
            let column = steps.columns[item.rawValue]
            let (scale, last) = (steps.stepsPerUnit[item.rawValue], column.count - 1)
            let bit = UInt8(1) << UInt8(pollutant)
            column.withUnsafeBufferPointer { column in
                for day in 0..<count {
                    let value = values[day]
                    guard value == value else { continue }
                    let rounded = (value * scale).rounded(.toNearestOrEven)
                    let index = column[rounded >= Double(last) ? last : Int(rounded)]
                    guard index != IndexSteps.none else { continue }
                    seen[day] |= bit
                    if index > largest[day] { largest[day] = index }
                }
            }
        }
        let isCounted = series.isCounted
        let row = region * series.dayCount
        for day in 0..<count {
            // With a pollutant missing, AQI stands only where the others already exceed 100.
            let stands = largest[day] >= 0 && (seen[day] == 0b11_1111 || largest[day] > 100)
            let isIn = !series.hasExclusions || isCounted[row + Int(scaling.sourceDays[day])]
            indices[day] = stands && isIn ? largest[day] : -1
        }
    }

    /// Scaled values of an item, in the order of the year's days.
    private func values(
        _ source: [Double], _ region: Int, _ item: DailyItem, _ scaling: Scaling
    ) -> [Double] {
        let days = scaling.sourceDays
        let pollutant = item.pollutant.rawValue
        let offset = series.offset(region: region, item: item)
        let change = scaling.change[scaling.change.startIndex + pollutant]
        let count = days.count
        var values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            source.withUnsafeBufferPointer { source in
                days.withUnsafeBufferPointer { days in
                    for day in 0..<count { buffer[day] = source[offset + Int(days[day])] * change }
                }
            }
            filled = count
        }
        guard !scaling.levels.isEmpty else { return values }
        let first = scaling.remaining.startIndex + pollutant * scaling.levelCount
        let start = scaling.levels.startIndex
        for day in 0..<count where scaling.levels[start + day] > 0 {
            values[day] *= scaling.remaining[first + Int(scaling.levels[start + day])]
        }
        return values
    }

    /// Evaluates one region of a year into `air`.
    func evaluate(region: Int, of regions: Int, year: Int, _ scaling: Scaling, into air: inout AirYear) {
        var indices = [Int16](repeating: -1, count: scaling.sourceDays.count)
        self.indices(region: region, scaling, into: &indices)
        countDays(indices, region, regions, year, &air)
        let source = series.hasExclusions ? series.assessed : series.measured
        for item in DailyItem.basic {
            let values = values(source, region, item, scaling)
            assess(values, item.pollutant, region, regions, year, &air)
        }
        for span in 0..<Self.spanCount { index(span, region, regions, &air) }
        air.attains[region] = attains(region, regions, air)
    }

    private func countDays(
        _ indices: [Int16], _ region: Int, _ regions: Int, _ year: Int, _ air: inout AirYear
    ) {
        for month in 0..<12 {
            var (good, heavy, valid): (Int32, Int32, Int32) = (0, 0, 0)
            for day in Period.month(month + 1, year: year).days where indices[day] >= 0 {
                valid += 1
                if indices[day] <= 100 { good += 1 }
                if indices[day] > 200 { heavy += 1 }
            }
            for span in [month, 12 + month / 3, Self.yearSpan] {
                air.good[span * regions + region] += good
                air.heavy[span * regions + region] += heavy
                air.valid[span * regions + region] += valid
            }
        }
    }

    /// Means of months, quarters and the year, or percentiles for CO and O3; and the year's percentile.
    private func assess(
        _ values: [Double], _ pollutant: Pollutant, _ region: Int, _ regions: Int, _ year: Int,
        _ air: inout AirYear
    ) {
        let item = pollutant.rawValue
        let percent = Self.percent[item]
        let hasMean = EvaluationRules.hasMeanLimit(pollutant)
        func put(_ span: Int, _ value: Double) { air.assessed[(span * regions + region) * 6 + item] = value }
        if hasMean {
            var sums = [Double](repeating: 0, count: Self.spanCount)
            var counts = [Int](repeating: 0, count: Self.spanCount)
            for month in 0..<12 {
                var (sum, count) = (0.0, 0)
                for day in Period.month(month + 1, year: year).days where values[day] == values[day] {
                    sum += values[day]
                    count += 1
                }
                for span in [month, 12 + month / 3, Self.yearSpan] {
                    sums[span] += sum
                    counts[span] += count
                }
            }
            for span in 0..<Self.spanCount {
                put(span, counts[span] == 0 ? .nan : sums[span] / Double(counts[span]))
            }
        } else {
            for month in 0..<12 {
                put(month, Quantile.of(values[Period.month(month + 1, year: year).days], percent: percent))
            }
            for quarter in 0..<4 {
                let days = Period.quarter(quarter + 1, year: year).days
                put(12 + quarter, Quantile.of(values[days], percent: percent))
            }
        }
        let ofYear = Quantile.of(values[...], percent: percent)
        air.percentiles[region * 6 + item] = ofYear
        if !hasMean { put(Self.yearSpan, ofYear) }
    }

    /// Percentile of HJ 663 in percent, by item.
    private static let percent: [Int] = Pollutant.basic.map {
        Int(((EvaluationRules.percentile(of: $0)?.doubleValue ?? 0) * 100).rounded())
    }

    private func index(_ span: Int, _ region: Int, _ regions: Int, _ air: inout AirYear) {
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

/// Percentile by k = 1 + (n - 1) p of the values that are there.
enum Quantile {
    /// Not-a-number of no values.
    static func of(_ values: ArraySlice<Double>, percent: Int) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, values.count)) { buffer in
            var count = 0
            values.withUnsafeBufferPointer { values in
                for value in values where value == value {
                    buffer[count] = value
                    count += 1
                }
            }
            guard count > 0 else { return .nan }
            let position = (count - 1) * percent
            let (lower, rest) = (position / 100, position % 100)
            select(buffer, count, lower)
            let low = buffer[lower]
            guard rest > 0, lower + 1 < count else { return low }
            var high = buffer[lower + 1]
            for index in (lower + 1)..<count where buffer[index] < high { high = buffer[index] }
            return low + (high - low) * (Double(rest) / 100)
        }
    }

    /// Puts the value of rank `rank` (from 0) in its place, smaller ones before it and larger ones behind.
    private static func select(_ values: UnsafeMutableBufferPointer<Double>, _ count: Int, _ rank: Int) {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            let pivot = max(
                min(values[low], values[middle]), min(max(values[low], values[middle]), values[high]))
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right { high = right } else if rank >= left { low = left } else { return }
        }
    }
}

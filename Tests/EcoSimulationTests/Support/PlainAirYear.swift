import EcoAccounts
import EcoAir

@testable import EcoSimulation

/// A year of air evaluated day by day and region by region, values sorted anew for each percentile: the rules as they
/// read, for comparison with the kernel that works on eight regions and on sorted days.
struct PlainAirYear {
    let series: ObservedSeries
    let evaluator: AirEvaluator
    let state: YearState

    func evaluated(year: Int) throws -> AirYear {
        let regions = series.regions.count
        var air = AirYear(regions: regions)
        let steps = try IndexSteps(evaluator.standard)
        for region in 0..<regions {
            let indices = state.sourceDays.indices.map { index(region, $0, steps) }
            for span in 0..<AirKernel.spanCount {
                let days = self.span(span, of: year)
                let own = indices[days].filter { $0 >= 0 }
                let place = span * regions + region
                air.valid[place] = Int32(own.count)
                air.good[place] = Int32(own.count { $0 <= 100 })
                air.heavy[place] = Int32(own.count { $0 > 200 })
            }
            for item in DailyItem.basic {
                let values = state.sourceDays.indices.map { value(series.assessed, region, item, $0) }
                assess(values, item.pollutant, region, year, &air)
            }
            for span in 0..<AirKernel.spanCount {
                air.index[span * regions + region] = Pollutant.basic.reduce(0.0) { sum, item in
                    let limit = Double(evaluator.standard.assessedLimit(item)?.millionths ?? 0) / 1_000_000
                    let value = air.assessed[(span * regions + region) * 6 + item.rawValue]
                    return sum + (evaluator.indexForm.weights[item]?.doubleValue ?? 1) * value / limit
                }
            }
        }
        return air
    }

    /// Days of the month, the quarter or the year.
    private func span(_ span: Int, of year: Int) -> Range<Int> {
        let period: Period =
            span < 12
            ? .month(span + 1, year: year) : span < 16 ? .quarter(span - 11, year: year) : .year(year)
        let days = period.days
        return days.lowerBound..<days.lowerBound + days.count
    }

    private func factor(_ region: Int, _ item: DailyItem, _ day: Int) -> Double {
        let (response, pollutant) = (state.response, item.pollutant.rawValue)
        let change = state.change[region * 6 + pollutant]
        guard response.levelCount > 1 else { return change }
        let level = Int(response.levels[region * state.sourceDays.count + day])
        guard level > 0 else { return change }
        return change * response.remaining[(region * 6 + pollutant) * response.levelCount + level]
    }

    private func value(_ source: [Double], _ region: Int, _ item: DailyItem, _ day: Int) -> Double {
        source[series.offset(region: region, item: item) + Int(state.sourceDays[day])]
            * factor(region, item, day)
    }

    private func index(_ region: Int, _ day: Int, _ steps: IndexSteps) -> Int {
        guard series.isCounted[region * series.dayCount + Int(state.sourceDays[day])] else { return -1 }
        var seen: Set<Pollutant> = []
        var largest = -1
        for item in DailyItem.allCases where !steps.columns[item.rawValue].isEmpty {
            let column = steps.columns[item.rawValue]
            let value = value(series.measured, region, item, day)
            guard !value.isNaN else { continue }
            let rounded = (value * steps.stepsPerUnit[item.rawValue]).rounded(.toNearestOrEven)
            let index = column[min(column.count - 1, Int(min(rounded, 1e9)))]
            guard index != IndexSteps.none else { continue }
            seen.insert(item.pollutant)
            largest = max(largest, Int(index))
        }
        return seen.count == 6 || largest > 100 ? largest : -1
    }

    private func assess(
        _ values: [Double], _ pollutant: Pollutant, _ region: Int, _ year: Int, _ air: inout AirYear
    ) {
        let (regions, item) = (series.regions.count, pollutant.rawValue)
        let percent = Int(((EvaluationRules.percentile(of: pollutant)?.doubleValue ?? 0) * 100).rounded())
        var monthSums: [Double] = []
        for span in 0..<AirKernel.spanCount {
            let own = values[self.span(span, of: year)].filter { !$0.isNaN }
            var result = SortedValues.percentile(Array(own), percent: percent)
            if EvaluationRules.hasMeanLimit(pollutant) {
                if span < 12 { monthSums.append(own.reduce(0, +)) }
                let months =
                    span < 12 ? span..<span + 1 : span < 16 ? (span - 12) * 3..<(span - 11) * 3 : 0..<12
                // Sums of months one after the other.
                let sum = monthSums[months].reduce(0, +)
                result = own.isEmpty ? .nan : sum / Double(own.count)
            }
            air.assessed[(span * regions + region) * 6 + item] = result
        }
        air.percentiles[region * 6 + item] = SortedValues.percentile(
            values.filter { !$0.isNaN }, percent: percent)
    }
}

enum SortedValues {
    /// By k = 1 + (n - 1) p, HJ 663-2013 annex A; not-a-number of no values.
    static func percentile(_ values: [Double], percent: Int) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let (lower, rest) = ((sorted.count - 1) * percent).quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return sorted[lower] }
        return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (Double(rest) / 100)
    }
}

import EcoAccounts
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

@Suite struct AirKernelTests {
    /// The exact evaluator of the one-period run is the other implementation.
    @Test(arguments: [UInt64(1), 2, 3], [AirStandard.Version.gb3095Of2012, .gb3095Of2026Transitional])
    func unchangedDaysEvaluateAsTheExactRules(_ seed: UInt64, _ version: AirStandard.Version) throws {
        let regions = try regionTable(["140101", "140102"])
        let days = try randomDays(regions, year: 2019, seed: seed, missing: seed == 2 ? 0 : 0.03)
        let evaluator = AirEvaluator(standard: AirStandard(version), excludesSandDust: true)
        var inputs = SimulationInputs(regions: regions, year: 2019)
        inputs.evaluator = evaluator
        inputs.series = ObservedSeries([days], regions: regions.codes, evaluator: evaluator)
        let simulation = try Simulation(
            block(["first_year": 2023, "last_year": 2023]), inputs)
        let state = try #require(simulation.states(ofDraw: 0).first)
        // Every span, also those that no scheme reads.
        var air = AirYear()
        try AirKernel(#require(inputs.series), evaluator).evaluate(year: 2023, state, into: &air)
        let periods = Period.months(of: 2019) + Period.quarters(of: 2019) + [.year(2019)]
        let exact = try evaluator.evaluate(days, over: periods)
        for (region, code) in regions.codes.enumerated() {
            for (span, period) in periods.enumerated() {
                let wanted = try #require(exact.first { $0.region == code && $0.period == period })
                let place = span * regions.count + region
                for item in Pollutant.basic {
                    let value = try #require(wanted[item]?.assessed).doubleValue
                    #expect(abs(air.assessed[place * 6 + item.rawValue] - value) < 1e-9 * value)
                }
                let index = try #require(wanted.compositeIndex).value.doubleValue
                #expect(abs(air.index[place] - index) < 1e-9 * index)
                #expect(Int(air.good[place]) == wanted.goodDays.good)
                #expect(Int(air.valid[place]) == wanted.goodDays.valid)
                #expect(Int(air.heavy[place]) == wanted.levelDays.heavy)
            }
            let year = try #require(exact.first { $0.region == code && $0.period == .year(2019) })
            for item in Pollutant.basic {
                let value = try #require(year[item]?.percentile).doubleValue
                #expect(abs(air.percentiles[region * 6 + item.rawValue] - value) < 1e-9 * value)
            }
            #expect(year.attains == nil || (air.attains[region] == 1) == year.attains)
        }
    }

    /// Random years of weather, change and alerts, with gaps and days that statistics leave out, of more regions than
    /// one block holds: every figure to the last bit as day by day.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func lanesAndSortedDaysAreOnlySpeed(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let codes = (0..<11).map { "1401\($0 + 10)" }
        let regions = try regionTable(codes)
        let years = try [2019, 2020].map { year in
            try randomDays(regions, year: year, seed: seed &+ UInt64(year), missing: seed == 4 ? 0.2 : 0.02)
        }
        let version: AirStandard.Version = seed == 3 ? .gb3095Of2026Final : .gb3095Of2012
        let evaluator = AirEvaluator(standard: AirStandard(version), excludesSandDust: seed != 2)
        let series = ObservedSeries(years, regions: regions.codes, evaluator: evaluator)
        let kernel = try AirKernel(series, evaluator)
        for year in [2023, 2024] {
            let state = Self.randomState(year, series, levels: Int(seed) % 3 + 1, &random)
            var air = AirYear()
            kernel.evaluate(year: year, state, into: &air)
            let plain = try PlainAirYear(series: series, evaluator: evaluator, state: state)
                .evaluated(year: year)
            #expect(isSame(air, plain))
            #expect(air.good[AirKernel.yearSpan * codes.count] > 0 && air.heavy.contains { $0 > 0 })
        }
    }

    /// Days drawn at random, changes around 1, and alerts on a fifth of the days of every other region.
    private static func randomState(
        _ year: Int, _ series: ObservedSeries, levels: Int, _ random: inout SplitMix64
    ) -> YearState {
        let (regions, days) = (series.regions.count, CalendarDate.dayCount(ofYear: year))
        var state = YearState(year: year, regions: regions, pollutants: 0, baseline: [], quota: [])
        state.sourceDays = (0..<days).map { _ in Int32(random.below(series.dayCount)) }
        state.change = (0..<regions * 6).map { _ in 0.4 + 1.2 * random.uniform() }
        guard levels > 1 else { return state }
        state.response.levelCount = levels
        state.response.remaining = (0..<regions * 6 * levels).map { place in
            place % levels == 0 ? 1 : 0.5 + 0.5 * random.uniform()
        }
        state.response.levels = (0..<regions * days).map { place in
            (place / days) % 2 == 1 && random.uniform() < 0.2 ? UInt8(1 + random.below(levels - 1)) : 0
        }
        state.response.days = (0..<regions).flatMap { region in
            (0..<levels).map { level in
                Int32(
                    state.response.levels[region * days..<(region + 1) * days].count { Int($0) == level })
            }
        }
        return state
    }

    /// Steps where the rounded concentration passes the sub-index 100 and 200, against the rounding itself.
    @Test(arguments: AirStandard.Version.allCases)
    func thresholdsRoundAsTheColumns(_ version: AirStandard.Version) throws {
        let steps = try IndexSteps(AirStandard(version))
        for item in DailyItem.allCases where !steps.columns[item.rawValue].isEmpty {
            let column = steps.columns[item.rawValue]
            let computed = column.prefix { $0 != IndexSteps.none }
            // What the thresholds rest on: sub-indices rise, and none stands behind the last.
            #expect(zip(computed, computed.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(column.dropFirst(computed.count).allSatisfy { $0 == IndexSteps.none })
            for limit in [100, 200] {
                let threshold = IndexRule.threshold(column, atMost: limit)
                for step in stride(from: 0.0, to: Double(column.count) + 2, by: 0.25) {
                    let index = column[min(column.count - 1, Int(step.rounded(.toNearestOrEven)))]
                    #expect((step <= threshold) == (index != IndexSteps.none && index <= limit))
                }
            }
        }
    }
}

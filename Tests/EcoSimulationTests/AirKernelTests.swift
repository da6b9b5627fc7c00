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
        let air = try #require(simulation.states(ofDraw: 0).first).air
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

    /// Sorted ranks against selection, over lengths with and without a rest.
    @Test func percentilesAreThoseOfSortedValues() {
        var random = SplitMix64(seed: 4)
        for count in [1, 2, 5, 30, 31, 101, 365] {
            let values = (0..<count).map { _ in (random.uniform() * 20).rounded() }
            for percent in [0, 50, 90, 95, 98] {
                let sorted = values.sorted()
                let position = Double((count - 1) * percent) / 100
                let (low, high) = (
                    sorted[Int(position)], sorted[min(count - 1, Int(position) + 1)]
                )
                let wanted = low + (high - low) * (position - position.rounded(.down))
                #expect(abs(Quantile.of(values[...], percent: percent) - wanted) < 1e-12 * max(1, wanted))
            }
        }
    }
}

import EcoAccounts
import EcoAir
import EcoParameters
import EcoSampling
import EcoUnits

/// The block `simulation.weather`. Method: docs/methods/simulation.md, 2.
public struct WeatherParameters: ParameterGroup {
    private static let yearsParameter = Parameter<[String]>.texts(
        "years", .period,
        LocalizedText(en: "observed years to draw from; absent: all of the air data", zh: "抽样所用观测年份，缺省为全部"))
    private static let blockParameter = Parameter<Int>.integer(
        "block_days", range: 0...366, default: "0",
        LocalizedText(
            en: "days that are drawn together; 0 draws whole years", zh: "整块抽取的天数，0 为整年抽取"))
    private static let windowParameter = Parameter<Int>.integer(
        "window_days", range: 0...60, default: "0",
        LocalizedText(en: "by how many days a block may move in the calendar", zh: "块在日历上可移动的天数"))
    private static let dispersionParameter = Parameter<Double>.number(
        "dispersion_deviation", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(
            en: "geometric standard deviation between years of what a tonne does to the air; 1: none",
            zh: "年际扩散条件的几何标准差，1 为不变"),
        source: "choose from the spread of modelled years; none is published for Shanxi's counties",
        status: .provisional)
    private static let runoffParameter = Parameter<Double>.number(
        "runoff_deviation", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(
            en: "geometric standard deviation of runoff between years; 1: none", zh: "年际径流的几何标准差，1 为不变"),
        source: "choose from a gauge's record", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_weather", title: LocalizedText(en: "Weather", zh: "气象"),
            meaning: LocalizedText(
                en: "each year takes its days from observed ones, all regions and pollutants together",
                zh: "各年逐日取自观测，各地区、各污染物同步抽取"),
            parameters: [
                yearsParameter.declaration, blockParameter.declaration, windowParameter.declaration,
                dispersionParameter.declaration, runoffParameter.declaration,
            ], rules: [blocksMoveInWindows])
    }

    private static let blocksMoveInWindows: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[blockParameter] == 0, bound[windowParameter] > 0 else { return }
        diagnostics.append(
            Diagnostic(
                code: "contradiction", at: bound.location(of: windowParameter),
                path: bound.path(of: windowParameter), "whole years do not move in the calendar",
                hint: "give block_days, or leave window_days out"))
    }

    let years: [Int]
    let blockDays: Int
    let windowDays: Int
    let dispersionDeviation: Double
    let runoffDeviation: Double
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        years = bound[Self.yearsParameter].compactMap { Period($0)?.year }
        blockDays = bound[Self.blockParameter]
        windowDays = bound[Self.windowParameter]
        dispersionDeviation = bound[Self.dispersionParameter]
        runoffDeviation = bound[Self.runoffParameter]
        location = bound.location
    }
}

/// The weather of the year: observed days in blocks, and factors for what the days do not show.
/// Method: docs/methods/simulation.md, 2.
struct WeatherYear: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "weather_year", title: LocalizedText(en: "Weather", zh: "气象年景"),
        meaning: LocalizedText(en: "observed days in whole blocks", zh: "按整块抽取的观测日"),
        inputs: [], outputs: [.weather], isDrawn: true)

    /// Observed years: position of 1 January in the series, and days.
    private let observed: [(start: Int, days: Int)]
    private let blockDays: Int
    private let windowDays: Int
    private let dispersion: Distribution?
    private let runoff: Distribution?

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        let parameters = world.parameters.weather
        blockDays = parameters?.blockDays ?? 0
        windowDays = parameters?.windowDays ?? 0
        let spread = { (deviation: Double?) -> Distribution? in
            deviation.flatMap { $0 > 1 ? .lognormal(median: 1, geometricDeviation: $0) : nil }
        }
        dispersion = spread(parameters?.dispersionDeviation)
        runoff = spread(parameters?.runoffDeviation)
        observed = Self.years(world, parameters, &findings)
    }

    private static func years(
        _ world: SimulationWorld, _ parameters: WeatherParameters?, _ findings: inout [Diagnostic]
    ) -> [(start: Int, days: Int)] {
        guard let series = world.inputs.series else { return [] }
        let wanted = parameters.map { $0.years.isEmpty ? series.years : $0.years } ?? series.years
        var found: [(start: Int, days: Int)] = []
        for year in wanted {
            guard let index = series.years.firstIndex(of: year) else {
                findings.append(
                    Diagnostic(
                        code: "no_weather_year", at: parameters?.location, path: "simulation.weather.years",
                        "the air data hold no days of \(year)",
                        hint:
                            "they hold \(series.years.map(String.init).joined(separator: ", ")); let `air.periods` name it"
                    ))
                continue
            }
            let days = CalendarDate.dayCount(ofYear: year)
            found.append((series.starts[index], days))
            findings += WeatherGaps(series, start: series.starts[index], days: days, year: year)
                .findings(world.regions, at: parameters?.location)
        }
        return found
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        if !observed.isEmpty { state.sourceDays = days(of: state.year, draw) }
        state.dispersion = factor(dispersion, draw, .weatherFactor)
        state.runoff = factor(runoff, draw, .runoff)
    }

    private func factor(_ distribution: Distribution?, _ draw: YearDraw, _ use: YearDraw.Use) -> Double {
        guard let distribution else { return 1 }
        var generator = draw.generator(use)
        // The middle of a cell of 2^-53: never 0, whose quantile is infinite.
        return distribution.quantile(generator.uniform() + 0x1p-54)
    }

    /// The observed day of each day of a year. A block stays whole: one observed year, one shift, no wrap.
    func days(of year: Int, _ draw: YearDraw) -> [Int32] {
        var generator = draw.generator(.weatherDays)
        let count = CalendarDate.dayCount(ofYear: year)
        let length = blockDays == 0 ? count : blockDays
        var days: [Int32] = []
        days.reserveCapacity(count)
        for first in stride(from: 0, to: count, by: length) {
            let last = min(first + length, count) - 1
            let (start, observedDays) = observed[generator.below(observed.count)]
            let lowest = max(-windowDays, -Self.day(first, of: count, in: observedDays))
            let highest = min(windowDays, observedDays - 1 - Self.day(last, of: count, in: observedDays))
            let shift = lowest + generator.below(max(1, highest - lowest + 1))
            for day in first...last {
                let own = Self.day(day, of: count, in: observedDays) + shift
                days.append(Int32(start + min(max(own, 0), observedDays - 1)))
            }
        }
        return days
    }

    /// Days of one observed year in the calendar of another.
    static func days(_ observed: [Int32], inYear year: Int) -> [Int32] {
        guard !observed.isEmpty else { return [] }
        let count = CalendarDate.dayCount(ofYear: year)
        return (0..<count).map { observed[day($0, of: count, in: observed.count)] }
    }

    /// The same date in a year of another length; 29 February takes the day before.
    private static func day(_ day: Int, of count: Int, in other: Int) -> Int {
        guard count != other else { return day }
        // 29 February is day 59, counted from 0.
        if count > other { return day >= 59 ? day - 1 : day }
        return day >= 59 ? day + 1 : day
    }
}

/// Days that a weather year lacks.
struct WeatherGaps {
    private let series: ObservedSeries
    private let start: Int
    private let days: Int
    private let year: Int

    init(_ series: ObservedSeries, start: Int, days: Int, year: Int) {
        (self.series, self.start, self.days, self.year) = (series, start, days, year)
    }

    /// A month without a single value of an item is an error: no draw could evaluate it. Fewer missing days are told
    /// in one warning for the year.
    func findings(_ regions: RegionTable, at location: SourceLocation?) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var missing = 0
        for (region, code) in series.regions.enumerated() {
            for item in DailyItem.basic {
                let offset = series.offset(region: region, item: item) + start
                for month in 1...12 {
                    let span = Period.month(month, year: year).days
                    let absent = span.count { series.measured[offset + $0].isNaN }
                    missing += absent
                    guard absent == span.count else { continue }
                    findings.append(
                        Diagnostic(
                            code: "weather_gap", at: location, path: "air \(Period.month(month, year: year))",
                            LocalizedText(
                                en: "\(regions.nameAndCode(code).en) has no day of \(item.pollutant.id)",
                                zh: "\(regions.nameAndCode(code).zh) 当月无 \(item.pollutant.id) 日值"),
                            hint: LocalizedText(
                                en: "complete the data, or draw from other years in simulation.weather.years",
                                zh: "补全数据，或在 simulation.weather.years 中改用其他年份")))
                }
            }
        }
        if findings.isEmpty, missing > 0 {
            findings.append(
                Diagnostic(
                    .warning, code: "weather_year_incomplete", at: location, path: "air \(year)",
                    LocalizedText(
                        en:
                            "\(missing) daily values of the weather year \(year) are missing and stay missing in every draw",
                        zh: "气象年 \(year) 缺 \(missing) 个日值，各次抽样中同样缺测")))
        }
        return findings
    }
}

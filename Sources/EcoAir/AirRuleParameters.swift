import EcoParameters
import EcoUnits

/// Rules of evaluation that a scenario may set: official numbers, and those that await an official copy.
public struct AirRuleParameters: Sendable {
    private static let gb = "GB 3095-2026, Table 4 (the same as GB 3095-2012)"
    private static let hj = "HJ 663-2013 (no official copy checked)"

    static let hoursPerDay = Parameter<Int>.integer(
        "minimum_hours_per_day", range: 1...24, default: "20",
        LocalizedText(en: "valid hours of a daily mean", zh: "日均值有效小时数下限"), source: gb, status: .official)
    static let hoursPerWindow = Parameter<Int>.integer(
        "minimum_hours_per_window", range: 1...8, default: "6",
        LocalizedText(en: "valid hours of an 8-hour mean", zh: "8小时均值有效小时数下限"), source: gb,
        status: .official)
    static let windowsPerDay = Parameter<Int>.integer(
        "minimum_windows_per_day", range: 1...17, default: "14",
        LocalizedText(
            en: "valid 8-hour means of a daily maximum, unless it exceeds the limit",
            zh: "日最大8小时值所需有效8小时均值个数下限（超标除外）"), source: hj, status: .provisional)
    static let daysPerYear = Parameter<Int>.integer(
        "minimum_days_per_year", range: 1...366, default: "324",
        LocalizedText(en: "valid days of a year", zh: "年有效日数下限"), source: gb, status: .official)
    static let daysPerMonth = Parameter<Int>.integer(
        "minimum_days_per_month", range: 1...31, default: "27",
        LocalizedText(en: "valid days of a month", zh: "月有效日数下限"), source: gb, status: .official)
    static let daysPerFebruary = Parameter<Int>.integer(
        "minimum_days_in_february", range: 1...29, default: "25",
        LocalizedText(en: "valid days of February", zh: "二月有效日数下限"), source: gb, status: .official)
    static let stationShare = Parameter<Rational>.exactNumber(
        "minimum_station_share", range: .fraction, default: "0.75",
        LocalizedText(
            en: "share of a region's stations that a valid day needs", zh: "地区日均值所需有效站点比例下限"),
        source: hj, status: .provisional)
    static let roundDailyValues = Parameter<Bool>.boolean(
        "round_daily_values", default: "false",
        LocalizedText(
            en: "round regional daily values by GB/T 8170 before statistics", zh: "统计前按 GB/T 8170 修约日均值"),
        source: hj, status: .provisional)
    static let indexPartDigits = Parameter<Int>.integer(
        "index_part_digits", range: 0...6,
        LocalizedText(
            en: "decimals of each sub-index before the sum; absent means exact", zh: "单项指数修约位数，缺省不修约"),
        source: "practice of some published bulletins", status: .provisional
    ).optional
    static let rankedIndexDigits = Parameter<Int>.integer(
        "ranked_index_digits", range: 0...6,
        LocalizedText(
            en: "decimals of the composite index before it is ranked; absent means exact",
            zh: "排名前综合指数修约位数，缺省不修约"),
        source: "published tables print two", status: .provisional
    ).optional
    static let indexWeights = Parameter<[String: Double]>.quantities(
        "index_weights", keys: .oneOf(Pollutant.basic.map(\.id)), unit: .one, range: .nonNegative,
        LocalizedText(
            en: "weights of the sub-indices; absent ones are 1", zh: "单项指数权重，缺省为 1"),
        source: "环办〔2014〕64号, 环办监测〔2018〕19号: equal weights; the rule for 2026 is not published",
        status: .provisional)
    static let comparisonDigits = Parameter<[String: Double]>.quantities(
        "comparison_digits", keys: .oneOf(Pollutant.basic.map(\.id)), unit: .one, range: .closed(0, 6),
        LocalizedText(
            en:
                "decimals of a statistic before it is compared with its limit; absent ones follow the standard",
            zh: "统计值与限值比较前的修约位数，缺省随标准"),
        source: "HJ 663-2013 and HJ 663-2026 (no official copies checked)", status: .provisional)

    static var parameters: [ParameterDeclaration] {
        [
            hoursPerDay.declaration, hoursPerWindow.declaration, windowsPerDay.declaration,
            daysPerYear.declaration, daysPerMonth.declaration, daysPerFebruary.declaration,
            stationShare.declaration, roundDailyValues.declaration, indexPartDigits.declaration,
            rankedIndexDigits.declaration, indexWeights.declaration, comparisonDigits.declaration,
        ]
    }

    public let validity: ValidityRules
    public let roundsDailyValues: Bool
    public let indexForm: CompositeIndexForm
    /// Decimals of the composite index before it is ranked; nil ranks exact values.
    public let rankedIndexDigits: Int?
    /// Decimals by pollutant that replace those of the standard.
    public let comparisonDigits: [Pollutant: Int]

    init(_ bound: BoundGroup) {
        var validity = ValidityRules()
        validity.hoursPerDay = bound[Self.hoursPerDay]
        validity.hoursPerWindow = bound[Self.hoursPerWindow]
        validity.windowsPerDay = bound[Self.windowsPerDay]
        validity.daysPerYear = bound[Self.daysPerYear]
        validity.daysPerMonth = bound[Self.daysPerMonth]
        validity.daysPerFebruary = bound[Self.daysPerFebruary]
        validity.stationShare = bound[Self.stationShare]
        self.validity = validity
        roundsDailyValues = bound[Self.roundDailyValues]
        indexForm = CompositeIndexForm(
            weights: byPollutant(bound[Self.indexWeights]) { Rational(shortestDecimalOf: $0) },
            partDigits: bound[Self.indexPartDigits])
        rankedIndexDigits = bound[Self.rankedIndexDigits]
        comparisonDigits = byPollutant(bound[Self.comparisonDigits]) { Int($0.rounded()) }
    }

    /// The standard of a version with the decimals that the scenario sets.
    func standard(_ version: AirStandard.Version) -> AirStandard {
        var standard = AirStandard(version)
        standard.evaluation.comparisonDigits.merge(comparisonDigits) { _, set in set }
        return standard
    }
}

/// A block of free keys by pollutant; the declaration has refused other keys.
private func byPollutant<Value>(
    _ block: [String: Double], _ value: (Double) -> Value?
) -> [Pollutant: Value] {
    var result: [Pollutant: Value] = [:]
    for (id, number) in block {
        if let pollutant = Pollutant(id: id) { result[pollutant] = value(number) }
    }
    return result
}

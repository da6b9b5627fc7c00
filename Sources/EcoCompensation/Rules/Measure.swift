import EcoAccounts
import EcoParameters
import EcoUnits

/// What of an indicator a rule compares or ranks.
public enum Measure: String, ParameterChoice {
    case level
    case change
    case changeRate = "change_rate"

    public var meaning: LocalizedText {
        switch self {
        case .level: LocalizedText(en: "the value of the period", zh: "当期数值")
        case .change: LocalizedText(en: "value minus that of the same period last year", zh: "同比变化量")
        case .changeRate:
            LocalizedText(en: "change over the value of the same period last year, in percent", zh: "同比变化率")
        }
    }

    func unit(of indicator: AssessedIndicator) -> Unit { self == .changeRate ? .percent : indicator.unit }

    /// `pm25`, `pm25_change`, `pm25_change_rate`.
    func id(of indicator: AssessedIndicator) -> String {
        self == .level ? indicator.rawValue : "\(indicator.rawValue)_\(rawValue)"
    }

    /// The names of measured changes in calculations.
    static var stepNames: [(id: String, name: LocalizedText)] {
        [Measure.change, .changeRate].flatMap { measure in
            AssessedIndicator.allCases.map { indicator in
                let what = measure == .change ? ("change", "同比变化量") : ("rate of change", "同比变化率")
                return (
                    measure.id(of: indicator),
                    LocalizedText(
                        en: "\(what.0) of \(indicator.name.en)", zh: "\(indicator.name.zh)\(what.1)")
                )
            }
        }
    }

    /// The smallest value of the year before that a rate may divide by.
    static func smallestBase(_ indicator: AssessedIndicator) -> Parameter<Rational> {
        .exactQuantity(
            "smallest_base", unit: indicator.unit, range: .positive,
            default: "\(indicator.smallestBase) \(indicator.unit.symbol)",
            LocalizedText(
                en: "smallest value of the year before that a rate of change may divide by", zh: "计算变化率的最小基数"),
            source: "no published scheme states one; a rate on a tiny base says nothing", status: .provisional
        )
    }
}

extension AssessedIndicator {
    fileprivate var smallestBase: String { [.compositeIndex, .co].contains(self) ? "0.1" : "1" }
}

extension Unit {
    static let percent = Unit.named("%")
    /// Yuan for one percent.
    static let yuanPerPercent = Unit.named("CNY/%")
}

extension Assessment {
    /// The measure of each region that has what it needs, as the top of its arithmetic. Larger is worse,
    /// but for indicators of which more is better.
    ///
    /// - Parameter smallestBase: a year before below it gives a finding, and no rate.
    mutating func measured(
        _ measure: Measure, _ indicator: AssessedIndicator, in period: Period, smallestBase: Rational
    ) -> [RegionCode: Calculation] {
        let values = values(indicator, in: period)
        guard measure != .level else { return values.mapValues { $0.observation(indicator) } }
        let before = valuesOfPreviousYear(indicator, period)
        var result: [RegionCode: Calculation] = [:]
        for (region, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let base = before[region] else { continue }
            guard measure == .change || base.value >= smallestBase else {
                noteTinyBase(indicator, region, period, base.value, smallestBase)
                continue
            }
            do { result[region] = try measure.calculation(indicator, value, base) } catch {
                DiagnosticFailure.overflow("\(scope.path): \(indicator.rawValue) in \(period)").diagnostics
                    .forEach { note($0) }
            }
        }
        return result
    }

    private mutating func noteTinyBase(
        _ indicator: AssessedIndicator, _ region: RegionCode, _ period: Period, _ base: Rational,
        _ smallest: Rational
    ) {
        let name = evidence.table.nameAndCode(region)
        let (value, limit) = (
            NumberText.shortest(base.doubleValue), NumberText.shortest(smallest.doubleValue)
        )
        let symbol = indicator.unit.symbol
        note(
            Diagnostic(
                scope.missingData == .blockSettlement ? .error : .warning, code: "tiny_base",
                at: scope.location, path: "\(scope.path): \(indicator.rawValue) in \(period)",
                LocalizedText(
                    en: "\(name.en) had \(value) \(symbol) the year before: too little for a rate of change",
                    zh: "\(name.zh)上年同期为 \(value) \(symbol)，基数过小，无法计算变化率"),
                hint: LocalizedText(
                    en:
                        "correct the figure, lower `smallest_base` (\(limit)), or use `missing_data: not_assessed`",
                    zh: "核对数据，或调低 `smallest_base`（\(limit)），或采用 `missing_data: not_assessed`")))
    }

    /// The plain mean of measures of regions; `nil` for none, or with a finding where it overflows.
    mutating func mean(
        _ measures: [RegionCode: Calculation], _ place: String
    ) -> Calculation? {
        let byRegion = measures.sorted { $0.key < $1.key }
        let sorted = byRegion.map(\.value)
        guard let first = sorted.first else { return nil }
        guard let sum = try? sorted.map(\.value).total(), let mean = try? sum / Rational(sorted.count) else {
            DiagnosticFailure.overflow("\(scope.path): \(place)").diagnostics.forEach { note($0) }
            return nil
        }
        return Calculation(
            .baseline, Baseline.meanOfArea.rawValue, mean, first.unit,
            note: LocalizedText(en: "mean of \(sorted.count) regions", zh: "\(sorted.count) 个地区平均值"),
            inputs: evidence.keepsTrail
                ? byRegion.map { $1.named(evidence.table.nameAndCode($0)) } : [])
    }
}

extension Measure {
    fileprivate func calculation(
        _ indicator: AssessedIndicator, _ value: Assessment.Reading, _ base: Assessment.Reading
    ) throws(ArithmeticOverflow) -> Calculation {
        let inputs = [value.observation(indicator), base.baseline(.previousYear, indicator)]
        let change = try value.value - base.value
        let difference = Calculation(
            .difference, "change", change, indicator.unit,
            note: LocalizedText(en: "value - value of last year", zh: "当期值 - 上年同期值"), inputs: inputs)
        guard self == .changeRate else { return difference }
        return Calculation(
            .difference, "change_rate", try change / base.value * Rational(100), .percent,
            note: LocalizedText(en: "change / value of last year", zh: "变化量 / 上年同期值"), inputs: [difference])
    }
}

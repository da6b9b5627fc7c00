import EcoAccounts
import EcoParameters
import EcoUnits

/// What a scenario says about air: standards, periods, data and the rules that are open.
public struct AirParameters: ParameterGroup {
    static let standards = Parameter<[AirStandard.Version]>.choices(
        "standards",
        LocalizedText(
            en: "versions of the air-quality standard to evaluate under", zh: "参与评价的空气质量标准版本"))
    static let settlementStandard = Parameter<AirStandard.Version>.choice(
        "settlement_standard",
        LocalizedText(
            en: "the version whose figures compensation schemes read", zh: "生态补偿结算采用的标准版本"))
    static let periods = Parameter<[String]>.texts(
        "periods", .period, minimumCount: 1,
        LocalizedText(
            en: "periods to evaluate, such as 2019, 2019-H1, 2019-Q2 or 2019-04",
            zh: "评价时段，如 2019、2019-H1、2019-Q2、2019-04"))
    static let split = Parameter<[PeriodPart]>.choices(
        "split", minimumCount: 0,
        LocalizedText(
            en: "also evaluate the halves, quarters or months of each period", zh: "同时评价各时段内的半年、季度或月份"))
    static let daily = Parameter<Table>.table(
        "daily", AirTables.Daily.declaration,
        LocalizedText(en: "daily concentrations by region", zh: "各地区逐日浓度表")
    ).optional
    static let hourly = Parameter<LongTable>.longTable(
        "hourly", AirTables.Hourly.declaration,
        LocalizedText(en: "hourly concentrations by station", zh: "各站点逐时浓度表")
    ).optional
    static let stations = Parameter<Table>.table(
        "stations", AirTables.Stations.declaration,
        LocalizedText(en: "stations of the hourly table", zh: "站点表")
    ).optional
    static let completeness = Parameter<CompletenessPolicy>.choice(
        "completeness", default: .flag,
        LocalizedText(en: "what incomplete data do", zh: "数据不完整时的处理方式"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "air",
            title: LocalizedText(en: "Air quality", zh: "环境空气质量"),
            meaning: LocalizedText(
                en: "Evaluation of ambient air: statistics, AQI days, composite index, ranking.",
                zh: "环境空气质量评价：统计值、AQI 天数、综合指数与排名。"),
            parameters: [
                standards.declaration, settlementStandard.declaration, periods.declaration, split.declaration,
                daily.declaration, hourly.declaration, stations.declaration, completeness.declaration,
            ] + AirDataParameters.parameters + AirReportParameters.parameters + AirRuleParameters.parameters,
            rules: [checkStandards, checkPeriods, checkSources, checkReports])
    }

    public let standards: [AirStandard.Version]
    public let settlementStandard: AirStandard.Version
    /// All periods, split ones and bases of comparison included, in ascending order, each once.
    public let periods: [Period]
    /// The periods without those that are bases of comparison alone.
    public let wanted: [Period]
    public let source: AirSource
    public let data: AirDataParameters
    public let reporting: AirReportParameters
    public let completeness: CompletenessPolicy
    public let rules: AirRuleParameters

    public init(_ bound: BoundGroup) {
        standards = bound[Self.standards].reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        settlementStandard = bound[Self.settlementStandard]
        data = AirDataParameters(bound)
        reporting = AirReportParameters(bound)
        wanted = Self.expand(bound[Self.periods].compactMap { Period($0) }, by: bound[Self.split])
        let bases = reporting.comparison == .none ? [] : wanted.map { $0.inYear($0.year - 1) }
        periods = Set(wanted + bases).sorted()
        source = AirSource(
            daily: bound[Self.daily], hourly: bound[Self.hourly], stations: bound[Self.stations])
        completeness = bound[Self.completeness]
        rules = AirRuleParameters(bound)
    }

    /// Years that the periods touch, ascending.
    public var years: [Int] { Set(periods.map(\.year)).sorted() }

    /// The periods and the parts that lie in them.
    static func expand(_ periods: [Period], by parts: [PeriodPart]) -> [Period] {
        var all = Set(periods)
        for period in periods {
            for part in parts.flatMap({ $0.periods(of: period.year) })
            where period.months.contains(part.months.lowerBound)
                && period.months.contains(part.months.upperBound)
            {
                all.insert(part)
            }
        }
        return all.sorted()
    }
}

/// The parts into which periods are split.
public enum PeriodPart: String, ParameterChoice {
    case half, quarter, month

    func periods(of year: Int) -> [Period] {
        switch self {
        case .half: Period.halves(of: year)
        case .quarter: Period.quarters(of: year)
        case .month: Period.months(of: year)
        }
    }

    public var meaning: LocalizedText {
        switch self {
        case .half: LocalizedText(en: "half-years", zh: "半年")
        case .quarter: LocalizedText(en: "quarters", zh: "季度")
        case .month: LocalizedText(en: "months", zh: "月份")
        }
    }
}

/// Where the concentrations come from.
public enum AirSource: Sendable {
    case daily(Table)
    case hourly(LongTable, stations: Table)
    /// Refused by the declaration's rules.
    case none

    init(daily: Table?, hourly: LongTable?, stations: Table?) {
        if let daily {
            self = .daily(daily)
        } else if let hourly, let stations {
            self = .hourly(hourly, stations: stations)
        } else {
            self = .none
        }
    }
}

extension AirParameters {
    private static let checkStandards: GroupDeclaration.Rule = { bound, diagnostics in
        let settlement = bound[settlementStandard]
        guard !bound[standards].contains(settlement) else { return }
        diagnostics.append(
            Diagnostic(
                code: "standard_not_evaluated", at: bound.location(of: settlementStandard),
                path: bound.path(of: settlementStandard),
                "\(settlement.rawValue) is not among the evaluated standards",
                hint: "add it to `\(bound.path(of: standards))`"))
    }

    private static let checkPeriods: GroupDeclaration.Rule = { bound, diagnostics in
        for text in bound[periods] where Period(text) == nil {
            diagnostics.append(
                Diagnostic(
                    code: "wrong_type", at: bound.location(of: periods), path: bound.path(of: periods),
                    "'\(text)' is no year, half-year, quarter or month",
                    hint: "write 2019, 2019-H1, 2019-Q2 or 2019-04"))
        }
    }

    private static let checkReports: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[AirReportParameters.reports].contains(.hourly), bound[hourly] == nil else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location(of: AirReportParameters.reports),
                path: bound.path(of: AirReportParameters.reports),
                "the hourly report needs an hourly table",
                hint: "give `hourly` and `stations`, or ask for `daily`"))
    }

    /// Exactly one source: a daily table, or an hourly table with its stations.
    private static let checkSources: GroupDeclaration.Rule = { bound, diagnostics in
        let hasDaily = bound[daily] != nil
        let hasHourly = bound[hourly] != nil
        let hasStations = bound[stations] != nil
        if hasDaily != hasHourly && hasHourly == hasStations { return }
        let cause =
            switch (hasDaily, hasHourly) {
            case (false, false): "there is neither a daily nor an hourly table"
            case (true, true): "there are both a daily and an hourly table"
            default:
                hasHourly
                    ? "the hourly table has no stations table" : "the stations table has no hourly table"
            }
        diagnostics.append(
            Diagnostic(
                code: "air_source", at: bound.location, path: bound.path, cause,
                hint: "give either `daily`, or `hourly` together with `stations`"))
    }
}

extension AirStandard.Version: ParameterChoice {
    public var meaning: LocalizedText { AirStandard(self).title }
}

extension CompletenessPolicy: ParameterChoice {
    public var meaning: LocalizedText {
        switch self {
        case .flag: LocalizedText(en: "figures stand and are flagged", zh: "保留数值并标记无效")
        case .strict: LocalizedText(en: "no index and no rank from incomplete data", zh: "不完整则不计指数和排名")
        }
    }
}

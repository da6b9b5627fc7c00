import EcoParameters
import EcoUnits

/// Which tables a scenario wants beside the figures of periods: changes, reports, dustfall, ranks among cities.
public struct AirReportParameters: Sendable {
    static let reports = Parameter<[AirReportKind]>.choices(
        "reports", minimumCount: 0,
        LocalizedText(
            en: "AQI reports to write: air_index_daily.csv, air_index_hourly.csv",
            zh: "输出的 AQI 日报、实时报表"))
    static let comparison = Parameter<ComparisonBase>.choice(
        "comparison", default: ComparisonBase.none,
        LocalizedText(en: "what periods are compared with", zh: "比较基期"))
    static let baseFigures = Parameter<Table>.table(
        "base_figures", AirTables.BaseFigures.declaration,
        LocalizedText(
            en: "published figures of base periods without daily data", zh: "无逐日数据的基期公布值")
    ).optional
    static let smallestBase = Parameter<Rational>.exactNumber(
        "smallest_base", range: .nonNegative, default: "1",
        LocalizedText(
            en:
                "rates from a base below this many rounding steps (1 ug/m3, CO 0.1 mg/m3, index 0.01) are flagged",
            zh: "基期低于该修约间隔倍数（1 µg/m³、CO 0.1 mg/m³、指数 0.01）时变化率加注"),
        source: "no rule is published", status: .provisional)
    static let dustfall = Parameter<Table>.table(
        "dustfall", AirTables.Dustfall.declaration,
        LocalizedText(en: "dustfall by site and month", zh: "各点位逐月降尘量")
    ).optional
    static let dustfallLimit = Parameter<Rational>.exactNumber(
        "dustfall_limit_t_km2_month", range: .positive, default: "9",
        LocalizedText(en: "dustfall limit, t/(km2 month)", zh: "降尘量控制限值 t/(km²·月)"),
        source: "national limit of 2020 for \"2+26\" and Fenwei plain cities", status: .published)
    static let dustfallCleanUp = Parameter<Rational>.exactNumber(
        "dustfall_clean_up_t_km2_month", range: .positive, default: "7",
        LocalizedText(
            en: "dustfall above which a special clean-up is due, t/(km2 month)", zh: "须开展专项清洁的降尘量 t/(km²·月)"),
        source: "provincial action plan", status: .published)
    static let cityIndices = Parameter<Table>.table(
        "city_indices", AirTables.CityIndices.declaration,
        LocalizedText(
            en: "composite indices of the cities ranked together", zh: "同组排名城市综合指数")
    ).optional
    static let targetRank = Parameter<Int>.integer(
        "target_rank", range: 1...10_000, default: "158",
        LocalizedText(
            en: "rank to reach among these cities; 158 of 168 leaves the last ten", zh: "目标名次；168城中158名即退出后十"),
        source: "Taiyuan, target for 2025", status: .published)
    static let trendCriticalValues = Parameter<[String: Double]>.quantities(
        "trend_critical_values", keys: .oneOf((5...30).map { "\($0)" }), unit: .one, range: .fraction,
        LocalizedText(
            en:
                "critical values of the rank correlation by number of years; absent ones follow HJ 663 Annex B",
            zh: "秩相关系数临界值（按年数），缺省取 HJ 663 附录B"), source: "HJ 663-2013, Annex B (no official copy checked)",
        status: .provisional)

    static var parameters: [ParameterDeclaration] {
        [
            reports.declaration, comparison.declaration, baseFigures.declaration, smallestBase.declaration,
            dustfall.declaration, dustfallLimit.declaration, dustfallCleanUp.declaration,
            cityIndices.declaration, targetRank.declaration, trendCriticalValues.declaration,
        ]
    }

    public let reports: Set<AirReportKind>
    public let comparison: ComparisonBase
    public let baseFigures: Table?
    public let smallestBase: Rational
    public let dustfall: Table?
    public let dustfallLimits: DustfallLimits
    public let cityIndices: Table?
    public let targetRank: Int
    public let trendCriticalValues: [Int: Rational]

    init(_ bound: BoundGroup) {
        reports = Set(bound[Self.reports])
        comparison = bound[Self.comparison]
        baseFigures = bound[Self.baseFigures]
        smallestBase = bound[Self.smallestBase]
        dustfall = bound[Self.dustfall]
        dustfallLimits = DustfallLimits(
            limit: bound[Self.dustfallLimit], cleanUp: bound[Self.dustfallCleanUp])
        cityIndices = bound[Self.cityIndices]
        targetRank = bound[Self.targetRank]
        let own = bound[Self.trendCriticalValues].compactMap { years, value in
            Int(years).flatMap { years in Rational(shortestDecimalOf: value).map { (years, $0) } }
        }
        trendCriticalValues = RankTrend.criticalValues.merging(own) { _, set in set }
    }
}

/// Reports of the air quality index.
public enum AirReportKind: String, ParameterChoice {
    case daily, hourly

    public var meaning: LocalizedText {
        switch self {
        case .daily: LocalizedText(en: "AQI of every region and day", zh: "空气质量指数日报")
        case .hourly: LocalizedText(en: "AQI of every region and hour", zh: "空气质量指数实时报")
        }
    }
}

/// What periods are compared with.
public enum ComparisonBase: String, ParameterChoice {
    case none
    case previousYear = "previous_year"

    public var meaning: LocalizedText {
        switch self {
        case .none: LocalizedText(en: "nothing", zh: "不比较")
        case .previousYear:
            LocalizedText(
                en: "the same period of the year before, computed under the same standard",
                zh: "上年同期（按同一标准重新计算）")
        }
    }
}

import EcoParameters
import EcoUnits

/// What a scenario says about its air data: state, stations, exclusions, what is not monitored, other items.
public struct AirDataParameters: Sendable {
    static let hourLabel = Parameter<HourLabel>.choice(
        "hour_label", default: .end,
        LocalizedText(en: "which end of the hour the times of the hourly table name", zh: "逐时表时间所指的小时端点"),
        source: "practice of the national network", status: .published)
    static let timeZone = Parameter<ClockZone>.choice(
        "time_zone", default: .beijing,
        LocalizedText(en: "time of the hourly table", zh: "逐时表的时区"))
    static let stationless = Parameter<StationlessPolicy>.choice(
        "county_without_station", default: .missing,
        LocalizedText(
            en: "what stands for a county without its own station (hourly data)", zh: "无站点县区的取值（逐时数据）"))
    static let sandDust = Parameter<Table>.table(
        "sand_dust", AirTables.Exclusions.declaration,
        LocalizedText(
            en: "days and hours under sand-dust that statistics leave out", zh: "沙尘天气剔除清单（日或小时）")
    ).optional
    static let sandDustYears = Parameter<[String]>.texts(
        "sand_dust_years", .period,
        LocalizedText(
            en: "years that the sand-dust list covers; absent, the years of its rows",
            zh: "沙尘剔除清单覆盖的年份，缺省为清单中出现的年份"))
    static let excludeConcentration = Parameter<Bool>.boolean(
        "sand_dust_out_of_concentration", default: "true",
        LocalizedText(en: "leave listed days out of concentrations", zh: "浓度统计剔除沙尘"), source: national,
        status: .published)
    static let excludeIndex = Parameter<Bool>.boolean(
        "sand_dust_out_of_index", default: "true",
        LocalizedText(en: "leave listed days out of the composite index", zh: "综合指数剔除沙尘"),
        source: national, status: .published)
    static let excludeGoodDays = Parameter<Bool>.boolean(
        "sand_dust_out_of_good_days", default: "false",
        LocalizedText(en: "leave listed days out of AQI days and good days", zh: "优良天数剔除沙尘"),
        source: national, status: .published)
    static let states = Parameter<Table>.table(
        "measured_states", AirTables.States.declaration,
        LocalizedText(
            en: "state of the data by time; absent, gases at reference state and particulates as found",
            zh: "监测数据所处状态；缺省为气态污染物参比状态、颗粒物实况状态")
    ).optional
    static let weather = Parameter<Table>.table(
        "weather", AirTables.Weather.declaration,
        LocalizedText(
            en: "temperature and pressure by which particulates are converted", zh: "颗粒物状态换算所用气温与气压")
    ).optional
    static let evaluationState = Parameter<EvaluationState>.choice(
        "evaluation_state", default: .amended,
        LocalizedText(en: "state of all figures of the run", zh: "评价所用状态"),
        source: "GB 3095-2026, 3.14 and 4.3", status: .official)
    static let notMonitored = Parameter<Table>.table(
        "not_monitored", AirTables.NotMonitored.declaration,
        LocalizedText(
            en: "pollutants that a region does not monitor by plan", zh: "按方案不监测的污染物")
    ).optional
    static let otherDaily = Parameter<Table>.table(
        "other_daily", AirTables.OtherDaily.declaration,
        LocalizedText(en: "daily TSP, NOx, Pb and BaP by region", zh: "TSP、NOx、铅、苯并[a]芘日均浓度表")
    ).optional

    private static let national = "national monthly reports of air quality (CNEMC, July 2021), 环办监测〔2016〕120号"

    static var parameters: [ParameterDeclaration] {
        [
            hourLabel.declaration, timeZone.declaration, stationless.declaration, sandDust.declaration,
            sandDustYears.declaration,
            excludeConcentration.declaration, excludeIndex.declaration, excludeGoodDays.declaration,
            states.declaration, weather.declaration, evaluationState.declaration, notMonitored.declaration,
            otherDaily.declaration,
        ]
    }

    /// Hours from a label of the hourly table to the end of its hour in Beijing time.
    public let hourShift: Int
    public let stationless: StationlessPolicy
    public let sandDust: Table?
    /// Years that the list of sand-dust covers by declaration; nil where none is named.
    public let sandDustYears: Set<Int>?
    public let excluded: ExcludedStatistics
    public let states: Table?
    public let weather: Table?
    public let state: AirState
    public let notMonitored: NotMonitored
    public let otherDaily: Table?

    init(_ bound: BoundGroup) {
        hourShift = bound[Self.hourLabel].shift + bound[Self.timeZone].shift
        stationless = bound[Self.stationless]
        sandDust = bound[Self.sandDust]
        let years = bound[Self.sandDustYears].compactMap { Int($0.prefix(4)) }
        sandDustYears = years.isEmpty ? nil : Set(years)
        excluded =
            sandDust == nil
            ? .none
            : ExcludedStatistics(
                concentration: bound[Self.excludeConcentration], compositeIndex: bound[Self.excludeIndex],
                goodDays: bound[Self.excludeGoodDays])
        states = bound[Self.states]
        weather = bound[Self.weather]
        state = bound[Self.evaluationState].state
        notMonitored = bound[Self.notMonitored].map { NotMonitored($0) } ?? NotMonitored()
        otherDaily = bound[Self.otherDaily]
    }
}

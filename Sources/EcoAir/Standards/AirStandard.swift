import EcoUnits

/// A version of the national air-quality rules: limits, sub-index breakpoints and evaluation rules together.
///
/// Every result carries the version that made it; results of two versions are never compared.
public struct AirStandard: Sendable {
    /// Identity of a version. The raw value names it in scenario files and result tables.
    public enum Version: String, CaseIterable, Sendable {
        /// GB 3095-2012 with the 2018 amendment (gases at 298.15 K and 1013.25 hPa, particulates as
        /// found), HJ 633-2012, HJ 663-2013; repealed on 2026-03-01.
        case gb3095Of2012 = "gb3095_2012"
        /// GB 3095-2026 limits from 2026-03-01 to 2030-12-31, HJ 633-2026, HJ 663-2026.
        case gb3095Of2026Transitional = "gb3095_2026_transitional"
        /// GB 3095-2026 limits from 2031-01-01, HJ 633-2026, HJ 663-2026.
        case gb3095Of2026Final = "gb3095_2026_final"

        /// Short, for headings and legends; ``AirStandard/title`` names every document.
        public var name: LocalizedText {
            switch self {
            case .gb3095Of2012: LocalizedText(en: "GB 3095-2012", zh: "GB 3095-2012")
            case .gb3095Of2026Transitional:
                LocalizedText(en: "GB 3095-2026, transitional", zh: "GB 3095-2026（过渡阶段）")
            case .gb3095Of2026Final: LocalizedText(en: "GB 3095-2026, final", zh: "GB 3095-2026（正式限值）")
            }
        }
    }

    public let version: Version
    public let title: LocalizedText
    public let limits: LimitTable
    public let breakpoints: BreakpointTable
    public let dailyReport: DailyReportRules
    public let realTimeReport: RealTimeReportRules
    public let indexReport: IndexReportRules
    public internal(set) var evaluation: EvaluationRules

    /// The standard of a version.
    public init(_ version: Version) {
        self.version = version
        switch version {
        case .gb3095Of2012:
            title = LocalizedText(
                en: "GB 3095-2012 (2018 amendment), HJ 633-2012, HJ 663-2013",
                zh: "GB 3095-2012（2018年修改单）、HJ 633-2012、HJ 663-2013")
            limits = .gb3095Of2012
            breakpoints = .hj633Of2012
            dailyReport = .hj633Of2012
            realTimeReport = .hj633Of2012
            indexReport = .hj633Of2012
            evaluation = .hj663Of2013
        case .gb3095Of2026Transitional:
            title = LocalizedText(
                en: "GB 3095-2026 transitional limits, HJ 633-2026, HJ 663-2026",
                zh: "GB 3095-2026（过渡阶段）、HJ 633-2026、HJ 663-2026")
            limits = .gb3095Of2026Transitional
            breakpoints = .hj633Of2026
            dailyReport = .hj633Of2026
            realTimeReport = .hj633Of2026
            indexReport = .hj633Of2026
            evaluation = .hj663Of2026
        case .gb3095Of2026Final:
            title = LocalizedText(
                en: "GB 3095-2026 final limits, HJ 633-2026, HJ 663-2026",
                zh: "GB 3095-2026（正式限值）、HJ 633-2026、HJ 663-2026")
            limits = .gb3095Of2026Final
            breakpoints = .hj633Of2026
            dailyReport = .hj633Of2026
            realTimeReport = .hj633Of2026
            indexReport = .hj633Of2026
            evaluation = .hj663Of2026
        }
    }
}

/// Which concentrations enter the daily AQI; ``RealTimeReportRules`` holds those of the hourly one.
public struct DailyReportRules: Sendable {
    /// Items of the daily report, with the column of breakpoints that each uses.
    public let items: [(daily: DailyItem, breakpoints: IndexItem)]

    /// HJ 633-2012, 4: seven items, O3 by the 8-hour and the 1-hour maximum.
    static let hj633Of2012 = DailyReportRules(items: hj633Of2026.items + [(.o3OneHour, .o3Hour)])

    /// HJ 633-2026: six items, O3 by the 8-hour maximum alone.
    static let hj633Of2026 = DailyReportRules(items: [
        (.so2, .so2Day), (.no2, .no2Day), (.co, .coDay), (.o3, .o3EightHour), (.pm10, .pm10Day),
        (.pm25, .pm25Day),
    ])
}

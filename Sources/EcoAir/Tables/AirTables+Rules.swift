import EcoParameters
import EcoUnits

extension AirTables {
    static let area = Column.text(
        "region", kind: .regionCode,
        LocalizedText(en: "county, city or province, GB/T 2260", zh: "县、市或省行政区划代码"))

    static func pollutants(_ all: [Pollutant]) -> [ChoiceOption] {
        all.map { ChoiceOption($0.id, LocalizedText(en: $0.id, zh: $0.id)) }
    }

    /// One row for each area, day or hour, and pollutant that statistics leave out.
    public enum Exclusions {
        static let region = AirTables.area
        static let date = Column.text(
            "date", kind: .date, LocalizedText(en: "natural day under the event", zh: "受影响的自然日"))
        static let hour = Column.integer(
            "hour", range: 1...24, presence: .optional,
            LocalizedText(
                en: "END of the hour, 1 to 24; empty leaves out the whole day", zh: "小时结束时刻 1～24，留空为全日"))
        static let pollutant = Column.choice(
            "pollutant", AirTables.pollutants(Pollutant.basic),
            LocalizedText(en: "pollutant left out", zh: "剔除的污染物"))
        static let cause = Column.choice(
            "cause", ExclusionCause.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional,
            LocalizedText(
                en: "sand_dust, or exceptional_event (HJ 663-2026 alone); sand_dust where empty",
                zh: "sand_dust（沙尘）或 exceptional_event（其他异常事件，仅 HJ 663-2026），缺省为 sand_dust"))
        static let source = Column.text(
            "source", presence: .optional,
            LocalizedText(en: "decision or list that names it", zh: "认定依据"))

        public static let declaration = TableDeclaration(
            id: "air_sand_dust",
            meaning: LocalizedText(
                en:
                    "Days and hours under sand-dust: left out of concentrations and composite index, kept in AQI.",
                zh: "沙尘天气日（时）：浓度与综合指数剔除，AQI 与优良天数保留。"),
            columns: [
                region.declaration, date.declaration, hour.declaration, pollutant.declaration,
                cause.declaration, source.declaration,
            ],
            uniqueBy: ["region", "date", "hour", "pollutant"])
    }

    /// One row for each span of days whose data have one state.
    public enum States {
        static let firstDay = Column.text(
            "first_day", kind: .date, LocalizedText(en: "first day of the data", zh: "起始日期"))
        static let lastDay = Column.text(
            "last_day", kind: .date, LocalizedText(en: "last day of the data", zh: "截止日期"))
        static let gases = Column.choice(
            "gases", GasState.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "state of SO2, NO2, CO and O3", zh: "气态污染物状态"))
        static let particulates = Column.choice(
            "particulates", ParticulateState.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "state of PM10 and PM2.5", zh: "颗粒物状态"))

        public static let declaration = TableDeclaration(
            id: "air_states",
            meaning: LocalizedText(
                en: "State (temperature and pressure) that the concentrations refer to, by time.",
                zh: "各时段监测数据所处状态。"),
            columns: [
                firstDay.declaration, lastDay.declaration, gases.declaration, particulates.declaration,
            ])
    }

    /// One row for each area and day: what particulates are converted by.
    public enum Weather {
        static let region = AirTables.area
        static let date = Column.text(
            "date", kind: .date, LocalizedText(en: "natural day, Beijing time", zh: "自然日（北京时间）"))
        static let temperature = Column<FixedPoint>.fixedPoint(
            "temperature_c", fractionDigits: 3, unit: .one, range: .closed(-70, 60),
            LocalizedText(en: "daily mean temperature, °C", zh: "日均气温（℃）"))
        static let pressure = Column<FixedPoint>.fixedPoint(
            "pressure_hpa", fractionDigits: 3, unit: .one, range: .closed(400, 1100),
            LocalizedText(en: "daily mean pressure at the station, hPa", zh: "日均本站气压（hPa）"))

        public static let declaration = TableDeclaration(
            id: "air_weather",
            meaning: LocalizedText(
                en: "Temperature and pressure by region and day.", zh: "各地区逐日气温与气压。"),
            columns: [
                region.declaration, date.declaration, temperature.declaration, pressure.declaration,
            ],
            uniqueBy: ["region", "date"])
    }

    /// One row for each pollutant that a region does not monitor by plan.
    public enum NotMonitored {
        static let region = AirTables.area
        static let pollutant = Column.choice(
            "pollutant", AirTables.pollutants(Pollutant.basic),
            LocalizedText(en: "pollutant not monitored", zh: "未监测的污染物"))
        static let firstDay = Column.text(
            "first_day", kind: .date, presence: .optional,
            LocalizedText(en: "first day; empty is open", zh: "起始日期，留空为不限"))
        static let lastDay = Column.text(
            "last_day", kind: .date, presence: .optional,
            LocalizedText(en: "last day; empty is open", zh: "截止日期，留空为不限"))
        static let reason = Column.text(
            "reason",
            LocalizedText(
                en: "plan, and the three years in which it was never primary above 100",
                zh: "监测方案依据及近三年未作为首要污染物超过 100 的说明"))

        public static let declaration = TableDeclaration(
            id: "air_not_monitored",
            meaning: LocalizedText(
                en: "Pollutants not monitored by plan, which do not hinder AQI (HJ 633-2026, 5.3.2).",
                zh: "按方案不监测、且不影响 AQI 的污染物（HJ 633-2026 第5.3.2条）。"),
            columns: [
                region.declaration, pollutant.declaration, firstDay.declaration, lastDay.declaration,
                reason.declaration,
            ])
    }
}

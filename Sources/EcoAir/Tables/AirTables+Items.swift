import EcoParameters
import EcoUnits

extension AirTables {
    /// One row for each region and day of the other items of GB 3095, Table 2.
    public enum OtherDaily {
        static let region = Column.text(
            "region", kind: .regionCode, LocalizedText(en: "region code, GB/T 2260", zh: "行政区划代码"))
        static let date = Column.text(
            "date", kind: .date, LocalizedText(en: "natural day, Beijing time", zh: "自然日（北京时间）"))
        static let items: [(pollutant: Pollutant, column: Column<FixedPoint>)] = OtherPollutants.all.map {
            (
                $0,
                AirTables.concentration(
                    "\($0.id)_ug_m3", $0, .optional,
                    LocalizedText(en: "daily mean of \($0.id), empty where missing", zh: "日均浓度，缺测留空"))
            )
        }

        public static let declaration = TableDeclaration(
            id: "air_other_daily",
            meaning: LocalizedText(
                en: "Daily TSP, NOx, Pb and BaP by region.", zh: "各地区 TSP、NOx、铅、苯并[a]芘日均浓度。"),
            columns: [region.declaration, date.declaration] + items.map(\.column.declaration),
            uniqueBy: ["region", "date"])
    }

    /// One row for each dustfall site and month.
    public enum Dustfall {
        static let region = Column.text(
            "region", kind: .regionCode,
            LocalizedText(en: "county of the site, GB/T 2260", zh: "点位所在县区代码"))
        static let month = Column.text(
            "month", kind: .period, LocalizedText(en: "month, 2019-04", zh: "月份，如 2019-04"))
        static let site = Column.text("site", LocalizedText(en: "site", zh: "点位"))
        static let dustfall = Column<FixedPoint>.fixedPoint(
            "dustfall_t_km2", fractionDigits: 3, unit: .one, range: .closed(0, 1000), presence: .nullable,
            LocalizedText(en: "dustfall, t/(km2 month); empty where missing", zh: "降尘量 t/(km²·月)，缺测留空"))
        static let withoutSandDust = Column<FixedPoint>.fixedPoint(
            "without_sand_dust_t_km2", fractionDigits: 3, unit: .one, range: .closed(0, 1000),
            presence: .optional,
            LocalizedText(en: "the same after removing sand-dust", zh: "扣除沙尘影响后的降尘量"))

        public static let declaration = TableDeclaration(
            id: "air_dustfall",
            meaning: LocalizedText(en: "Dustfall by site and month.", zh: "各点位逐月降尘量。"),
            columns: [
                region.declaration, month.declaration, site.declaration, dustfall.declaration,
                withoutSandDust.declaration,
            ],
            uniqueBy: ["region", "month", "site"])
    }

    /// One row for each city and period of a published ranking.
    public enum CityIndices {
        static let period = Column.text(
            "period", kind: .period, LocalizedText(en: "period of the ranking", zh: "排名时段"))
        static let city = Column.text("city", LocalizedText(en: "name of the city", zh: "城市名称"))
        static let region = Column.text(
            "region", kind: .regionCode, presence: .optional,
            LocalizedText(
                en: "code of the city; a region of the scenario does not compete with its own row",
                zh: "城市代码（情景内地区不与自身比较）"))
        static let index = Column<FixedPoint>.fixedPoint(
            "composite_index", fractionDigits: 4, unit: .one, range: .closed(0, 100),
            LocalizedText(en: "published composite index", zh: "公布的综合指数"))
        static let standard = Column.choice(
            "standard", AirStandard.Version.allCases.map { ChoiceOption($0.rawValue, $0.name) },
            LocalizedText(en: "version that the index was made under", zh: "指数所依据的标准版本"))

        public static let declaration = TableDeclaration(
            id: "air_city_indices",
            meaning: LocalizedText(
                en: "Composite indices of the cities that are ranked together, such as the 168 key cities.",
                zh: "同组排名城市（如168个重点城市）的综合指数。"),
            columns: [
                period.declaration, city.declaration, region.declaration, index.declaration,
                standard.declaration,
            ],
            uniqueBy: ["period", "city"])
    }

    /// One row for each published figure of an earlier period that a change is counted from.
    public enum BaseFigures {
        static let region = Column.text(
            "region", kind: .regionCode, LocalizedText(en: "region code, GB/T 2260", zh: "行政区划代码"))
        static let period = Column.text(
            "period", kind: .period, LocalizedText(en: "base period", zh: "基期"))
        static let indicator = Column.choice(
            "indicator", ChangeIndicator.allCases.map { ChoiceOption($0.id, $0.name) },
            LocalizedText(en: "what the figure is", zh: "指标"))
        static let value = Column<FixedPoint>.fixedPoint(
            "value", fractionDigits: 4, unit: .one, range: .closed(0, Double(Concentration.largest)),
            LocalizedText(en: "figure in the unit of `air.csv`", zh: "数值（单位同 air.csv）"))
        static let standard = Column.choice(
            "standard", AirStandard.Version.allCases.map { ChoiceOption($0.rawValue, $0.name) },
            LocalizedText(en: "version that the figure was made under", zh: "数值所依据的标准版本"))
        static let excludesSandDust = Column.boolean(
            "excludes_sand_dust", presence: .required,
            LocalizedText(en: "yes where sand-dust is left out", zh: "是否已剔除沙尘"))
        static let source = Column.text(
            "source", LocalizedText(en: "publication", zh: "出处"))

        public static let declaration = TableDeclaration(
            id: "air_base_figures",
            meaning: LocalizedText(
                en: "Published figures of base periods for which there are no daily data.",
                zh: "无逐日数据的基期所公布的数值。"),
            columns: [
                region.declaration, period.declaration, indicator.declaration, value.declaration,
                standard.declaration, excludesSandDust.declaration, source.declaration,
            ],
            uniqueBy: ["region", "period", "indicator", "standard"])
    }
}

import EcoParameters
import EcoUnits

/// Input tables of the air module: their columns and what makes a row unique.
public enum AirTables {
    static let concentrationDigits = 6

    static func concentration(
        _ key: String, _ pollutant: Pollutant, _ presence: ColumnPresence, _ meaning: LocalizedText
    ) -> Column<FixedPoint> {
        .fixedPoint(
            key, fractionDigits: concentrationDigits,
            unit: pollutant.unit,
            range: .closed(0, Double(Concentration.largest)), presence: presence, meaning)
    }

    /// One row for each region and natural day.
    public enum Daily {
        static let region = Column.text(
            "region", kind: .regionCode, LocalizedText(en: "region code, GB/T 2260", zh: "行政区划代码"))
        static let date = Column.text(
            "date", kind: .date, LocalizedText(en: "natural day, Beijing time", zh: "自然日（北京时间）"))
        /// Columns of the items, in the order of `DailyItem`.
        static let items: [Column<FixedPoint>] = DailyItem.allCases.map { item in
            let meaning = LocalizedText(
                en: item.pollutant == .o3
                    ? "\(item == .o3 ? "8-hour" : "1-hour") maximum of \(item.pollutant.id), empty where missing"
                    : "daily mean of \(item.pollutant.id), empty where missing",
                zh: item.pollutant == .o3
                    ? "\(item == .o3 ? "日最大8小时" : "日最大1小时")平均浓度，缺测留空" : "日均浓度，缺测留空")
            return concentration(item.column, item.pollutant, .optional, meaning)
        }
        static let basis = Column.choice(
            "basis", DataBasis.allCases.map { ChoiceOption($0.rawValue, $0.meaning) }, presence: .optional,
            LocalizedText(
                en: "measured, city_mean, nearest_station or assumed; measured where the column is left out",
                zh: "measured（实测）、city_mean（市均值代用）、nearest_station（最近站点代用）或 assumed（假定）；缺列时为 measured"))
        static let stations = Column.integer(
            "stations", range: 0...10_000, presence: .optional,
            LocalizedText(en: "stations behind the value", zh: "参与统计的站点数"))

        public static let declaration = TableDeclaration(
            id: "air_daily",
            meaning: LocalizedText(
                en: "Daily concentrations by region: one row for each region and natural day.",
                zh: "各地区逐日污染物浓度：每个地区每个自然日一行。"),
            columns: [region.declaration, date.declaration] + items.map(\.declaration)
                + [basis.declaration, stations.declaration],
            uniqueBy: ["region", "date"])
    }

    /// One row for each station and hour. Duplicates are found while reading into a block, without strings.
    public enum Hourly {
        static let time = Column.text(
            "time",
            LocalizedText(
                en: "END of the hour in Beijing time, 2019-04-08T13:00; 00:00 closes the day before",
                zh: "小时结束时刻（北京时间），如 2019-04-08T13:00；00:00 属于前一日"))
        static let station = Column.text(
            "station", LocalizedText(en: "station code", zh: "站点代码"))
        /// Columns of the six basic pollutants, in order.
        static let pollutants: [Column<FixedPoint>] = Pollutant.basic.map { pollutant in
            concentration(
                "\(pollutant.id)_\(pollutant == .co ? "mg" : "ug")_m3", pollutant, .nullable,
                LocalizedText(
                    en: "hourly mean of \(pollutant.id), empty where missing",
                    zh: "小时平均浓度，缺测留空"))
        }

        public static let declaration = TableDeclaration(
            id: "air_hourly",
            meaning: LocalizedText(
                en: "Hourly concentrations by station.", zh: "各站点逐时污染物浓度。"),
            columns: [time.declaration, station.declaration] + pollutants.map(\.declaration),
            isLong: true)
    }

    /// One row for each station.
    public enum Stations {
        static let station = Column.text(
            "station", LocalizedText(en: "station code", zh: "站点代码"))
        static let region = Column.text(
            "region", kind: .regionCode,
            LocalizedText(
                en: "county whose air the station stands for, and with it its city", zh: "站点代表的县区（及其所在市）"))
        static let background = Column.boolean(
            "background", presence: .optional,
            LocalizedText(
                en: "yes for a background station, which stays out of regional means",
                zh: "对照点填 yes，不参与地区均值"))
        static let firstDay = Column.text(
            "first_day", kind: .date, presence: .optional,
            LocalizedText(en: "first day in service; empty is open", zh: "启用日期，留空为不限"))
        static let lastDay = Column.text(
            "last_day", kind: .date, presence: .optional,
            LocalizedText(en: "last day in service; empty is open", zh: "停用日期，留空为不限"))
        static let longitude = Column.quantity(
            "longitude", unit: .one, range: .closed(-180, 180), presence: .optional,
            LocalizedText(en: "degrees east, to find the nearest station", zh: "经度，用于查找最近站点"))
        static let latitude = Column.quantity(
            "latitude", unit: .one, range: .closed(-90, 90), presence: .optional,
            LocalizedText(en: "degrees north", zh: "纬度"))

        public static let declaration = TableDeclaration(
            id: "air_stations",
            meaning: LocalizedText(
                en: "Monitoring stations with the region each stands for.", zh: "监测站点及其所属地区。"),
            columns: [
                station.declaration, region.declaration, background.declaration, firstDay.declaration,
                lastDay.declaration, longitude.declaration, latitude.declaration,
            ],
            uniqueBy: ["station"])
    }
}

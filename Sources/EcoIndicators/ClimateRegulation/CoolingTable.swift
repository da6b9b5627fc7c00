import EcoAccounts
import EcoParameters
import EcoUnits

/// What the table of cooling says by county.
struct CoolingTable: Sendable {
    enum Columns {
        static let days = Column<Double>.quantity(
            "hot_days", unit: .named("d"), range: .closed(0, 366), presence: .optional,
            LocalizedText(en: "days warmer than 26 C, of the nearest station", zh: "日最高气温高于 26 ℃ 的日数"))
        static let water = Column<Double>.quantity(
            "evaporated_m3", unit: .named("m3"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "water that evaporates from open water", zh: "水面蒸发水量"))
        static let cooling = Column<Double>.quantity(
            "cooling_kwh", unit: .named("kWh"), range: .nonNegative, presence: .optional,
            LocalizedText(
                en: "electricity that would hold the measured temperature difference, worked out beside",
                zh: "维持实测温差的等效耗电量（另行核算）"))
    }

    static let declaration = TableDeclaration(
        id: "cooling",
        meaning: LocalizedText(en: "Hot days and cooling, a row for each county", zh: "各县高温日数与降温"),
        columns: [
            ServiceColumns.region.declaration, Columns.days.declaration, Columns.water.declaration,
            Columns.cooling.declaration, ServiceColumns.status.declaration, ServiceColumns.note.declaration,
        ], uniqueBy: ["region"])

    struct Row: Sendable {
        let days: Double?
        let evaporated: Double?
        let cooling: Double?
        let isProvisional: Bool
    }

    let rows: [RegionCode: Row]

    init(_ table: Table, _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]) {
        let own = table.regionRows(context, priced: false, &diagnostics).map { row in
            (
                row.region,
                Row(
                    days: table.optional(row.index, Columns.days),
                    evaporated: table.optional(row.index, Columns.water),
                    cooling: table.optional(row.index, Columns.cooling),
                    isProvisional: row.status.isProvisional)
            )
        }
        rows = Dictionary(own, uniquingKeysWith: { $1 })
    }
}

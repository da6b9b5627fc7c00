import EcoParameters
import EcoUnits

/// Carbon per hectare by class of the land cover.
struct CarbonPools: Sendable {
    enum Columns {
        static let code = Column<Int>.integer(
            "class", range: -32_768...65_535, LocalizedText(en: "code in the raster", zh: "栅格编码"))
        static let above = pool("above_t_per_ha", "carbon above ground", "地上生物量碳")
        static let below = pool("below_t_per_ha", "carbon below ground", "地下生物量碳")
        static let soil = pool("soil_t_per_ha", "carbon of the soil", "土壤碳")
        static let dead = pool("dead_t_per_ha", "carbon of dead matter", "凋落物碳")
        static let source = Column<String>.text(
            "source", LocalizedText(en: "where the figures come from", zh: "来源"))
        static let status = FigureStatus.column

        private static func pool(_ key: String, _ en: String, _ zh: String) -> Column<Double> {
            .quantity(key, unit: .named("t/ha"), range: .nonNegative, LocalizedText(en: en, zh: zh))
        }
    }

    static let declaration = TableDeclaration(
        id: "carbon_pools",
        meaning: LocalizedText(en: "Carbon (not CO2) by class of the land cover", zh: "各地类碳密度（以碳计）"),
        columns: [
            Columns.code.declaration, Columns.above.declaration, Columns.below.declaration,
            Columns.soil.declaration, Columns.dead.declaration, Columns.source.declaration,
            Columns.status.declaration,
        ], uniqueBy: ["class"])

    /// t/ha of all pools by class.
    let density: [Int32: Double]
    let register: [RegisterEntry]

    init(_ table: Table, path: String) {
        var (density, register): ([Int32: Double], [RegisterEntry]) = ([:], [])
        for row in table.rows {
            guard let code = table.optional(row, Columns.code) else { continue }
            let total = [Columns.above, Columns.below, Columns.soil, Columns.dead]
                .reduce(0) { $0 + table.value(row, $1) }
            density[Int32(code)] = total
            let status = FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional
            register.append(
                RegisterEntry(
                    path: "\(path).\(code)", value: "\(NumberText.shortest(total)) t/ha",
                    meaning: Self.declaration.meaning, source: table.value(row, Columns.source),
                    status: status.rawValue, isProvisional: status.isProvisional))
        }
        self.density = density
        self.register = register
    }
}

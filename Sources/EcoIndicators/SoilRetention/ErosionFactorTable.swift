import EcoParameters
import EcoUnits

/// Cover and practice factors by land-cover class, as the scenario gives them.
struct ErosionFactorTable: Sendable {
    enum Columns {
        static let code = Column<Int>.integer(
            "class", range: -32_768...65_535, LocalizedText(en: "code in the raster", zh: "栅格编码"))
        static let cover = Column<Double>.quantity(
            "cover_factor", unit: .one, range: .fraction, presence: .nullable,
            LocalizedText(en: "C of the class; 1 is bare ground", zh: "植被覆盖因子 C"))
        static let practice = Column<Double>.quantity(
            "practice_factor", unit: .one, range: .fraction, presence: .nullable,
            LocalizedText(en: "P of the class; 1 is no practice", zh: "水土保持措施因子 P"))
        static let source = Column<String>.text(
            "source", presence: .optional, LocalizedText(en: "where the factors come from", zh: "来源"))
    }

    static let declaration = TableDeclaration(
        id: "erosion_factors",
        meaning: LocalizedText(en: "Cover and practice factors by land-cover class", zh: "各地类的 C、P 因子"),
        columns: [
            Columns.code.declaration, Columns.cover.declaration, Columns.practice.declaration,
            FigureStatus.column.declaration, Columns.source.declaration,
        ], uniqueBy: ["class"])

    /// By class code; classes without a figure are absent.
    let cover: [Int32: Double]
    let practice: [Int32: Double]
    let isProvisional: Bool

    init(_ table: Table) {
        var (cover, practice) = ([Int32: Double](), [Int32: Double]())
        for row in table.rows {
            guard let code = table.optional(row, Columns.code) else { continue }
            cover[Int32(code)] = table.optional(row, Columns.cover)
            practice[Int32(code)] = table.optional(row, Columns.practice)
        }
        self.cover = cover
        self.practice = practice
        isProvisional = table.rows.contains { row in
            FigureStatus(rawValue: table.value(row, FigureStatus.column))?.isProvisional ?? false
        }
    }
}

import EcoParameters
import EcoUnits

/// A border that two counties share; each stands once.
public struct SharedBorder: Hashable, Sendable {
    public let first: RegionCode
    public let second: RegionCode
    public let kilometres: Double

    private enum Columns {
        static let region = RegionTable.Columns.region
        static let neighbour = Column<String>.text(
            "neighbour", kind: .regionCode,
            LocalizedText(en: "code of a county that it borders on", zh: "相邻县代码"))
        static let kilometres = Column<Double>.quantity(
            "shared_km", unit: .named("km"), range: .positive,
            LocalizedText(en: "length of the shared border", zh: "共有边界长度"))
    }

    public static let declaration = TableDeclaration(
        id: "neighbours",
        meaning: LocalizedText(en: "Counties that border on each other, each pair once", zh: "相邻县，每对一行"),
        columns: [Columns.region.declaration, Columns.neighbour.declaration, Columns.kilometres.declaration],
        uniqueBy: ["region", "neighbour"])

    /// The borders of a table; findings on counties that the scenario does not have, on a county that borders on
    /// itself, and on pairs given both ways round.
    public static func borders(
        _ table: Table, regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [SharedBorder] {
        var seen: [Set<RegionCode>: Int] = [:]
        return table.rows.compactMap { row in
            let codes = [Columns.region, Columns.neighbour].map { column in
                regions.code(
                    table.value(row, column), at: table.location(row, column), path: table.path(column),
                    &diagnostics)
            }
            guard let first = codes[0], let second = codes[1] else { return nil }
            let earlier = seen.updateValue(row, forKey: [first, second])
            if first == second || earlier != nil {
                diagnostics.append(
                    Diagnostic(
                        code: "duplicate_row", at: table.location(row), path: table.path(Columns.neighbour),
                        first == second
                            ? "county \(first) borders on itself"
                            : "the pair already stands on line \(table.location(earlier ?? row).line)",
                        hint: "give each pair of different counties once"))
            }
            return SharedBorder(
                first: first, second: second, kilometres: table.value(row, Columns.kilometres))
        }
    }
}

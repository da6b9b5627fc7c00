import EcoAccounts
import EcoParameters
import EcoUnits

/// The tables of lakes, reservoirs and marshes.
enum FloodTables {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let lake = Column<String>.text("lake", LocalizedText(en: "name of the lake", zh: "湖泊名称"))
        static let reservoir = Column<String>.text(
            "reservoir", LocalizedText(en: "name of the reservoir", zh: "水库名称"))
        static let area = Column<Double>.quantity(
            "area_km2", unit: .named("km2"), range: .nonNegative,
            LocalizedText(en: "area of the whole lake", zh: "湖泊总面积"))
        static let share = Column<Double>.quantity(
            "share", unit: .one, range: .fraction,
            LocalizedText(en: "part of the lake's area in the county, 0 to 1", zh: "位于该县的面积比例"))
        static let zone = Column<String>.choice(
            "zone", LakeZone.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "lake region, by which coefficients are read", zh: "湖区"))
        static let exchanges = Column<Double>.quantity(
            "exchanges", unit: .one, range: .positive,
            LocalizedText(en: "how often the water is exchanged in a year", zh: "年换水次数"))
        static let capacity = Column<Double>.quantity(
            "capacity_m3", unit: .named("m3"), range: .nonNegative,
            LocalizedText(en: "total capacity", zh: "总库容"))
        static let marshArea = Column<Double>.quantity(
            "area_km2", unit: .named("km2"), range: .nonNegative,
            LocalizedText(en: "area of marshes in the county", zh: "沼泽面积"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
    }

    static let lakes = TableDeclaration(
        id: "lakes",
        meaning: LocalizedText(en: "Lakes, a row for each lake and county", zh: "湖泊，每湖每县一行"),
        columns: [
            Columns.lake.declaration, Columns.region.declaration, Columns.area.declaration,
            Columns.share.declaration, Columns.zone.declaration, Columns.exchanges.declaration,
            Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["lake", "region"])

    static let reservoirs = TableDeclaration(
        id: "reservoirs",
        meaning: LocalizedText(en: "Reservoirs, in the county of the dam", zh: "水库，按坝址所在县"),
        columns: [
            Columns.reservoir.declaration, Columns.region.declaration, Columns.capacity.declaration,
            Columns.status.declaration, Columns.note.declaration,
        ])

    static let marshes = TableDeclaration(
        id: "marshes", meaning: LocalizedText(en: "Marshes by county", zh: "各县沼泽面积"),
        columns: [
            Columns.region.declaration, Columns.marshArea.declaration, Columns.status.declaration,
            Columns.note.declaration,
        ], uniqueBy: ["region"])

    /// Storage of one kind in one county.
    struct Storage: Sendable {
        var cubicMetres = 0.0
        var isProvisional = false
        var notes: [LocalizedText] = []

        init() {}

        mutating func add(_ cubicMetres: Double, _ status: FigureStatus) {
            self.cubicMetres += cubicMetres
            isProvisional = isProvisional || status.isProvisional
        }
    }

    // MARK: Lakes

    /// Storage follows from the whole lake; counties get their shares of it.
    static func lakeStorage(
        _ table: Table?, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: Storage] {
        var storages: [RegionCode: Storage] = [:]
        guard let table else { return storages }
        checkLakes(table, &diagnostics)
        for row in table.rows {
            guard let region = code(table, row, regions, &diagnostics),
                let zone = LakeZone(rawValue: table.value(row, Columns.zone))
            else { continue }
            let whole = zone.storage(
                area: table.value(row, Columns.area), exchanges: table.value(row, Columns.exchanges))
            storages[region, default: Storage()].add(
                whole * table.value(row, Columns.share), status(table, row))
        }
        return storages
    }

    /// Rows of one lake must agree, and their shares must not exceed the lake.
    private static func checkLakes(_ table: Table, _ diagnostics: inout [Diagnostic]) {
        for (lake, rows) in Dictionary(grouping: table.rows, by: { table.value($0, Columns.lake) })
            .sorted(by: { $0.key < $1.key })
        {
            func facts(_ row: Int) -> [String] {
                [
                    NumberText.shortest(table.value(row, Columns.area)), table.value(row, Columns.zone),
                    NumberText.shortest(table.value(row, Columns.exchanges)),
                ]
            }
            for row in rows.dropFirst() where facts(row) != facts(rows[0]) {
                diagnostics.append(
                    Diagnostic(
                        code: "conflicting_values", at: table.location(row, Columns.area),
                        path: table.path(Columns.area),
                        "the rows of the lake '\(lake)' differ in area, zone or exchanges",
                        hint: "each row states the whole lake; only `share` differs between counties"))
            }
            let sum = rows.reduce(0) { $0 + table.value($1, Columns.share) }
            guard sum > 1 + 1e-9 else { continue }
            diagnostics.append(
                Diagnostic(
                    code: "shares_exceed_one", at: table.location(rows[0], Columns.share),
                    path: table.path(Columns.share),
                    "the shares of the lake '\(lake)' sum to \(NumberText.shortest(sum))",
                    hint:
                        "shares are parts of the lake's area: they sum to 1, or less where it leaves the scenario"
                ))
        }
    }

    // MARK: Reservoirs

    /// A reservoir counts once, in the county of its dam.
    static func reservoirStorage(
        _ table: Table?, share: Double, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: Storage] {
        var storages: [RegionCode: Storage] = [:]
        guard let table else { return storages }
        var seen: [String: Int] = [:]
        for row in table.rows {
            guard let region = code(table, row, regions, &diagnostics) else { continue }
            let name = table.value(row, Columns.reservoir)
            if let first = seen[name] {
                note(name, table, row, first, &storages[region, default: Storage()].notes, &diagnostics)
                continue
            }
            seen[name] = row
            let capacity = table.value(row, Columns.capacity)
            storages[region, default: Storage()].add(
                FloodStorage.reservoir(capacity: capacity, share: share), status(table, row))
        }
        return storages
    }

    /// The same row twice counts once, and the county says so; different rows of one name are a finding.
    private static func note(
        _ name: String, _ table: Table, _ row: Int, _ first: Int, _ notes: inout [LocalizedText],
        _ diagnostics: inout [Diagnostic]
    ) {
        let isSame =
            table.value(row, Columns.region) == table.value(first, Columns.region)
            && table.value(row, Columns.capacity) == table.value(first, Columns.capacity)
        if isSame {
            notes.append(
                LocalizedText(en: "'\(name)' is listed twice and counts once", zh: "“\(name)”重复列出，只计一次"))
        } else {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate", at: table.location(row, Columns.reservoir),
                    path: table.path(Columns.reservoir),
                    "the reservoir '\(name)' also stands in line \(table.lines[first])",
                    hint: "keep the row of the county where the dam stands; tell two reservoirs apart by name"
                ))
        }
    }

    // MARK: Marshes

    /// m2 of marsh by county.
    static func marshAreas(
        _ table: Table?, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: (area: Double, status: FigureStatus)] {
        var areas: [RegionCode: (area: Double, status: FigureStatus)] = [:]
        guard let table else { return areas }
        for row in table.rows {
            guard let region = code(table, row, regions, &diagnostics) else { continue }
            areas[region] = (table.value(row, Columns.marshArea) * 1e6, status(table, row))
        }
        return areas
    }

    private static func code(
        _ table: Table, _ row: Int, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> RegionCode? {
        regions.code(
            table.value(row, Columns.region), at: table.location(row, Columns.region),
            path: table.path(Columns.region), &diagnostics)
    }

    private static func status(_ table: Table, _ row: Int) -> FigureStatus {
        FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

/// The counties of a scenario: their table and, for maps and rasters, their outlines.
public struct RegionsParameters: ParameterGroup {
    static let table = Parameter<Table>.table(
        "table", RegionTable.declaration, LocalizedText(en: "one row per county", zh: "每县一行"))
    static let outlines = Parameter<FileReference>.file(
        "outlines", .vector,
        LocalizedText(
            en: "polygons with the county code in a field `region`; needed by raster accounts and maps",
            zh: "带 region 字段的县界面数据，栅格核算和地图需要")
    ).optional
    static let neighbours = Parameter<Table>.table(
        "neighbours", SharedBorder.declaration,
        LocalizedText(en: "which counties border on each other", zh: "县际相邻关系")
    ).optional

    static let changes = Parameter<Table>.table(
        "changes", RegionChange.declaration,
        LocalizedText(en: "renamed, merged and split counties, by effective date", zh: "区划变更及生效日期")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "regions", title: LocalizedText(en: "Regions", zh: "区域"),
            meaning: LocalizedText(en: "The counties that take part", zh: "参与县区"),
            parameters: [
                table.declaration, outlines.declaration, neighbours.declaration, changes.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard let table = bound[Self.neighbours] else { return }
                    _ = SharedBorder.borders(table, regions: RegionTable(bound[Self.table]), &diagnostics)
                },
                { bound, diagnostics in
                    guard let table = bound[Self.changes] else { return }
                    _ = RegionChange.changes(table, regions: RegionTable(bound[Self.table]), &diagnostics)
                },
                { bound, diagnostics in
                    guard bound[Self.table].rowCount == 0 else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "empty_table", at: bound.location(of: Self.table),
                            path: bound.path(of: Self.table),
                            "the table of regions has no row", hint: "write one row for each county"))
                },
            ])
    }

    public let regions: RegionTable
    public let outlines: FileReference?
    public let borders: [SharedBorder]

    public init(_ bound: BoundGroup) {
        // The rules have reported what is wrong with the tables.
        var reported: [Diagnostic] = []
        let counties = RegionTable(bound[Self.table])
        let changes = bound[Self.changes].map { RegionChange.changes($0, regions: counties, &reported) } ?? []
        let regions = RegionTable(bound[Self.table], changes: changes)
        self.regions = regions
        outlines = bound[Self.outlines]
        borders = bound[Self.neighbours].map { SharedBorder.borders($0, regions: regions, &reported) } ?? []
    }
}

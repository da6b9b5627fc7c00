import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// What tables say of counties, held against their outlines and against what ratios need.
enum RegionPlausibility {
    /// Official area over outline area that passes without a word, and from which one of the two is in another unit.
    static let (usual, limit) = (1.25, 5.0)

    /// Units that are taken for square kilometres, with their number in one.
    private static let slips: [(factor: Double, text: String)] = [
        (10, "ten times"), (15, "mu for hectares"), (100, "hectares for km2"), (1_500, "mu for km2"),
        (1_000_000, "m2 for km2"), (10_000, "10^4 of the unit"),
    ]

    /// Errors and warnings where official areas are not those of the outlines.
    static func areaFindings(
        _ regions: RegionTable, _ outlines: [RegionOutline], on grid: Grid
    ) -> [Diagnostic] {
        guard !grid.reference.distortsArea else { return [] }
        return outlines.compactMap { outline in
            guard let region = RegionCode(outline.id).flatMap({ regions[$0] }),
                let official = region.areaSquareKilometres
            else { return nil }
            let own = squareKilometres(outline, grid)
            guard own > 0 else { return nil }
            let ratio = official / own
            let factor = max(ratio, 1 / ratio)
            return factor <= usual ? nil : finding(region, official, own, ratio, isError: factor >= limit)
        }
    }

    private static func finding(
        _ region: Region, _ official: Double, _ own: Double, _ ratio: Double, isError: Bool
    ) -> Diagnostic {
        let (area, outline) = (Note.number(official), Note.number(own))
        let factor = Note.number(max(ratio, 1 / ratio))
        let (name, path) = (region.name, "regions.table.\(RegionTable.Columns.area.key)")
        guard isError else {
            return Diagnostic(
                .warning, code: "official_area", at: region.location, path: path,
                LocalizedText(
                    en: "the official area of \(name.en) is \(area) km², its outline holds \(outline) km²",
                    zh: "\(name.zh)行政区面积 \(area) 平方公里，边界内 \(outline) 平方公里"),
                hint: LocalizedText(
                    en: "figures per km² take the official area: check both",
                    zh: "单位面积值按行政区面积计算，请核对二者"))
        }
        let slip = slips.first {
            max(ratio, 1 / ratio) / $0.factor < usual && $0.factor / max(ratio, 1 / ratio) < usual
        }
        return Diagnostic(
            code: "official_area", at: region.location, path: path,
            "the official area of \(name.zh) (\(region.code)) is \(area) km2, its outline holds \(outline) km2: "
                + "a factor of \(factor)",
            hint: slip.map { "is one of them in another unit (\($0.text))?" }
                ?? "is it in km2, and is the outline the whole county?")
    }

    /// True area; in degrees by the cell area at the middle of the outline.
    private static func squareKilometres(_ outline: RegionOutline, _ grid: Grid) -> Double {
        let y = outline.polygons.flatMap { $0.outer.map(\.y) }
        guard let south = y.min(), let north = y.max() else { return 0 }
        let row = Int(((grid.originY - (south + north) / 2) / grid.cellHeight).rounded(.down))
        return outline.planarArea / (grid.cellWidth * grid.cellHeight) * grid.cellArea(row: row) / 1e6
    }

    /// Warnings where a figure per head cannot be.
    static func populationFindings(_ regions: RegionTable) -> [Diagnostic] {
        regions.regions.filter { $0.population == 0 }.map { region in
            Diagnostic(
                .warning, code: "population_zero", at: region.location,
                path: "regions.table.\(RegionTable.Columns.population.key)",
                LocalizedText(
                    en: "\(region.name.en) has a population of 0: it has no figures per head",
                    zh: "\(region.name.zh)常住人口为 0，不列人均值"),
                hint: LocalizedText(
                    en: "leave the cell empty where the population is not known", zh: "人口未知时请留空"))
        }
    }
}

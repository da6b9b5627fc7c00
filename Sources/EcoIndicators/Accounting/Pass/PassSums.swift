import EcoAccounts
import EcoGrids

/// Areas and sums of densities by region and class, over the cells that were added.
struct PassSums: Sendable {
    private var zonal: ZonalSums
    /// By item, the running numbers of its measures in `zonal`.
    private let measures: [Range<Int>]

    init(_ plan: PassPlan) {
        self.init(plan, ZonalSums(plan.zones, resolutions: plan.resolutions))
    }

    private init(_ plan: PassPlan, _ zonal: ZonalSums) {
        self.zonal = zonal
        var first = 0
        measures = plan.items.map { item in
            defer { first += item.measurement.summed.count }
            return first..<first + item.measurement.summed.count
        }
    }

    /// Takes up a window and adds the areas of its classes.
    mutating func begin(_ cells: LayerWindow) throws(GridError) {
        try zonal.begin(cells.window, classes: cells.classes)
    }

    /// True where the window that was taken up lies outside all regions.
    var isOutside: Bool { zonal.isOutside }

    /// Adds the densities of an item over the window that was taken up.
    mutating func add(_ densities: inout DensityWindow, item: Int) throws(GridError) {
        let count = densities.window.cellCount
        try densities.withCells { cells throws(GridError) in
            let layers = (0..<measures[item].count).map { index in
                UnsafeBufferPointer(rebasing: cells[index * count..<(index + 1) * count])
            }
            try zonal.add(layers, from: measures[item].lowerBound)
        }
    }

    mutating func merge(_ other: PassSums) { zonal.merge(other.zonal) }

    // MARK: Checkpoint

    var bytes: [UInt8] { zonal.encoded() }

    /// Throws where the bytes are damaged or those of another pass.
    init(_ plan: PassPlan, decoding bytes: [UInt8]) throws(GridError) {
        self.init(
            plan, try ZonalSums(decoding: bytes, zones: plan.zones, resolutions: plan.resolutions))
    }

    // MARK: Tables

    var extentTable: SufficientTable { table(measures: [], 0..<0) }

    func table(_ item: Int, measures ids: [String]) -> SufficientTable {
        table(measures: ids, measures[item])
    }

    /// All measures of an item are missing in the same cells, so that the first tells the valid area.
    private func table(measures ids: [String], _ range: Range<Int>) -> SufficientTable {
        SufficientTable(
            measures: ids,
            rows: zonal.rows(of: range).compactMap { row in
                guard let region = RegionCode(row.region) else { return nil }
                let sum = ClassSum(
                    classCode: row.classCode, area: row.area,
                    validArea: row.validAreas.first ?? row.area, sums: row.sums)
                return SufficientTable.Row(region: region, sum: sum)
            })
    }
}

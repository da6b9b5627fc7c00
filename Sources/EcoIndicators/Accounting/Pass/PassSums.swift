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
            defer { first += item.measurement.measures.count }
            return first..<first + item.measurement.measures.count
        }
    }

    /// Takes up a window and adds the areas of its classes.
    mutating func begin(_ cells: LayerWindow) throws(GridError) {
        try zonal.begin(cells.window, classes: cells.classes)
    }

    /// Adds the densities of an item over the window that was taken up.
    mutating func add(_ densities: inout DensityWindow, item: Int) throws(GridError) {
        let count = densities.window.cellCount
        for (index, measure) in measures[item].enumerated() {
            try densities.withCells { cells throws(GridError) in
                try zonal.add(
                    UnsafeBufferPointer(rebasing: cells[index * count..<(index + 1) * count]), to: measure)
            }
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
            rows: zonal.rows.compactMap { row in
                guard let region = RegionCode(row.region) else { return nil }
                let sum = ClassSum(
                    classCode: row.classCode, area: row.area,
                    validArea: range.first.map { row.validAreas[$0] } ?? row.area,
                    sums: Array(row.sums[range]))
                return SufficientTable.Row(region: region, sum: sum)
            })
    }
}

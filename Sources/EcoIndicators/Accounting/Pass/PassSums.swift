import EcoAccounts
import EcoGrids

/// Areas and sums of densities by region and class, over the cells that were added.
struct PassSums: Sendable {
    private var extent: ZonalAccumulator
    /// One accumulator for each measure of each item.
    private var measures: [[ZonalAccumulator]]

    init(_ plan: PassPlan) {
        extent = ZonalAccumulator(plan.zones)
        measures = plan.items.map { item in
            item.measurement.measures.map { _ in ZonalAccumulator(plan.zones) }
        }
    }

    mutating func addExtent(_ cells: LayerWindow) throws(GridError) {
        try extent.add(Raster(cells.window) { _, _ in 0 }, classes: cells.classes)
    }

    mutating func add(_ densities: DensityWindow, item: Int, _ cells: LayerWindow) throws(GridError) {
        for index in measures[item].indices {
            let own = densities[index]
            var raster = Raster<Double>(densities.window)
            raster.withMutableCells { cells in _ = cells.update(from: own) }
            try measures[item][index].add(raster, classes: cells.classes)
        }
    }

    mutating func merge(_ other: PassSums) {
        extent.merge(other.extent)
        for item in measures.indices {
            for index in measures[item].indices { measures[item][index].merge(other.measures[item][index]) }
        }
    }

    // MARK: Tables

    var extentTable: SufficientTable { Self.table([extent], measures: []) }

    func table(_ item: Int, measures ids: [String]) -> SufficientTable {
        Self.table(measures[item], measures: ids)
    }

    private static func table(_ accumulators: [ZonalAccumulator], measures: [String]) -> SufficientTable {
        let columns = accumulators.map(\.rows)
        guard let first = columns.first else { return .empty }
        let rows = first.indices.compactMap { index -> SufficientTable.Row? in
            let row = first[index]
            guard let region = RegionCode(row.region) else { return nil }
            return SufficientTable.Row(
                region: region,
                sum: ClassSum(
                    classCode: row.classCode, area: row.area, validArea: row.validArea,
                    sums: measures.indices.map { columns[$0][index].sum }))
        }
        return SufficientTable(measures: measures, rows: rows)
    }
}

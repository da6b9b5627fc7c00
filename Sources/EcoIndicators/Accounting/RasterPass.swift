import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// One pass over all layers of an account: every window is read once and summed for every indicator.
struct RasterPass {
    private let stack: LayerStack
    private let zones: Zones
    private let measurements: [(id: String, measurement: Measurement)]
    private var extent: ZonalAccumulator
    /// One accumulator for each measure.
    private var sums: [String: [ZonalAccumulator]]

    init(_ stack: LayerStack, zones: Zones, measurements: [(id: String, measurement: Measurement)]) {
        self.stack = stack
        self.zones = zones
        self.measurements = measurements
        extent = ZonalAccumulator(zones)
        sums = Dictionary(
            uniqueKeysWithValues: measurements.map { id, measurement in
                (id, measurement.measures.map { _ in ZonalAccumulator(zones) })
            })
    }

    /// Reads, sums and checks; throws the findings of all layers.
    mutating func run(_ legend: LandCoverLegend) throws(DiagnosticFailure) -> SufficientTables {
        var reader = LayerReader(stack)
        for window in windows { try add(try reader.read(window)) }
        let extent = table([self.extent], measures: [])
        let findings = reader.findings + unknownClasses(extent, legend)
        if !findings.isEmpty { throw DiagnosticFailure(findings.sortedByLocation()) }
        var indicators: [String: SufficientTable] = [:]
        for (id, measurement) in measurements {
            indicators[id] = table(sums[id] ?? [], measures: measurement.measures.map(\.id))
        }
        let inside = zip(zones.regions, zones.insideShare).compactMap { id, share in
            RegionCode(id).map { ($0, share) }
        }
        return SufficientTables(
            extent: extent, indicators: indicators,
            insideShare: Dictionary(inside, uniquingKeysWith: { first, _ in first }),
            rasters: reader.inventory, warnings: stack.warnings + overlapWarning)
    }

    /// The file's own windows, cut to the regions.
    private var windows: [Window] {
        guard let extent = zones.extent, let source = stack.layers[.landCover]?.source else { return [] }
        return source.windows.compactMap { $0.intersection(extent) }
    }

    private mutating func add(_ cells: LayerWindow) throws(DiagnosticFailure) {
        do throws(GridError) {
            try extent.add(Raster(cells.window) { _, _ in 0 }, classes: cells.classes)
            for (id, measurement) in measurements {
                var densities = DensityWindow(cells.window, measureCount: measurement.measures.count)
                measurement.kernel.densities(cells, into: &densities)
                for index in measurement.measures.indices {
                    let own = densities[index]
                    let raster = Raster<Double>(cells.window) { column, row in
                        let offset =
                            (row - cells.window.row) * cells.window.width + column - cells.window.column
                        return own[own.startIndex + offset]
                    }
                    try sums[id]?[index].add(raster, classes: cells.classes)
                }
            }
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.layers")])
        }
    }

    private func table(_ accumulators: [ZonalAccumulator], measures: [String]) -> SufficientTable {
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

    private func unknownClasses(_ extent: SufficientTable, _ legend: LandCoverLegend) -> [Diagnostic] {
        let unknown = Set(extent.rows.compactMap(\.sum.classCode)).filter { legend[$0] == nil }.sorted()
        guard !unknown.isEmpty, let layer = stack.layers[.landCover]?.parameters else { return [] }
        let codes = unknown.map { String($0) }.joined(separator: ", ")
        return [
            Diagnostic(
                code: "unknown_class", at: layer.location, path: layer.path,
                "\(layer.file.name) holds classes that the legend '\(legend.id)' does not name: \(codes)",
                hint: "add them to the legend, or state `nodata` if they mark missing cells")
        ]
    }

    private var overlapWarning: [Diagnostic] {
        let overlap = zones.overlapArea
        let area = NumberText.shortest((overlap / 1e4).rounded() / 100)
        guard overlap > 1 else { return [] }
        return [
            Diagnostic(
                .warning, code: "outlines_overlap", path: "accounts.layers",
                LocalizedText(en: "outlines of regions overlap on \(area) km²", zh: "区域边界重叠 \(area) 平方公里"),
                hint: LocalizedText(
                    en: "the area counts in each of them; mend the boundary file", zh: "重叠面积在各区域均计入，请修正边界文件"))
        ]
    }
}

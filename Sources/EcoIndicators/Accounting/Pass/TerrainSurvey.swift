import EcoGrids
import EcoParameters
import Synchronization

/// Looks at the cells of layers when a terrain model first reads them, so that no layer is read for that alone.
final class TerrainSurvey: Sendable {
    private struct Seen {
        var census = LayerCensus()
        /// Cells of the grid that were read.
        var cells = 0
    }

    private let stack: LayerStack
    private let roles: Set<LayerRole>
    private let regions: Window?
    private let opener: any RasterOpener
    private let seen = Mutex<[LayerRole: Seen]>([:])

    /// - Parameters:
    ///   - roles: layers that are looked at.
    ///   - regions: the window whose cells count in the inventory.
    init(_ roles: [LayerRole], of stack: LayerStack, regions: Window?, opener: any RasterOpener) {
        self.stack = stack
        self.roles = Set(roles)
        self.regions = regions
        self.opener = opener
    }

    /// A layer in the unit of its role, for one thread.
    func open(_ role: LayerRole) throws(GridError) -> any RasterSource {
        let source = try stack.converted(role, opener)
        guard roles.contains(role), let layer = stack.layers[role] else { return source }
        return SurveyedSource(
            source: source, role: role, range: layer.parameters.plausibleRange, survey: self)
    }

    /// What was seen of layers of which every cell was read once.
    var census: [LayerRole: LayerCensus] {
        let all = stack.grid.cellCount
        return seen.withLock { $0.filter { $0.value.cells == all }.mapValues(\.census) }
    }

    /// What is no data of its kind, as far as was seen.
    var findings: [Diagnostic] { stack.findings(seen.withLock { $0.mapValues(\.census) }) }

    fileprivate func look(
        at raster: inout Raster<Double>, _ window: Window, band: Int, _ role: LayerRole,
        _ range: ClosedRange<Double>
    ) {
        var census = LayerCensus()
        for task in TerrainLayerScan.tasks(window, regions) {
            var own = LayerCensus()
            own.convert(&raster, own: task.window, band: band, factor: 1, offset: 0, range: range)
            census.merge(task.isCounted ? own : own.withoutCells)
        }
        seen.withLock { seen in
            seen[role, default: Seen()].census.merge(census)
            seen[role, default: Seen()].cells += window.cellCount
        }
    }
}

/// A source whose numbers are looked at as they are read.
private struct SurveyedSource: RasterSource {
    let source: any RasterSource
    let role: LayerRole
    let range: ClosedRange<Double>
    let survey: TerrainSurvey

    var name: String { source.name }
    var grid: Grid { source.grid }
    var bands: [BandDescription] { source.bands }
    var blockSize: (width: Int, height: Int) { source.blockSize }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try source.read(window, band: band, into: &raster)
        _ = raster.withCells(as: Double.self) { survey.look(at: &$0, window, band: band, role, range) }
    }
}

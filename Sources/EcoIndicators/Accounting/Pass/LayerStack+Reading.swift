import EcoGrids
import EcoParameters

extension LayerStack {
    /// A layer in the unit of its role, for one thread of a terrain model.
    func converted(_ role: LayerRole, _ opener: any RasterOpener) throws(GridError) -> any RasterSource {
        guard let layer = layers[role] else {
            throw GridError(
                .rasterMissing, file: role.rawValue, "the layer '\(role.rawValue)' is missing",
                hint: "add it under accounts.layers")
        }
        let source = try opener.open(layer.request)
        if layer.factor == 1, layer.offset == 0 { return source }
        return ConvertedSource(source: source, factor: layer.factor, offset: layer.offset)
    }

    /// A fault of one of the layers, at its place; of the block where it does not say which.
    func failure(_ error: GridError, among roles: [LayerRole]) -> DiagnosticFailure {
        let layer = roles.compactMap { layers[$0] }.first { $0.request.path == error.file }
        return layer?.failure(error) ?? DiagnosticFailure([error.diagnostic(path: "accounts.layers")])
    }

    /// Layers that hold what is no data of their kind.
    func findings(_ census: [LayerRole: LayerCensus]) -> [Diagnostic] {
        LayerRole.allCases.flatMap { role -> [Diagnostic] in
            guard let seen = census[role], let layer = layers[role] else { return [] }
            return seen.findings(layer.parameters, bandCount: layer.bands.count)
        }
    }

    /// Those of the findings that stand whatever other windows hold.
    func certainFindings(_ census: [LayerRole: LayerCensus]) -> [Diagnostic] {
        findings(census.mapValues(\.withoutTextures))
    }

    /// Layers that are data of their kind, but hardly what the scenario says of them.
    func doubts(_ census: [LayerRole: LayerCensus]) -> [Diagnostic] {
        LayerRole.allCases.flatMap { role -> [Diagnostic] in
            guard let seen = census[role], let layer = layers[role] else { return [] }
            return seen.doubts(layer.parameters)
        }
    }

    /// The layers that took part, with what was seen of them.
    func inventory(_ census: [LayerRole: LayerCensus]) -> [RasterInventoryEntry] {
        LayerRole.allCases.compactMap { role in
            guard let layer = layers[role] else { return nil }
            let parameters = layer.parameters
            return RasterInventoryEntry(
                layer: role, file: parameters.file.name, unit: parameters.statedUnit, year: parameters.year,
                source: parameters.source, status: parameters.status,
                reference: grid.reference.shortName, cellWidth: grid.cellWidth, cellHeight: grid.cellHeight,
                bandCount: layer.bands.count, nodata: layer.bands.first?.nodata,
                resampling: parameters.resampling?.rawValue,
                validCellShare: census[role]?.validShare ?? 0)
        }
    }
}

/// A source whose numbers are turned into another unit.
private struct ConvertedSource: RasterSource {
    let source: any RasterSource
    let factor: Double
    let offset: Double

    var name: String { source.name }
    var grid: Grid { source.grid }
    var bands: [BandDescription] { source.bands }
    var blockSize: (width: Int, height: Int) { source.blockSize }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try source.read(window, band: band, into: &raster)
        raster.withMutableCells { cells in
            for index in cells.indices where !cells[index].isMissing {
                cells[index] = Cell(cell: cells[index].number * factor + offset)
            }
        }
    }
}

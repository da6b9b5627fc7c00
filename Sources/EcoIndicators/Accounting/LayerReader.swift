import EcoGrids
import EcoParameters

/// Reads the layers of a stack window by window and keeps count of what it saw.
struct LayerReader {
    private struct Census {
        var cells = 0
        var valid = 0
        var implausible = 0
        var example = ""
    }

    private let stack: LayerStack
    private var census: [LayerRole: Census] = [:]

    init(_ stack: LayerStack) { self.stack = stack }

    /// All layers over a window; findings of the files themselves are thrown as diagnostics with their place.
    mutating func read(_ window: Window) throws(DiagnosticFailure) -> LayerWindow {
        var classes = Raster<Int32>(window)
        var bands: [LayerRole: [Raster<Double>]] = [:]
        var slope: Raster<Double>?
        for role in LayerRole.allCases {
            guard let layer = stack.layers[role] else { continue }
            do throws(GridError) {
                switch role {
                case .landCover:
                    classes = try layer.source.read(window, as: Int32.self)
                    count(classes)
                case .elevation: (bands[role], slope) = try readTerrain(window, layer)
                default: bands[role] = try readBands(window, role, layer)
                }
            } catch {
                throw DiagnosticFailure([
                    error.diagnostic(at: layer.parameters.location, path: layer.parameters.path)
                ])
            }
        }
        return LayerWindow(window: window, classes: classes, bands: bands, slope: slope)
    }

    private mutating func readBands(
        _ window: Window, _ role: LayerRole, _ layer: LayerStack.Layer
    ) throws(GridError) -> [Raster<Double>] {
        var bands: [Raster<Double>] = []
        for band in 1...layer.source.bands.count {
            var raster = try layer.source.read(window, band: band, as: Double.self)
            convert(&raster, layer)
            count(raster, role)
            bands.append(raster)
        }
        return bands
    }

    private mutating func readTerrain(
        _ window: Window, _ layer: LayerStack.Layer
    ) throws(GridError) -> ([Raster<Double>], Raster<Double>) {
        var elevation = try layer.source.read(window, margin: 1, as: Double.self)
        convert(&elevation, layer)
        count(elevation, .elevation)
        var own = Raster<Double>(window)
        own.copyCells(of: elevation)
        return ([own], try HornSlope.degrees(elevation, window: window, grid: stack.grid))
    }

    private func convert(_ raster: inout Raster<Double>, _ layer: LayerStack.Layer) {
        guard layer.factor != 1 || layer.offset != 0 else { return }
        raster.withMutableCells { cells in
            for index in cells.indices { cells[index] = cells[index] * layer.factor + layer.offset }
        }
    }

    // MARK: Census

    private mutating func count(_ classes: Raster<Int32>) {
        census[.landCover, default: Census()].cells += classes.cells.count
        census[.landCover, default: Census()].valid += classes.validCount
    }

    private mutating func count(_ raster: Raster<Double>, _ role: LayerRole) {
        var own = census[role] ?? Census()
        let range = role.plausibleRange
        for row in raster.window.rows where stack.grid.extent.rows.contains(row) {
            for column in raster.window.columns where stack.grid.extent.columns.contains(column) {
                let value = raster[column, row]
                own.cells += 1
                if value.isNaN { continue }
                own.valid += 1
                guard !range.contains(value) else { continue }
                if own.implausible == 0 {
                    own.example = "\(NumberText.shortest(value)) at column \(column), row \(row)"
                }
                own.implausible += 1
            }
        }
        census[role] = own
    }

    /// Layers that hold numbers which are no data of their kind.
    var findings: [Diagnostic] {
        LayerRole.allCases.compactMap { role in
            guard let own = census[role], own.implausible > 0, let layer = stack.layers[role]?.parameters
            else {
                return nil
            }
            let range = role.plausibleRange
            let (low, high) = (NumberText.shortest(range.lowerBound), NumberText.shortest(range.upperBound))
            return Diagnostic(
                code: "raster_value_implausible", at: layer.location, path: layer.path,
                "\(layer.file.name) holds \(own.implausible) cells outside \(low) to \(high) \(role.unit): "
                    + own.example,
                hint: "state `nodata` if they mark missing cells, or the right `unit`")
        }
    }

    var inventory: [RasterInventoryEntry] {
        LayerRole.allCases.compactMap { role in
            guard let layer = stack.layers[role] else { return nil }
            let own = census[role] ?? Census()
            let (parameters, source) = (layer.parameters, layer.source)
            return RasterInventoryEntry(
                layer: role, file: parameters.file.name, unit: parameters.unit.symbol, year: parameters.year,
                source: parameters.source, status: parameters.status,
                reference: source.grid.reference.shortName, cellWidth: source.grid.cellWidth,
                cellHeight: source.grid.cellHeight, bandCount: source.bands.count,
                nodata: source.bands.first?.nodata, resampling: parameters.resampling?.rawValue,
                validCellShare: own.cells > 0 ? Double(own.valid) / Double(own.cells) : 0)
        }
    }
}

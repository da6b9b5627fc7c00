import EcoGrids
import EcoParameters

/// Reads layers window by window for one thread, converts them, and keeps count of what it saw.
struct LayerReader {
    /// A reference, so that a window costs one count of it and not one of each of its parts.
    private final class Opened {
        let role: LayerRole
        let layer: LayerStack.Layer
        let source: any RasterSource

        init(_ role: LayerRole, _ layer: LayerStack.Layer, _ source: any RasterSource) {
            self.role = role
            self.layer = layer
            self.source = source
        }
    }

    private let stack: LayerStack
    private let usesSlope: Bool
    private let opened: [Opened]
    /// What was seen since it was last taken.
    private var census: [LayerRole: LayerCensus] = [:]

    /// Opens the layers anew. Throws where a file has gone since the stack was checked.
    init(
        _ stack: LayerStack, roles: [LayerRole], usesSlope: Bool, opener: any RasterOpener
    ) throws(DiagnosticFailure) {
        self.stack = stack
        self.usesSlope = usesSlope
        var opened: [Opened] = []
        for role in roles {
            guard let layer = stack.layers[role] else { continue }
            opened.append(Opened(role, layer, try layer.open(opener)))
        }
        self.opened = opened
    }

    /// Fills `cells` with all layers over a window; faults of files are thrown with their place.
    mutating func read(_ window: Window, into cells: LayerWindow) throws(DiagnosticFailure) {
        cells.move(to: window)
        for layer in opened {
            do throws(GridError) {
                try read(layer, window, into: cells)
            } catch {
                throw layer.layer.failure(error)
            }
        }
        if readsTexture { census[.sand, default: LayerCensus()].textures.count(cells) }
    }

    private var readsTexture: Bool {
        [.sand, .silt, .clay].allSatisfy { role in opened.contains { $0.role == role } }
    }

    private mutating func read(
        _ layer: Opened, _ window: Window, into cells: LayerWindow
    ) throws(GridError) {
        switch layer.role {
        case .landCover:
            try layer.source.read(window, band: 1, into: &cells.classes)
            census[.landCover, default: LayerCensus()].count(cells.classes)
        case let role where role.isClasses:
            var classes = cells.otherClasses.removeValue(forKey: role) ?? Raster(.empty)
            try layer.source.read(window, band: 1, into: &classes)
            census[role, default: LayerCensus()].count(classes)
            cells.otherClasses[role] = classes
        case .elevation where usesSlope: try readTerrain(layer, window, into: cells)
        default: try readBands(layer, window, into: cells)
        }
    }

    private mutating func readBands(
        _ layer: Opened, _ window: Window, into cells: LayerWindow
    ) throws(GridError) {
        var bands = cells.bands.removeValue(forKey: layer.role) ?? []
        for index in layer.source.bands.indices {
            if bands.count == index { bands.append(Raster(.empty)) }
            try layer.source.read(window, band: index + 1, into: &bands[index])
            convert(&bands[index], layer, own: window, band: index + 1)
            if let unit = layer.layer.parameters.slopeUnit {
                unit.convert(&bands[index])
                census[layer.role, default: LayerCensus()].slopes.count(degrees: bands[index])
            }
        }
        cells.bands[layer.role] = bands
    }

    /// Elevation, and the slope that its halo of one cell gives.
    private mutating func readTerrain(
        _ layer: Opened, _ window: Window, into cells: LayerWindow
    ) throws(GridError) {
        var terrain = try layer.source.read(window, margin: 1, as: Double.self)
        convert(&terrain, layer, own: window, band: 1)
        cells.slope = try HornSlope.degrees(terrain, window: window, grid: stack.grid)
        var own = cells.bands.removeValue(forKey: layer.role)?.first ?? Raster(.empty)
        own.reshape(to: window)
        own.copyCells(of: terrain)
        cells.bands[layer.role] = [own]
    }

    private mutating func convert(_ raster: inout Raster<Double>, _ layer: Opened, own: Window, band: Int) {
        census[layer.role, default: LayerCensus()].convert(
            &raster, own: own, band: band, factor: layer.layer.factor, offset: layer.layer.offset,
            range: layer.layer.parameters.plausibleRange)
    }

    /// What was seen since the last call.
    mutating func takeCensus() -> [LayerRole: LayerCensus] {
        defer { census = [:] }
        return census
    }
}

extension Window {
    static let empty = Window(column: 0, row: 0, width: 0, height: 0)
}

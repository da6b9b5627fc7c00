import EcoGrids

/// The needed layers over one window, in the units of their roles; NaN where missing.
///
/// Each worker of a pass has one and moves it from window to window.
public final class LayerWindow {
    public internal(set) var window: Window
    /// Land-cover classes.
    public internal(set) var classes: Raster<Int32>
    var bands: [LayerRole: [Raster<Double>]]
    /// Classes of layers other than land cover.
    var otherClasses: [LayerRole: Raster<Int32>] = [:]
    /// Slope angle in degrees, where the measurement asks for it.
    public internal(set) var slope: Raster<Double>?
    /// Outputs of the terrain model of the measurement at hand.
    var terrain: [String: Raster<Double>] = [:]
    /// Sums over the bands, made when first asked for.
    private var totals: [LayerRole: [Double]] = [:]

    public init(
        window: Window, classes: Raster<Int32>, bands: [LayerRole: [Raster<Double>]] = [:],
        slope: Raster<Double>? = nil, terrain: [String: Raster<Double>] = [:]
    ) {
        self.window = window
        self.classes = classes
        self.bands = bands
        self.slope = slope
        self.terrain = terrain
    }

    /// Forgets what was made of the former window.
    func move(to window: Window) {
        self.window = window
        totals.removeAll(keepingCapacity: true)
    }

    /// Cells of a layer with one band; missing everywhere where the layer is not there.
    public func cells(_ role: LayerRole) -> [Double] { bands[role]?.first?.cells ?? missing }

    /// Codes of a layer of classes.
    public func codes(_ role: LayerRole) -> [Int32] {
        if role == .landCover { return classes.cells }
        return otherClasses[role]?.cells ?? [Int32](repeating: .missing, count: window.cellCount)
    }

    /// The bands of a layer, such as 12 months.
    public func months(_ role: LayerRole) -> [[Double]] { bands[role]?.map(\.cells) ?? [] }

    /// The sum of the bands; missing where any is missing.
    public func annual(_ role: LayerRole) -> [Double] {
        guard let bands = bands[role], bands.count > 1 else { return cells(role) }
        if let known = totals[role] { return known }
        let total = Self.sum(bands)
        totals[role] = total
        return total
    }

    /// Cells of an output of the measurement's terrain model.
    public func terrain(_ output: String) -> [Double] { terrain[output]?.cells ?? missing }

    private var missing: [Double] { [Double](repeating: .nan, count: window.cellCount) }

    private static func sum(_ bands: [Raster<Double>]) -> [Double] {
        var total = bands[0].cells
        for band in bands.dropFirst() {
            total.withUnsafeMutableBufferPointer { total in
                band.cells.withUnsafeBufferPointer { cells in
                    for index in total.indices { total[index] += cells[index] }
                }
            }
        }
        return total
    }
}

/// A number for each class code, fast to look up; NaN where a class has none.
public struct ClassLookup: Sendable {
    private let first: Int32
    private let values: [Double]

    public init(_ values: [Int32: Double]) {
        guard let low = values.keys.min(), let high = values.keys.max() else {
            (first, self.values) = (0, [])
            return
        }
        first = low
        var dense = [Double](repeating: .nan, count: Int(high - low) + 1)
        for (code, value) in values { dense[Int(code - low)] = value }
        self.values = dense
    }

    public subscript(code: Int32) -> Double {
        let index = Int(code) - Int(first)
        return values.indices.contains(index) ? values[index] : .nan
    }
}

import EcoGrids

/// The needed layers over one window, in the units of their roles; NaN where missing.
public struct LayerWindow: Sendable {
    public let window: Window
    public let classes: Raster<Int32>
    /// Bands by layer.
    let bands: [LayerRole: [Raster<Double>]]
    /// Slope angle in degrees, where elevation is among the layers.
    public let slope: Raster<Double>?

    public init(
        window: Window, classes: Raster<Int32>, bands: [LayerRole: [Raster<Double>]], slope: Raster<Double>?
    ) {
        self.window = window
        self.classes = classes
        self.bands = bands
        self.slope = slope
    }

    /// Cells of a layer with one band; missing everywhere where the layer is not there.
    public func cells(_ role: LayerRole) -> [Double] {
        bands[role]?.first?.cells ?? [Double](repeating: .nan, count: window.cellCount)
    }

    /// The bands of a layer, such as 12 months.
    public func months(_ role: LayerRole) -> [[Double]] { bands[role]?.map(\.cells) ?? [] }

    /// The sum of the bands; missing where any is missing.
    public func annual(_ role: LayerRole) -> [Double] {
        let bands = months(role)
        guard var total = bands.first else { return cells(role) }
        for band in bands.dropFirst() {
            for index in total.indices { total[index] += band[index] }
        }
        return total
    }

    /// A raster over the window made cell by cell from the cell's running number.
    public func raster(_ value: (Int) -> Double) -> Raster<Double> {
        var raster = Raster<Double>(window)
        raster.withMutableCells { cells in
            for index in cells.indices { cells[index] = value(index) }
        }
        return raster
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

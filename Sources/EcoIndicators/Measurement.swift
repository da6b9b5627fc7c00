import EcoGrids
import EcoUnits

/// What an indicator sums over cells: the layers it reads, what it makes of them, and how.
public struct Measurement: Sendable {
    /// All of them must be valid in a cell for the cell to count.
    public let layers: [LayerRole]
    public let measures: [Measure]
    public let kernel: any CellKernel
    /// Layers that must come as 12 monthly bands.
    public let monthly: [LayerRole]
    /// True where the kernel takes the slope of the layer `elevation`.
    public let usesSlope: Bool
    /// What makes the layers that the whole grid tells.
    public let terrain: (any TerrainModel)?
    /// The figures of single cells, where `measures` leave coefficients by class to the sums.
    public let cellFigures: CellFigures?

    /// The measures with sums, which are numbered as the measures are.
    public var summed: [Measure] { Array(measures.prefix(while: \.isSummed)) }

    public init(
        layers: [LayerRole], measures: [Measure], kernel: any CellKernel, monthly: [LayerRole] = [],
        usesSlope: Bool = false, terrain: (any TerrainModel)? = nil, cellFigures: CellFigures? = nil
    ) {
        self.cellFigures = cellFigures
        self.layers = layers
        self.usesSlope = usesSlope
        self.terrain = terrain
        self.monthly = monthly
        self.measures = measures
        self.kernel = kernel
    }
}

/// What stands in the place of measures and kernel where the figures of an indicator are written cell by cell:
/// the same figures with the coefficients of classes in them.
///
/// Sums are better without: they then hold whatever the coefficients are.
public struct CellFigures: Sendable {
    public let measures: [Measure]
    public let kernel: any CellKernel

    public init(_ measures: [Measure], kernel: any CellKernel) {
        self.measures = measures
        self.kernel = kernel
    }
}

extension Measurement {
    /// As it is measured where its figures are written cell by cell.
    var byCell: Measurement {
        guard let cellFigures else { return self }
        return Measurement(
            layers: layers, measures: cellFigures.measures, kernel: cellFigures.kernel, monthly: monthly,
            usesSlope: usesSlope, terrain: terrain)
    }
}

/// A density that a kernel gives for every cell, and that is summed with the cell's area.
public struct Measure: Hashable, Sendable {
    /// Lower_snake with its unit, such as `precipitation_mm`.
    public let id: String
    public let title: LocalizedText
    /// The unit of the density as the kernel gives it, such as mm or t/ha.
    public let unit: Unit
    /// The greatest magnitude that is usual, in `unit`: cells are summed to within 2^-40 of it. Greater ones are
    /// summed as well, only more slowly.
    public let ceiling: Double
    /// False where the density is only ever written cell by cell. Such measures come after all others.
    public let isSummed: Bool

    public init(
        _ id: String, _ title: LocalizedText, unit: Unit, ceiling: Double, isSummed: Bool = true
    ) {
        self.isSummed = isSummed
        self.id = id
        self.title = title
        self.unit = unit
        self.ceiling = ceiling
    }
}

/// Turns the layers of a window into densities.
///
/// A kernel stores the parameters that its densities depend on, and no others: what it stores tells when sums of an
/// earlier run still hold. Closures and references say nothing, so it stores values only.
public protocol CellKernel: Sendable {
    /// Fills one density for each measure and cell; NaN where any needed layer is missing, and then in every
    /// measure. Called by several tasks at once, each with windows of its own.
    func densities(_ cells: LayerWindow, into densities: inout DensityWindow)
}

/// The densities of one window: measure by measure, each row by row; NaN where missing.
public struct DensityWindow: Sendable {
    public private(set) var window: Window
    public let measureCount: Int
    private var cells: [Double]

    public init(_ window: Window, measureCount: Int) {
        self.window = window
        self.measureCount = measureCount
        cells = [Double](repeating: .nan, count: measureCount * window.cellCount)
    }

    /// Moves to another window and keeps the storage; the cells are undefined until filled.
    public mutating func reshape(to window: Window) {
        self.window = window
        let count = measureCount * window.cellCount
        if cells.count > count { cells.removeLast(cells.count - count) }
        if cells.count < count {
            cells.append(contentsOf: repeatElement(.nan, count: count - cells.count))
        }
    }

    /// The cells of one measure, row by row.
    public subscript(measure: Int) -> ArraySlice<Double> {
        cells[measure * window.cellCount..<(measure + 1) * window.cellCount]
    }

    /// Fills a measure cell by cell from the cell's running number.
    public mutating func fill(_ measure: Int, _ value: (Int) -> Double) {
        let count = window.cellCount
        withCells { all in
            for index in 0..<count { all[measure * count + index] = value(index) }
        }
    }

    /// All cells for fast kernels: measure `m` starts at `m * window.cellCount`.
    public mutating func withCells<R, E: Error>(
        _ body: (UnsafeMutableBufferPointer<Double>) throws(E) -> R
    ) throws(E) -> R {
        try cells.withUnsafeMutableBufferPointer { (cells) throws(E) in try body(cells) }
    }
}

/// A type of cell: a number with one value that stands for "missing".
///
/// Readers turn every nodata marker into `missing` before arithmetic sees it.
public protocol RasterCell: Sendable, Equatable {
    /// NaN for numbers, the least value for classes.
    static var missing: Self { get }
    var isMissing: Bool { get }
    /// The nearest cell of this type; NaN gives `missing`, as does a class out of range or not whole.
    init(cell value: Double)
    /// The value as a number; NaN where missing.
    var number: Double { get }
}

extension Double: RasterCell {
    public static var missing: Double { .nan }
    @inlinable public var isMissing: Bool { self != self }
    @inlinable public init(cell value: Double) { self = value }
    @inlinable public var number: Double { self }
}

extension Float: RasterCell {
    public static var missing: Float { .nan }
    @inlinable public var isMissing: Bool { self != self }
    @inlinable public init(cell value: Double) { self = Float(value) }
    @inlinable public var number: Double { Double(self) }
}

extension Int32: RasterCell {
    public static var missing: Int32 { .min }
    @inlinable public var isMissing: Bool { self == .min }
    @inlinable public init(cell value: Double) { self = Int32(exactly: value) ?? .min }
    @inlinable public var number: Double { self == .min ? .nan : Double(self) }
}

/// The cells of one window of one band, row by row from the north; NaN or the least integer where missing.
public struct Raster<Cell: RasterCell>: Sendable {
    /// Where the cells lie in their grid. A window with a halo may reach outside it.
    public private(set) var window: Window
    /// `window.width * window.height` cells, row-major.
    public private(set) var cells: [Cell]

    /// A window filled with one value, missing by default.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    public init(_ window: Window, filledWith value: Cell = .missing) {
        self.window = window
        cells = [Cell](repeating: value, count: max(0, window.cellCount))
    }

    /// A window made cell by cell; `value` gets column and row in the grid.
    public init(_ window: Window, cell value: (_ column: Int, _ row: Int) -> Cell) {
        self.window = window
        cells = []
        cells.reserveCapacity(window.cellCount)
        for row in window.rows {
            for column in window.columns { cells.append(value(column, row)) }
        }
    }

    /// Moves this buffer to another window and keeps its storage; the cells are undefined until filled.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    public mutating func reshape(to window: Window) {
        self.window = window
        let count = max(0, window.cellCount)
        if cells.count > count { cells.removeLast(cells.count - count) }
        if cells.count < count {
            cells.append(contentsOf: repeatElement(.missing, count: count - cells.count))
        }
    }

    /// The cell at a column and row of the grid, which must lie in `window`.
    @inlinable public subscript(column: Int, row: Int) -> Cell {
        get { cells[index(column: column, row: row)] }
        set { setCell(index(column: column, row: row), newValue) }
    }

    /// Index in `cells` of a column and row of the grid.
    @inlinable public func index(column: Int, row: Int) -> Int {
        (row - window.row) * window.width + column - window.column
    }

    @usableFromInline mutating func setCell(_ index: Int, _ value: Cell) { cells[index] = value }

    /// Access to the cells for kernels, row-major.
    public mutating func withMutableCells<R, E: Error>(
        _ body: (UnsafeMutableBufferPointer<Cell>) throws(E) -> R
    ) throws(E) -> R {
        try cells.withUnsafeMutableBufferPointer { (buffer) throws(E) in try body(buffer) }
    }

    /// This raster as one whose cells are of the type `other`; nil, and `body` is not called, where they are of another.
    ///
    /// Far cheaper than a conditional cast, which is felt where windows are small.
    @inlinable public mutating func withCells<Other: RasterCell, R, E: Error>(
        as other: Other.Type, _ body: (inout Raster<Other>) throws(E) -> R
    ) throws(E) -> R? {
        guard Cell.self == Other.self else { return nil }
        return try withUnsafeMutablePointer(to: &self) { (raster) throws(E) in
            try raster.withMemoryRebound(to: Raster<Other>.self, capacity: 1) { (raster) throws(E) in
                try body(&raster.pointee)
            }
        }
    }

    /// Cells that are not missing.
    public var validCount: Int { cells.reduce(0) { $1.isMissing ? $0 : $0 + 1 } }
}

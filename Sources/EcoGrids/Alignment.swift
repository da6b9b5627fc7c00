import EcoParameters

/// How the cells of one grid lie to those of another.
public enum GridAlignment: Sendable, Hashable {
    /// Cells coincide: column and row of the other grid's first cell, counted in this one.
    case aligned(columnOffset: Int, rowOffset: Int)
    /// Cells do not coincide; the reasons in words.
    case misaligned(reasons: [String])
}

extension Grid {
    /// Cells coincide where every corner of one grid lies within this share of a cell from a corner of the
    /// other.
    public static let alignmentTolerance = 1e-3

    /// How `other` lies to this grid: same CRS, same cell size, corners on corners.
    ///
    /// Reasons say what this grid has against what `other` asks for.
    ///
    /// The tolerance holds at all four corners of `other`, so that a cell size that is wrong in a late digit
    /// still fails where it adds up to a shift.
    public func alignment(of other: Grid) -> GridAlignment {
        var reasons: [String] = []
        if reference != other.reference {
            reasons.append("CRS: \(reference.shortName) against \(other.reference.shortName)")
        }
        let columns = Self.offset(
            other.originX - originX, cellWidth, other.cellWidth, count: other.width)
        let rows = Self.offset(originY - other.originY, cellHeight, other.cellHeight, count: other.height)
        if columns == nil {
            reasons.append(Self.reason("x", originX, cellWidth, other.originX, other.cellWidth))
        }
        if rows == nil {
            reasons.append(Self.reason("y", originY, cellHeight, other.originY, other.cellHeight))
        }
        guard reasons.isEmpty, let columns, let rows else { return .misaligned(reasons: reasons) }
        return .aligned(columnOffset: columns, rowOffset: rows)
    }

    /// Whole cells from one origin to the other, nil where first or last corner is off by more than allowed.
    private static func offset(_ shift: Double, _ cell: Double, _ otherCell: Double, count: Int) -> Int? {
        let first = shift / cell
        let last = (shift + Double(count) * otherCell) / cell
        let whole = first.rounded()
        guard abs(first - whole) <= alignmentTolerance, abs(whole) < 1e15,
            abs(last - whole - Double(count)) <= alignmentTolerance
        else { return nil }
        return Int(whole)
    }

    private static func reason(
        _ axis: String, _ origin: Double, _ cell: Double, _ otherOrigin: Double, _ otherCell: Double
    ) -> String {
        cell == otherCell
            ? "cells shifted in \(axis): origin \(shown(origin)) against \(shown(otherOrigin)), "
                + "cell size \(shown(cell))"
            : "cell size \(shown(cell)) against \(shown(otherCell)) in \(axis)"
    }

    /// A whole number without its point.
    private static func shown(_ value: Double) -> String { NumberText.shortest(value) }

    /// The fault of a layer whose cells do not coincide with this grid, and no method is stated.
    public func misalignment(_ file: String, _ reasons: [String]) -> GridError {
        GridError(
            .rasterMisaligned, file: file,
            "the cells do not coincide with those of the analysis grid (layer against grid): "
                + reasons.joined(separator: "; "),
            hint: "state a resampling method for this layer ("
                + ResamplingMethod.allCases.map(\.rawValue).joined(separator: ", ")
                + "), or prepare it on the grid")
    }
}

/// A source whose cells coincide with those of a target grid, given on exactly that grid: cut where it
/// reaches further, missing where it does not reach.
public struct AlignedSource: RasterSource {
    private let source: any RasterSource
    private let columnOffset: Int
    private let rowOffset: Int
    public let grid: Grid
    public var name: String { source.name }
    public var bands: [BandDescription] { source.bands }
    public var blockSize: (width: Int, height: Int) { source.blockSize }

    /// Throws `raster_misaligned` where cells do not coincide, `raster_disjoint` where no cell is shared.
    public init(_ source: any RasterSource, onto grid: Grid) throws(GridError) {
        self.source = source
        self.grid = grid
        switch source.grid.alignment(of: grid) {
        case .aligned(let columns, let rows): (columnOffset, rowOffset) = (columns, rows)
        case .misaligned(let reasons): throw grid.misalignment(source.name, reasons)
        }
        guard source.grid.extent.intersection(inSource(grid.extent)) != nil else {
            throw GridError(
                .rasterDisjoint, file: source.name, "the raster does not touch the analysis grid",
                hint: "check the place and the CRS of the raster")
        }
    }

    private func inSource(_ window: Window) -> Window {
        Window(
            column: window.column + columnOffset, row: window.row + rowOffset, width: window.width,
            height: window.height)
    }

    public func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try checkRead(window, band: band)
        let wanted = inSource(window)
        if source.grid.extent.contains(wanted) {
            try source.read(wanted, band: band, into: &raster)
            return raster.reshape(to: window)
        }
        var padded = Raster<Cell>(wanted)
        if let inside = source.grid.extent.intersection(wanted) {
            padded.copyCells(of: try source.read(inside, band: band, as: Cell.self))
        }
        padded.reshape(to: window)
        raster = padded
    }
}

/// A north-up lattice of equal cells: corner, cell size, extent and coordinate reference.
///
/// Row 0 is the northernmost. Coordinates are in the unit of `reference`: degrees or the projection's unit.
public struct Grid: Sendable, Hashable {
    /// Western edge of column 0.
    public let originX: Double
    /// Northern edge of row 0.
    public let originY: Double
    /// Width of a cell, above 0.
    public let cellWidth: Double
    /// Height of a cell, above 0; rows run southward.
    public let cellHeight: Double
    /// Columns, at least 1.
    public let width: Int
    /// Rows, at least 1.
    public let height: Int
    public let reference: CoordinateReference

    /// Throws `grid_invalid` where a size is not positive, a coordinate not finite, or a latitude beyond a
    /// pole.
    public init(
        originX: Double, originY: Double, cellWidth: Double, cellHeight: Double, width: Int, height: Int,
        reference: CoordinateReference
    ) throws(GridError) {
        guard originX.isFinite, originY.isFinite, cellWidth > 0, cellHeight > 0, cellWidth.isFinite,
            cellHeight.isFinite, width >= 1, height >= 1
        else {
            throw GridError(
                .gridInvalid,
                "a grid needs finite corners and positive sizes, not \(width) x \(height) cells of "
                    + "\(cellWidth) x \(cellHeight) at (\(originX), \(originY))",
                hint: "check the georeference of the raster, for instance with gdalinfo")
        }
        let south = originY - Double(height) * cellHeight
        if reference.isGeographic, max(originY, -south) > 90 + cellHeight / 2 {
            throw GridError(
                .gridInvalid, "latitudes from \(south) to \(originY) reach beyond a pole",
                hint: "the CRS says degrees; check that the coordinates are not metres")
        }
        self.originX = originX
        self.originY = originY
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
        self.width = width
        self.height = height
        self.reference = reference
    }

    /// All cells.
    public var extent: Window { Window(column: 0, row: 0, width: width, height: height) }
    public var cellCount: Int { width * height }
    public var eastX: Double { originX + Double(width) * cellWidth }
    public var southY: Double { originY - Double(height) * cellHeight }

    /// Coordinate of the centre of a column.
    public func centreX(column: Int) -> Double { originX + (Double(column) + 0.5) * cellWidth }
    /// Coordinate of the centre of a row.
    public func centreY(row: Int) -> Double { originY - (Double(row) + 0.5) * cellHeight }
    /// Northern edge of a row.
    public func northEdge(row: Int) -> Double { originY - Double(row) * cellHeight }
}

extension Grid {
    /// True area of each cell of a row, m2: constant on a projected grid, the exact ellipsoidal zone in
    /// degrees.
    ///
    /// A row that reaches over a pole by up to half a cell counts up to the pole.
    public func cellArea(row: Int) -> Double {
        guard reference.isGeographic else {
            return cellWidth * cellHeight * reference.metresPerUnit * reference.metresPerUnit
        }
        let north = min(90, max(-90, northEdge(row: row)))
        let south = min(90, max(-90, northEdge(row: row + 1)))
        return reference.ellipsoid.zoneArea(south: south, north: north, longitudeSpan: cellWidth)
    }

    /// True cell area of each row of a range, m2.
    public func cellAreas(rows: Range<Int>) -> [Double] {
        guard reference.isGeographic else {
            return [Double](repeating: cellArea(row: 0), count: rows.count)
        }
        return rows.map { cellArea(row: $0) }
    }

    /// Width and height of the cells of a row on the ground, m (at the row's centre).
    public func cellSizeInMetres(row: Int) -> (width: Double, height: Double) {
        guard reference.isGeographic else {
            return (cellWidth * reference.metresPerUnit, cellHeight * reference.metresPerUnit)
        }
        let metres = reference.ellipsoid.metresPerDegree(latitude: min(90, max(-90, centreY(row: row))))
        return (cellWidth * metres.longitude, cellHeight * metres.latitude)
    }
}

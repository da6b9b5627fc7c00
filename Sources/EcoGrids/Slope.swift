#if canImport(Glibc)
    import Glibc
#endif

/// Steepness of terrain by Horn's third-order finite differences.
///
/// B. K. P. Horn 1981, "Hill shading and the reflectance map", Proc. IEEE 69(1), doi:10.1109/PROC.1981.11918:
/// west-east and south-north differences over the eight neighbours with weights 1, 2, 1, divided by eight cells.
/// A missing neighbour is replaced by the reflection of the opposite one through the centre, two missing corners
/// by the plane through the centre and the sides between, so that a plane keeps its slope at borders. Where both
/// opposite sides are missing, the slope is missing.
public enum HornSlope {
    /// Rise over run (tangent of the slope angle) for the cells of `window`.
    ///
    /// `elevation` (m) must reach one cell beyond `window` on every side, missing outside the grid: read it with
    /// `margin: 1`. Cell sizes are taken in metres on the ground, row by row. Throws `window_outside`.
    public static func tangent(
        _ elevation: Raster<Double>, window: Window, grid: Grid
    ) throws(GridError) -> Raster<Double> {
        guard elevation.window.contains(window.expanded(by: 1)) else {
            throw GridError(
                .windowOutside, "slope needs elevations one cell beyond \(window)",
                hint: "read the elevation with a margin of 1")
        }
        var slope = Raster<Double>(window)
        for row in window.rows {
            let size = grid.cellSizeInMetres(row: row)
            for column in window.columns {
                slope[column, row] = tangent(Neighbourhood(elevation, column, row), size.width, size.height)
            }
        }
        return slope
    }

    /// Slope angle in degrees for the cells of `window`; otherwise as `tangent`.
    public static func degrees(
        _ elevation: Raster<Double>, window: Window, grid: Grid
    ) throws(GridError) -> Raster<Double> {
        var slope = try tangent(elevation, window: window, grid: grid)
        slope.withMutableCells { cells in
            for index in cells.indices { cells[index] = atan(cells[index]) * 180 / .pi }
        }
        return slope
    }

    private static func tangent(_ z: Neighbourhood, _ width: Double, _ height: Double) -> Double {
        let east = z.northEast + 2 * z.east + z.southEast - z.northWest - 2 * z.west - z.southWest
        let north = z.northWest + 2 * z.north + z.northEast - z.southWest - 2 * z.south - z.southEast
        let (dx, dy) = (east / (8 * width), north / (8 * height))
        return (dx * dx + dy * dy).squareRoot()
    }

    /// The eight neighbours of a cell, completed by reflection; not a number where that fails.
    private struct Neighbourhood {
        var northWest, north, northEast, west, east, southWest, south, southEast: Double

        @inline(__always)
        init(_ z: Raster<Double>, _ column: Int, _ row: Int) {
            let stride = z.window.width
            let centre = (row - z.window.row) * stride + column - z.window.column
            let middle = z.cells[centre]
            (north, south) = Self.pair(z.cells, centre, -stride)
            (west, east) = Self.pair(z.cells, centre, -1)
            (northWest, southEast) = Self.pair(z.cells, centre, -stride - 1)
            (northEast, southWest) = Self.pair(z.cells, centre, -stride + 1)
            if northWest != northWest {
                (northWest, southEast) = (north + west - middle, south + east - middle)
            }
            if northEast != northEast {
                (northEast, southWest) = (north + east - middle, south + west - middle)
            }
        }

        @inline(__always)
        private static func pair(_ cells: [Double], _ centre: Int, _ offset: Int) -> (Double, Double) {
            let (z, a, b) = (cells[centre], cells[centre + offset], cells[centre - offset])
            return (a == a ? a + (z - z) : 2 * z - b, b == b ? b + (z - z) : 2 * z - a)
        }
    }
}

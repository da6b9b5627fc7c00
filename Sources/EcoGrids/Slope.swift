#if canImport(Glibc)
    import Glibc
#endif

/// Steepness of terrain by Horn's third-order finite differences.
///
/// B. K. P. Horn 1981, "Hill shading and the reflectance map", Proc. IEEE 69(1), doi:10.1109/PROC.1981.11918:
/// west-east and south-north differences over the eight neighbours with weights 1, 2, 1, divided by eight
/// cells. A missing neighbour is replaced by the reflection of the opposite one through the centre, two
/// missing corners by the plane through the centre and the sides between, so that a plane keeps its slope at
/// borders. Where both opposite sides are missing, the slope is missing.
public enum HornSlope {
    /// Rise over run (tangent of the slope angle) for the cells of `window`.
    ///
    /// `elevation` (m) must reach one cell beyond `window` on every side, missing outside the grid: read it
    /// with `margin: 1`. Cell sizes are taken in metres on the ground, row by row. Throws `window_outside`.
    public static func tangent(
        _ elevation: Raster<Double>, window: Window, grid: Grid
    ) throws(GridError) -> Raster<Double> {
        guard elevation.window.contains(window.expanded(by: 1)) else {
            throw GridError(
                .windowOutside, "slope needs elevations one cell beyond \(window)",
                hint: "read the elevation with a margin of 1")
        }
        var slope = Raster<Double>(window)
        let stride = elevation.window.width
        elevation.cells.withUnsafeBufferPointer { heights in
            slope.withMutableCells { cells in
                for row in window.rows {
                    let size = grid.cellSizeInMetres(row: row)
                    let centre = elevation.index(column: window.column, row: row)
                    let first = (row - window.row) * window.width
                    for offset in 0..<window.width {
                        let z = Neighbourhood(heights, centre + offset, stride)
                        cells[first + offset] = tangent(z, size.width, size.height)
                    }
                    for offset in 0..<window.width where cells[first + offset].isMissing {
                        let z = Neighbourhood(completing: heights, centre + offset, stride)
                        cells[first + offset] = tangent(z, size.width, size.height)
                    }
                }
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

    @inline(__always)
    private static func tangent(_ z: Neighbourhood, _ width: Double, _ height: Double) -> Double {
        let east = z.northEast + 2 * z.east + z.southEast - z.northWest - 2 * z.west - z.southWest
        let north = z.northWest + 2 * z.north + z.northEast - z.southWest - 2 * z.south - z.southEast
        let (dx, dy) = (east / (8 * width), north / (8 * height))
        return (dx * dx + dy * dy + z.middle).squareRoot()
    }

    /// The eight neighbours of a cell.
    private struct Neighbourhood {
        /// 0, or not a number where the cell itself is missing.
        var middle: Double
        var northWest, north, northEast, west, east, southWest, south, southEast: Double

        /// The neighbours as they are.
        @inline(__always)
        init(_ z: UnsafeBufferPointer<Double>, _ centre: Int, _ stride: Int) {
            middle = z[centre] - z[centre]
            (northWest, north, northEast) = (
                z[centre - stride - 1], z[centre - stride], z[centre - stride + 1]
            )
            (west, east) = (z[centre - 1], z[centre + 1])
            (southWest, south, southEast) = (
                z[centre + stride - 1], z[centre + stride], z[centre + stride + 1]
            )
        }

        /// The neighbours with missing ones completed where that is possible.
        init(completing z: UnsafeBufferPointer<Double>, _ centre: Int, _ stride: Int) {
            self.init(z, centre, stride)
            let height = z[centre]
            (north, south) = Self.completed(north, south, height)
            (west, east) = Self.completed(west, east, height)
            (northWest, southEast) = Self.completed(northWest, southEast, height)
            (northEast, southWest) = Self.completed(northEast, southWest, height)
            if northWest.isMissing { (northWest, southEast) = (north + west - height, south + east - height) }
            if northEast.isMissing { (northEast, southWest) = (north + east - height, south + west - height) }
        }

        private static func completed(_ a: Double, _ b: Double, _ middle: Double) -> (Double, Double) {
            (a.isMissing ? 2 * middle - b : a, b.isMissing ? 2 * middle - a : b)
        }
    }
}

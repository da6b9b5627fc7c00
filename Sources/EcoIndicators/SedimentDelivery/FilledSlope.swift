import EcoGrids

/// Steepness of filled ground by Horn's weights, with the program's rule beside missing cells.
///
/// An outer line of three with one end missing counts half, to its middle; with middle and end missing, to the
/// centre times the square root of 2; a middle line with one end missing counts half, doubled. The sum is divided
/// by the weights that counted. A cell alone is flat.
enum FilledSlope {
    /// Rise over run of the cells of `window`; `heights` reach one cell beyond it, NaN where missing.
    static func tangent(_ heights: Raster<Double>, _ window: Window, cellSide: Double) -> [Double] {
        let stride = heights.window.width
        var result = [Double](repeating: .nan, count: window.cellCount)
        result.withUnsafeMutableBufferPointer { result in
            heights.cells.withUnsafeBufferPointer { heights in
                guard let z = heights.baseAddress, let result = result.baseAddress else { return }
                for row in 0..<window.height {
                    let line = z + (row + 1) * stride + 1
                    let target = result + row * window.width
                    fill(line, stride, window.width, cellSide, target)
                    for column in 0..<window.width where target[column].isNaN && !line[column].isNaN {
                        target[column] = Surroundings(line + column, stride).tangent(cellSide)
                    }
                }
            }
        }
        return result
    }

    /// Cells with eight neighbours; NaN beside missing ones.
    private static func fill(
        _ z: UnsafePointer<Double>, _ stride: Int, _ width: Int, _ side: Double,
        _ target: UnsafeMutablePointer<Double>
    ) {
        let (up, down) = (z - stride, z + stride)
        forEachCellBlock(width) { block in
            let (nw, ne) = (block.load(up - 1), block.load(up + 1))
            let (sw, se) = (block.load(down - 1), block.load(down + 1))
            let east = (ne - nw) + (se - sw) + 2 * (block.load(z + 1) - block.load(z - 1))
            let south = (sw - nw) + (se - ne) + 2 * (block.load(down) - block.load(up))
            let missing = block.load(z) * 0
            block.store((east * east + south * south).squareRoot() / (8 * side) + missing, to: target)
        }
    }

    /// A cell and its neighbours, some of them missing.
    private struct Surroundings {
        let centre: Double
        let north, south, west, east: Double
        let northWest, northEast, southWest, southEast: Double

        init(_ z: UnsafePointer<Double>, _ stride: Int) {
            centre = z[0]
            (west, east, north, south) = (z[-1], z[1], z[-stride], z[stride])
            (northWest, northEast) = (z[-stride - 1], z[-stride + 1])
            (southWest, southEast) = (z[stride - 1], z[stride + 1])
        }

        func tangent(_ side: Double) -> Double {
            let eastward = difference(
                ahead: (northEast, east, southEast), behind: (northWest, west, southWest),
                between: (north, south))
            let southward = difference(
                ahead: (southWest, south, southEast), behind: (northWest, north, northEast),
                between: (west, east))
            return (eastward * eastward + southward * southward).squareRoot() / side
        }

        private typealias Line = (Double, Double, Double)

        private func difference(ahead: Line, behind: Line, between: (Double, Double)) -> Double {
            var (sum, weight) = (0.0, 0.0)
            func add(_ pair: (difference: Double, weight: Double)) {
                (sum, weight) = (sum + pair.difference, weight + pair.weight)
            }
            add(outer(ahead.0, behind.0, between.0))
            add(outer(ahead.2, behind.2, between.1))
            add(middle(ahead.1, behind.1))
            return weight == 0 ? 0 : sum / weight
        }

        private func outer(_ ahead: Double, _ behind: Double, _ between: Double) -> (Double, Double) {
            switch (ahead.isNaN, behind.isNaN) {
            case (false, false): (ahead - behind, 2)
            case (true, true): (0, 0)
            case (false, true):
                between.isNaN ? ((ahead - centre) * 2.0.squareRoot(), 1) : (ahead - between, 1)
            case (true, false):
                between.isNaN ? ((centre - behind) * 2.0.squareRoot(), 1) : (between - behind, 1)
            }
        }

        private func middle(_ ahead: Double, _ behind: Double) -> (Double, Double) {
            switch (ahead.isNaN, behind.isNaN) {
            case (false, false): (2 * (ahead - behind), 4)
            case (true, true): (0, 0)
            case (false, true): (2 * (ahead - centre), 2)
            case (true, false): (2 * (centre - behind), 2)
            }
        }
    }
}

extension TileLayer {
    /// A window with one cell more on every side; NaN beyond the grid.
    func readWithRim(_ window: Window) throws(GridError) -> Raster<Double> {
        let wanted = window.expanded(by: 1)
        if grid.extent.contains(wanted) { return try read(wanted) }
        var whole = Raster<Double>(wanted)
        if let inside = grid.extent.intersection(wanted) { whole.copyCells(of: try read(inside)) }
        return whole
    }
}

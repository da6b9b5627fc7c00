import CGDAL
import EcoGrids

/// The cells of a source that a warped view on it may draw from.
struct WarpReach {
    private static let steps = 32
    /// How far the kernels of GDAL reach, in cells of the coarser grid, with one to spare.
    private static let kernel = 4.0

    /// The smallest window around them; all of the source where a point of the view has no place in it.
    static func window(of source: GDALRaster, from view: GDALDatasetH, _ grid: Grid) -> Window {
        let whole = source.grid.extent
        var places = points(on: grid)
        let areKnown = GDALRuntime.capturing { () -> Bool in
            guard let transformer = GDALCreateGenImgProjTransformer2(source.handle, view, nil) else {
                return false
            }
            defer { GDALDestroyGenImgProjTransformer(transformer) }
            var known = [Int32](repeating: 0, count: places.x.count)
            var heights = [Double](repeating: 0, count: places.x.count)
            let isDone = GDALGenImgProjTransform(
                transformer, 1, Int32(places.x.count), &places.x, &places.y, &heights, &known)
            return isDone != 0 && known.allSatisfy { $0 != 0 }
        }
        guard areKnown.result, let columns = span(places.x, whole.width),
            let rows = span(places.y, whole.height)
        else { return whole }
        let reached = Window(
            column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count)
        return whole.intersection(reached) ?? Window(column: 0, row: 0, width: 0, height: 0)
    }

    /// Points all over the view, and beyond its edges as far as a kernel reaches.
    private static func points(on grid: Grid) -> (x: [Double], y: [Double]) {
        func places(_ count: Int) -> [Double] {
            (0...steps).map { -kernel + (Double(count) + 2 * kernel) * Double($0) / Double(steps) }
        }
        let (columns, rows) = (places(grid.width), places(grid.height))
        return (rows.flatMap { _ in columns }, rows.flatMap { row in columns.map { _ in row } })
    }

    /// Whole cells around places between which the transformation may bend; nil where they are not numbers.
    private static func span(_ places: [Double], _ count: Int) -> Range<Int>? {
        guard let low = places.min(), let high = places.max(), low.isFinite, high.isFinite else { return nil }
        let margin = kernel + (high - low) / Double(steps)
        let limit = Double(count)
        let first = min(max((low - margin).rounded(.down), 0), limit)
        let last = min(max((high + margin).rounded(.up), first), limit)
        return Int(first)..<Int(last)
    }
}

import EcoAccounts
import EcoGrids

/// Erosion of bare ground, and the same under plant cover before support practice, in t/ha a year.
struct SoilRetentionKernel: CellKernel {
    typealias Lanes = SIMD8<Double>

    let erosivity: ErosivityMethod
    private let erodibility: ErodibilitySource
    private let lengthSlope: LengthSlopeSource
    private let slope: SlopeSource
    private let slopeLength: Double
    private let exponent: SlopeLengthExponent
    private let breaks: SlopeBreaks
    private let steepestSlope: Double
    private let coverFactor: CoverFactorMethod
    private let cover: CoverSource?
    private let (bareNDVI, fullNDVI): (Double, Double)
    /// C by class, where it comes from a table of classes and every cell needs it; nil leaves it to the sums.
    private let classFactors: [Int32: Double]?
    /// Row of the table of C by class, where it comes from cover classes.
    private let coverRows: [Int32: String]
    /// Classes whose P follows the slope.
    private let slopePractice: Set<Int32>

    init(_ parameters: SoilRetentionParameters, _ legend: LandCoverLegend, byCell: Bool) {
        erosivity = parameters.erosivity
        erodibility = parameters.erodibility
        lengthSlope = parameters.lengthSlope
        slope = parameters.slope
        slopeLength = parameters.slopeLength
        exponent = parameters.slopeLengthExponent
        breaks = parameters.slopeBreaks
        steepestSlope = parameters.steepestSlope
        coverFactor = parameters.coverFactor
        cover = parameters.cover
        (bareNDVI, fullNDVI) = (parameters.bareNDVI, parameters.fullNDVI)
        classFactors = byCell && coverFactor == .classTable ? parameters.factors?.cover ?? [:] : nil
        var rows: [Int32: String] = [:]
        if coverFactor == .hj1173 {
            for land in legend.classes {
                rows[land.code] = CoverTable.row(of: land, stands: parameters.coverRows)
            }
        }
        coverRows = rows
        slopePractice =
            parameters.practiceFollowsSlope
            ? Set(legend.classes.filter { $0.ecosystem == .cropland }.map(\.code)) : []
    }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let (r, k, ls) = (erosivity(cells), erodibility(cells), lengthAndSlope(cells))
        let (c, p) = (coverFactor(cells), practice(cells))
        let count = cells.window.cellCount
        densities.withCells { all in
            guard let bare = all.baseAddress else { return }
            Self.product(count, r, k, ls, c, p, bare, bare + count)
        }
    }

    private static func product(
        _ count: Int, _ r: [Double], _ k: [Double], _ ls: [Double], _ c: [Double], _ p: [Double],
        _ bare: UnsafeMutablePointer<Double>, _ covered: UnsafeMutablePointer<Double>
    ) {
        forEachCellBlock(count) { block in
            let erosion = block.load(r) * block.load(k) * block.load(ls)
            let kept = block.load(c) * block.load(p)
            let valid = erosion + kept * 0
            block.store(valid, to: bare)
            block.store(erosion * kept, to: covered)
        }
    }

    // MARK: Factors

    /// The slope of cells in degrees.
    private func degrees(_ cells: LayerWindow) -> [Double]? {
        slope == .layer ? cells.cells(.slope) : cells.slope?.cells
    }

    private func lengthAndSlope(_ cells: LayerWindow) -> [Double] {
        if lengthSlope == .layer { return cells.cells(.lengthSlopeFactor) }
        if lengthSlope == .upslopeArea { return cells.terrain(UpslopeTerrain.output) }
        guard let slope = degrees(cells) else { return missing(cells) }
        let (form, breaks, steepest, length) = (exponent, breaks, steepestSlope, slopeLength)
        return slope.mapLanes { degrees in
            let m = ErosionFactors.slopeLengthExponent(SlopeLanes(degrees: degrees), form)
            return ErosionFactors.slopeLengthFactor(metres: length, exponent: m)
                * ErosionFactors.slopeFactor(degrees: degrees, breaks, steepest: steepest)
        }
    }

    private func erodibility(_ cells: LayerWindow) -> [Double] {
        guard erodibility != .raster else { return cells.cells(.soilErodibility) }
        let (sand, silt) = (cells.cells(.sand), cells.cells(.silt))
        let (clay, carbon) = (cells.cells(.clay), cells.cells(.organicCarbon))
        let isCorrected = erodibility == .epicChina
        var result = [Double](repeating: .nan, count: sand.count)
        result.withUnsafeMutableBufferPointer { result in
            guard let result = result.baseAddress else { return }
            forEachCellBlock(sand.count) { block in
                let epic = ErosionFactors.epicErodibility(
                    sand: block.load(sand), silt: block.load(silt), clay: block.load(clay),
                    carbon: block.load(carbon))
                let own =
                    isCorrected
                    ? ErosionFactors.chinaCorrected(epic: epic) : epic * ErosionFactors.siOfUnitedStatesUnit
                block.store(own, to: result)
            }
        }
        return result
    }

    private func coverFactor(_ cells: LayerWindow) -> [Double] {
        if coverFactor == .classTable {
            guard let classFactors else { return [Double](repeating: 1, count: cells.window.cellCount) }
            let lookup = ClassLookup(classFactors)
            return cells.classes.cells.map { lookup[$0] }
        }
        let percent = coverPercent(cells)
        if coverFactor == .cai2000 { return percent.mapLanes { ErosionFactors.coverFactor(percent: $0) } }
        return zip(cells.classes.cells, percent).map { code, percent in
            coverRows[code].map { CoverTable.factor($0, percent: percent) } ?? .nan
        }
    }

    private func coverPercent(_ cells: LayerWindow) -> [Double] {
        guard cover == .ndvi else { return cells.cells(.vegetationCover).mapLanes { $0 * 100 } }
        let (bare, full) = (bareNDVI, fullNDVI)
        return cells.cells(.ndvi).mapLanes { ErosionFactors.cover(ndvi: $0, bare: bare, full: full) * 100 }
    }

    /// P of cells where it follows the slope; 1 elsewhere.
    private func practice(_ cells: LayerWindow) -> [Double] {
        guard !slopePractice.isEmpty, let slope = degrees(cells) else {
            return [Double](repeating: 1, count: cells.window.cellCount)
        }
        let cropland = slope.mapLanes { ErosionFactors.croplandPractice(degrees: $0) }
        return zip(cells.classes.cells, cropland).map { slopePractice.contains($0) ? $1 : 1 }
    }

    private func missing(_ cells: LayerWindow) -> [Double] {
        [Double](repeating: .nan, count: cells.window.cellCount)
    }
}

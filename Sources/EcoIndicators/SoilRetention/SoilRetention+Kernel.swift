import EcoGrids

/// Erosion of bare ground, and the same under plant cover before support practice, in t/ha a year.
struct SoilRetentionKernel: CellKernel {
    private let parameters: SoilRetentionParameters

    init(_ parameters: SoilRetentionParameters) { self.parameters = parameters }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let erosivity = erosivity(cells)
        let erodibility = erodibility(cells)
        let cover = coverFactor(cells)
        let slope = cells.slope?.cells ?? [Double](repeating: .nan, count: cells.window.cellCount)
        let count = cells.window.cellCount
        densities.withCells { all in
            for index in 0..<count {
                let erosion = erosivity[index] * erodibility[index] * lengthAndSlope(slope[index])
                all[index] = cover[index].isNaN ? .nan : erosion
                all[count + index] = erosion * cover[index]
            }
        }
    }

    private func erosivity(_ cells: LayerWindow) -> [Double] {
        let count = cells.window.cellCount
        var (squares, totals) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for month in cells.months(.precipitation) {
            for index in 0..<count {
                squares[index] += month[index] * month[index]
                totals[index] += month[index]
            }
        }
        return zip(squares, totals).map { squares, total in
            ErosionFactors.erosivity(
                fournierIndex: ErosionFactors.fournierIndex(squares: squares, total: total))
        }
    }

    private func erodibility(_ cells: LayerWindow) -> [Double] {
        guard parameters.erodibility != .raster else { return cells.cells(.soilErodibility) }
        let (sand, silt) = (cells.cells(.sand), cells.cells(.silt))
        let (clay, carbon) = (cells.cells(.clay), cells.cells(.organicCarbon))
        return sand.indices.map { index in
            let epic = ErosionFactors.epicErodibility(
                sand: sand[index], silt: silt[index], clay: clay[index], carbon: carbon[index])
            return parameters.erodibility == .epic
                ? epic * ErosionFactors.siOfUnitedStatesUnit : ErosionFactors.chinaCorrected(epic: epic)
        }
    }

    private func lengthAndSlope(_ degrees: Double) -> Double {
        let exponent = ErosionFactors.slopeLengthExponent(degrees: degrees, parameters.slopeLengthExponent)
        return ErosionFactors.slopeLengthFactor(metres: parameters.slopeLength, exponent: exponent)
            * ErosionFactors.slopeFactor(
                degrees: degrees, breaks: parameters.slopeBreaks, steepest: parameters.steepestSlope)
    }

    private func coverFactor(_ cells: LayerWindow) -> [Double] {
        if parameters.cover == .vegetationCover {
            return cells.cells(.vegetationCover).map { ErosionFactors.coverFactor(percent: $0 * 100) }
        }
        return cells.cells(.ndvi).map { ndvi in
            let cover = ErosionFactors.cover(ndvi: ndvi, bare: parameters.bareNDVI, full: parameters.fullNDVI)
            return ErosionFactors.coverFactor(percent: cover * 100)
        }
    }
}

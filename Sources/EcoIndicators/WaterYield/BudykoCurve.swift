import EcoGrids

/// How much of the precipitation evaporates, by the curve of Zhang et al. 2004 (Fu 1981) with Donohue's omega, as
/// the InVEST annual water yield model uses it.
///
/// `AET/P = 1 + phi - (1 + phi^omega)^(1/omega)`, `phi = PET/P`, `omega = Z AWC/P + 1.25`, at most `omegaMaximum`;
/// where nothing grows, `AET/P = min(phi, 1)`.
struct BudykoCurve: Sendable {
    /// Z, the seasonality constant, without unit.
    let seasonality: Double
    let omegaMaximum: Double
    /// What becomes of cells without rain.
    let dryCells: DryCellRule

    /// Share of precipitation that evaporates, lane by lane; NaN where any input is. `isVegetated` is 1 or 0.
    ///
    /// Written as `min(phi, 1) - max(phi, 1) e` with `e = (1 + t)^(1/omega) - 1` and `t = phi^omega` or its inverse,
    /// so that nothing cancels where it is very dry: within 2e-15 x max(phi, 1) of the true value.
    @inline(__always)
    func evaporatedShare(
        precipitation: SIMD8<Double>, potential: SIMD8<Double>, available: SIMD8<Double>,
        isVegetated: SIMD8<Double>
    ) -> SIMD8<Double> {
        // log2(PET / P) from the power of two that brings P nearest to PET, and an inverse tangent.
        let demand = potential.replacing(with: 0x1p-100, where: potential .< 0x1p-100)
        let (near, exponent) = BudykoLanes.nearest(precipitation, to: demand)
        let sum = demand + near
        let inverse = 1 / (precipitation * sum)
        let perRain = inverse * sum
        let s = (demand - near) * (inverse * precipitation)
        let logarithm = exponent + s * BudykoLanes.inverseTangent(s * s)
        let distance = logarithm.replacing(with: -logarithm, where: logarithm .< 0)
        let written = (seasonality * perRain) * available + 1.25
        let omega = written.replacing(with: omegaMaximum, where: written .> omegaMaximum)
        let power = omega * distance
        let t = BudykoLanes.powerOfTwo(minus: power.replacing(with: 1000, where: power .> 1000))
        let e = BudykoLanes.rootLessOne(t, omega)
        let phi = potential * perRain
        let isWet = phi .<= 1
        let low = SIMD8<Double>(repeating: 1).replacing(with: phi, where: isWet)
        let high = phi.replacing(with: 1, where: isWet)
        let share = low - high * e * isVegetated
        let bounded = share.replacing(with: 0, where: share .< 0)
        let dry: Double = dryCells == .invest ? .nan : 0
        return bounded.replacing(with: dry, where: precipitation .<= 0)
    }

    /// The same for one cell.
    func evaporatedShare(
        precipitation: Double, potential: Double, available: Double, isVegetated: Bool
    ) -> Double {
        evaporatedShare(
            precipitation: SIMD8(repeating: precipitation), potential: SIMD8(repeating: potential),
            available: SIMD8(repeating: available), isVegetated: SIMD8(repeating: isVegetated ? 1 : 0))[0]
    }

    /// Plant-available water in mm: the shallower of roots and soil, times the volume share of available water.
    static func availableWater(rootDepth: Double, soilDepth: Double, content: Double) -> Double {
        (rootDepth < soilDepth ? rootDepth : soilDepth) * content
    }
}

/// What evaporation needs of land-cover classes, laid out for fast look-up; NaN where a class has no row.
struct EvaporationClasses: Sendable {
    private let first: Int
    private let crop: [Double]
    /// mm; 0 where nothing grows.
    private let root: [Double]
    /// 1 or 0.
    private let vegetated: [Double]

    init(_ classes: [Int32: WaterYieldClass]) {
        let codes = classes.keys.map(Int.init)
        let (low, high) = (codes.min() ?? 0, codes.max() ?? -1)
        func dense(_ value: (WaterYieldClass) -> Double) -> [Double] {
            var values = [Double](repeating: .nan, count: high - low + 1)
            for (code, own) in classes { values[Int(code) - low] = value(own) }
            return values
        }
        first = low
        crop = dense(\.cropCoefficient)
        root = dense { $0.isVegetated ? $0.rootDepth : 0 }
        vegetated = dense { $0.isVegetated ? 1 : 0 }
    }

    /// Fills coefficients, root depths and flags of `count` cells.
    func fill(
        _ codes: UnsafePointer<Int32>, _ count: Int, crop: UnsafeMutablePointer<Double>,
        root: UnsafeMutablePointer<Double>, vegetated: UnsafeMutablePointer<Double>
    ) {
        let size = UInt(bitPattern: self.crop.count)
        self.crop.withUnsafeBufferPointer { crops in
            self.root.withUnsafeBufferPointer { roots in
                self.vegetated.withUnsafeBufferPointer { flags in
                    for index in 0..<count {
                        let place = Int(codes[index]) &- first
                        let isKnown = UInt(bitPattern: place) < size
                        crop[index] = isKnown ? crops[place] : .nan
                        root[index] = isKnown ? roots[place] : .nan
                        vegetated[index] = isKnown ? flags[place] : .nan
                    }
                }
            }
        }
    }
}

/// Curve and classes together: what turns layers into evapotranspiration.
struct BudykoModel: Sendable {
    let curve: BudykoCurve
    let classes: EvaporationClasses

    static let layers: [LayerRole] = [
        .precipitation, .referenceEvapotranspiration, .soilDepth, .plantAvailableWater,
    ]

    /// Cells for which coefficients are looked up at a time.
    private static let strip = 1024

    /// Eight cells of the window at a time: their running number's start, precipitation and potential
    /// evapotranspiration in mm, and the share that evaporates.
    @inline(__always)
    func forEachBlock(
        of cells: LayerWindow,
        _ body: (_ start: Int, CellBlock, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) -> Void
    ) {
        let count = cells.window.cellCount
        let (rain, reference) = (cells.annual(.precipitation), cells.annual(.referenceEvapotranspiration))
        let (soil, content) = (cells.cells(.soilDepth), cells.cells(.plantAvailableWater))
        let codes = cells.classes.cells
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * Self.strip) { scratch in
            guard let crop = scratch.baseAddress else { return }
            let (root, vegetated) = (crop + Self.strip, crop + 2 * Self.strip)
            rain.withUnsafeBufferPointer { rain in
                reference.withUnsafeBufferPointer { reference in
                    soil.withUnsafeBufferPointer { soil in
                        content.withUnsafeBufferPointer { content in
                            codes.withUnsafeBufferPointer { codes in
                                guard let p = rain.baseAddress, let r = reference.baseAddress,
                                    let s = soil.baseAddress, let c = content.baseAddress,
                                    let k = codes.baseAddress
                                else { return }
                                for start in stride(from: 0, to: count, by: Self.strip) {
                                    let length = min(Self.strip, count - start)
                                    classes.fill(
                                        k + start, length, crop: crop, root: root, vegetated: vegetated)
                                    forEachCellBlock(length) { block in
                                        let rain = block.load(p + start)
                                        let potential = block.load(crop) * block.load(r + start)
                                        let depth = block.load(s + start)
                                        let roots = block.load(root)
                                        let reached = depth.replacing(with: roots, where: roots .< depth)
                                        let share = curve.evaporatedShare(
                                            precipitation: rain, potential: potential,
                                            available: reached * block.load(c + start),
                                            isVegetated: block.load(vegetated))
                                        body(start, block, rain, potential, share)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

import EcoGrids

/// What evaporation needs of a land-cover class; NaN where the class has no row.
struct EvaporationClass: Hashable, Sendable {
    var crop = Double.nan
    /// mm; 0 where nothing grows.
    var root = Double.nan
    /// 1 or 0.
    var vegetated = Double.nan
}

/// The classes laid out for fast look-up.
struct EvaporationClasses: Sendable {
    private let first: Int
    /// From the first code on; the last row is that of codes without one.
    private let rows: [EvaporationClass]

    init(_ classes: [Int32: WaterYieldClass]) {
        let codes = classes.keys.map(Int.init)
        let (low, high) = (codes.min() ?? 0, codes.max() ?? -1)
        var rows = [EvaporationClass](repeating: EvaporationClass(), count: high - low + 2)
        for (code, own) in classes {
            rows[Int(code) - low] = EvaporationClass(
                crop: own.cropCoefficient, root: own.isVegetated ? own.rootDepth : 0,
                vegetated: own.isVegetated ? 1 : 0)
        }
        first = low
        self.rows = rows
    }

    /// Gives a look-up by code that holds during `body`.
    @inline(__always)
    func withLookup(_ body: ((Int32) -> EvaporationClass) -> Void) {
        rows.withUnsafeBufferPointer { rows in
            let last = rows.count &- 1
            body { code in
                let place = Int(code) &- first
                return rows[UInt(bitPattern: place) < UInt(bitPattern: last) ? place : last]
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

    /// The window strip by strip: the first cell of each and how many, its layers, and what the stages of the curve
    /// left, of which `lanes` makes precipitation, potential evapotranspiration and the share that evaporates.
    ///
    /// The curve is a chain that would wait for itself; so a strip of cells goes through it stage by stage.
    @inline(__always)
    func forEachStrip(
        of cells: LayerWindow,
        _ body: (_ start: Int, _ count: Int, BudykoLayers.Pointers, BudykoStrip) -> Void
    ) {
        let count = cells.window.cellCount
        BudykoLayers(cells).withPointers { pointers in
            BudykoStrip.withRoom { strip in
                for start in stride(from: 0, to: count, by: BudykoStrip.length) {
                    let length = min(BudykoStrip.length, count - start)
                    let layers = pointers.advanced(by: start)
                    strip.fill(length, layers, self)
                    strip.raise(length)
                    strip.takeRoots(length)
                    body(start, length, layers, strip)
                }
            }
        }
    }

    /// The last stage for a block of a strip; mm, and a fraction.
    @inline(__always)
    func lanes(
        _ block: CellBlock, _ layers: BudykoLayers.Pointers, _ strip: BudykoStrip
    ) -> (rain: SIMD8<Double>, potential: SIMD8<Double>, share: SIMD8<Double>) {
        let rain = block.load(layers.rain)
        let share = curve.share(
            phi: strip.load(.phi, block), e: strip.root(block), precipitation: rain)
        return (rain, strip.load(.potential, block), share)
    }
}

import EcoGrids

/// The layers of a window that the Budyko curve reads.
struct BudykoLayers {
    /// The same behind pointers.
    struct Pointers {
        var rain: UnsafePointer<Double>
        var reference: UnsafePointer<Double>
        var soil: UnsafePointer<Double>
        var content: UnsafePointer<Double>
        var codes: UnsafePointer<Int32>

        func advanced(by cells: Int) -> Pointers {
            Pointers(
                rain: rain + cells, reference: reference + cells, soil: soil + cells,
                content: content + cells, codes: codes + cells)
        }
    }

    private let rain: [Double]
    private let reference: [Double]
    private let soil: [Double]
    private let content: [Double]
    private let codes: [Int32]

    init(_ cells: LayerWindow) {
        rain = cells.annual(.precipitation)
        reference = cells.annual(.referenceEvapotranspiration)
        soil = cells.cells(.soilDepth)
        content = cells.cells(.plantAvailableWater)
        codes = cells.classes.cells
    }

    @inline(__always)
    func withPointers(_ body: (Pointers) -> Void) {
        rain.withUnsafeBufferPointer { rain in
            reference.withUnsafeBufferPointer { reference in
                soil.withUnsafeBufferPointer { soil in
                    content.withUnsafeBufferPointer { content in
                        codes.withUnsafeBufferPointer { codes in
                            guard let rain = rain.baseAddress, let reference = reference.baseAddress,
                                let soil = soil.baseAddress, let content = content.baseAddress,
                                let codes = codes.baseAddress
                            else { return }
                            body(
                                Pointers(
                                    rain: rain, reference: reference, soil: soil, content: content,
                                    codes: codes))
                        }
                    }
                }
            }
        }
    }
}

/// Room for what the stages of the curve hand on over a strip of cells, small enough for the first cache.
struct BudykoStrip {
    /// Cells of a strip; a multiple of eight.
    static let length = 512

    enum Row: Int, CaseIterable {
        /// The power of phi, then phi to it, then the logarithm of the root.
        case chain
        case omega
        case phi
        case vegetated
        case potential
    }

    private let room: UnsafeMutablePointer<Double>

    @inline(__always)
    static func withRoom(_ body: (BudykoStrip) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Row.allCases.count * length) { room in
            guard let base = room.baseAddress else { return }
            body(BudykoStrip(room: base))
        }
    }

    @inline(__always)
    func row(_ row: Row) -> UnsafeMutablePointer<Double> { room + row.rawValue * Self.length }

    /// Rows are as long as whole blocks.
    @inline(__always)
    func load(_ row: Row, _ block: CellBlock) -> SIMD8<Double> {
        UnsafeRawPointer(self.row(row) + block.first).loadUnaligned(as: SIMD8<Double>.self)
    }

    @inline(__always)
    private func store(_ lanes: SIMD8<Double>, _ row: Row, _ block: CellBlock) {
        UnsafeMutableRawPointer(self.row(row) + block.first).storeBytes(of: lanes, as: SIMD8<Double>.self)
    }

    /// First stage: where the cells stand on the curve.
    @inline(never)
    func fill(_ count: Int, _ layers: BudykoLayers.Pointers, _ model: BudykoModel) {
        let curve = model.curve
        model.classes.withLookup { lookup in
            forEachCellBlock(count) { block in
                let roots = storeClasses(block, block.load(layers.codes), lookup)
                let potential = load(.potential, block) * block.load(layers.reference)
                let depth = block.load(layers.soil)
                let reached = depth.replacing(with: roots, where: roots .< depth)
                let point = curve.point(
                    precipitation: block.load(layers.rain), potential: potential,
                    available: reached * block.load(layers.content))
                store(potential, .potential, block)
                store(point.power, .chain, block)
                store(point.omega, .omega, block)
                store(point.phi, .phi, block)
            }
        }
    }

    /// Puts crop coefficients where the potential will stand, and flags; gives root depths.
    @inline(__always)
    private func storeClasses(
        _ block: CellBlock, _ codes: SIMD8<Int32>, _ lookup: (Int32) -> EvaporationClass
    ) -> SIMD8<Double> {
        // Neighbours are mostly of one class.
        let others = unsafeBitCast(codes ^ SIMD8(repeating: codes[0]), to: SIMD4<UInt64>.self)
        let folded = others.lowHalf | others.highHalf
        if folded[0] | folded[1] == 0 {
            let own = lookup(codes[0])
            store(SIMD8(repeating: own.crop), .potential, block)
            store(SIMD8(repeating: own.vegetated), .vegetated, block)
            return SIMD8(repeating: own.root)
        }
        var (crops, roots, flags) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
        for lane in 0..<8 {
            let own = lookup(codes[lane])
            (crops[lane], roots[lane], flags[lane]) = (own.crop, own.root, own.vegetated)
        }
        store(crops, .potential, block)
        store(flags, .vegetated, block)
        return roots
    }

    /// Second stage: phi or its inverse to the power of omega.
    @inline(never)
    func raise(_ count: Int) {
        forEachCellBlock(count) { block in
            store(BudykoLanes.powerOfTwo(minus: load(.chain, block)), .chain, block)
        }
    }

    /// Third stage: the logarithm of the root of one more.
    @inline(never)
    func takeRoots(_ count: Int) {
        forEachCellBlock(count) { block in
            store(BudykoLanes.rootLogarithm(load(.chain, block), load(.omega, block)), .chain, block)
        }
    }

    /// Last stage: that root less 1, and 0 where nothing grows.
    @inline(__always)
    func root(_ block: CellBlock) -> SIMD8<Double> {
        BudykoLanes.powerOfTwoLessOne(load(.chain, block)) * load(.vegetated, block)
    }
}

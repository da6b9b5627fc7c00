extension ZonalSums {
    /// Adds the densities of one measure over the cells of the window that `begin` took up, row by row; NaN
    /// where missing.
    ///
    /// Throws `window_outside` where the count of cells is another.
    public mutating func add(
        _ densities: UnsafeBufferPointer<Double>, to measure: Int
    ) throws(GridError) {
        try add([densities], from: measure)
    }

    /// Adds as `add(_:to:)` does.
    public mutating func add(_ densities: Raster<Double>, to measure: Int) throws(GridError) {
        try densities.cells.withUnsafeBufferPointer { (cells) throws(GridError) in
            try add(cells, to: measure)
        }
    }

    /// Adds the densities of neighbouring measures, of which `first` is the first. A cell that is missing in one of
    /// them must be missing in all.
    ///
    /// Throws `window_outside` where a count of cells is another.
    public mutating func add(
        _ densities: [UnsafeBufferPointer<Double>], from first: Int
    ) throws(GridError) {
        let layers = densities.compactMap(\.baseAddress)
        guard densities.allSatisfy({ $0.count == plan.window.cellCount }), layers.count == densities.count
        else {
            throw GridError(
                .windowOutside, "densities for another window than \(plan.window)",
                hint: "give one density for each cell of the window")
        }
        var room = self.room
        self.room = SumRoom()
        room.prepare(slots: keys.count)
        for piece in plan.pieces where !piece.isEmpty {
            var gaps: Gaps?
            for start in stride(from: 0, to: layers.count, by: 4) {
                let own = layers[start..<min(start + 4, layers.count)]
                if own.count == 1 {
                    add(own[start], piece, first + start, &room, &gaps)
                } else {
                    add(own, piece, first + start, &room, &gaps)
                }
            }
        }
        self.room = room
    }

    private mutating func add(
        _ cells: UnsafePointer<Double>, _ piece: ZonalPlan.Piece, _ measure: Int, _ room: inout SumRoom,
        _ gaps: inout Gaps?
    ) {
        let (first, count) = (piece.cells.lowerBound, piece.cells.count)
        let perUnit = resolutions[measure].stepsPerUnit
        let inside = Self.round(cells + first, count, perUnit, into: &room.before)
        addSegments(piece, room.before, &room.sums, measure..<measure + 1)
        addUnusual(cells, piece, count - inside, measure, &gaps)
    }

    /// Adds two to four neighbouring measures, of which `first` is the first.
    private mutating func add(
        _ layers: ArraySlice<UnsafePointer<Double>>, _ piece: ZonalPlan.Piece, _ first: Int,
        _ room: inout SumRoom, _ gaps: inout Gaps?
    ) {
        let perUnit = layers.indices.map { resolutions[first + $0 - layers.startIndex].stepsPerUnit }
        let inside = MeasureRows(layers, perUnit: perUnit).sum(piece.cells, into: &room.rowsBefore)
        addSegments(piece, room.rowsBefore, &room.rowSums, first..<first + layers.count)
        for (lane, cells) in layers.enumerated() {
            addUnusual(cells, piece, piece.cells.count - Int(inside[lane]), first + lane, &gaps)
        }
    }

    /// Sees to the cells that the sums of steps left out, as many as `left`: missing, or beyond the ceiling.
    private mutating func addUnusual(
        _ cells: UnsafePointer<Double>, _ piece: ZonalPlan.Piece, _ left: Int, _ measure: Int,
        _ gaps: inout Gaps?
    ) {
        if left == 0 { return }
        let known = gaps ?? findGaps(piece, cells)
        gaps = known
        for (slot, area) in known.areas { missingAreas[measure][slot] += area }
        if known.count < left { addExcesses(piece, cells, resolutions[measure].stepsPerUnit, measure) }
    }

    /// Sums of densities in steps, 0 where missing or beyond the ceiling; gives how many were neither.
    private static func round(
        _ cells: UnsafePointer<Double>, _ count: Int, _ perUnit: Double, into before: inout [Int64]
    ) -> Int {
        before.withUnsafeMutableBufferPointer { before in
            guard let steps = before.baseAddress.map({ $0 + 1 }) else { return 0 }
            var inside = SIMD8<Int64>()
            var (sum, first) = (Int64(0), 0)
            while first < count {
                let length = min(64, count &- first)
                if length == 64 {
                    round(cells + first, 64, perUnit, steps + first, &inside)
                    for index in first..<first &+ 64 {
                        sum &+= steps[index]
                        steps[index] = sum
                    }
                } else {
                    roundRest(cells + first, length, perUnit, steps + first, &inside)
                    for index in first..<first &+ length {
                        sum &+= steps[index]
                        steps[index] = sum
                    }
                }
                first &+= length
            }
            return Int(inside.wrappedSum())
        }
    }

    /// Steps of a multiple of eight cells.
    @inline(__always)
    private static func round(
        _ cells: UnsafePointer<Double>, _ count: Int, _ perUnit: Double,
        _ steps: UnsafeMutablePointer<Int64>, _ inside: inout SIMD8<Int64>
    ) {
        let (source, target) = (UnsafeRawPointer(cells), UnsafeMutableRawPointer(steps))
        for index in stride(from: 0, to: count, by: 8) {
            let eight = source.loadUnaligned(fromByteOffset: 8 &* index, as: SIMD8<Double>.self)
            let rounded = roundedSteps(eight, perUnit, &inside)
            target.storeBytes(of: rounded, toByteOffset: 8 &* index, as: SIMD8<Int64>.self)
        }
    }

    /// Densities in steps, 0 where missing or beyond the ceiling; counts lane by lane those that are neither.
    @inline(__always)
    static func roundedSteps(
        _ densities: SIMD8<Double>, _ perUnit: Double, _ inside: inout SIMD8<Int64>
    ) -> SIMD8<Int64> {
        let scaled = densities * SIMD8<Double>(repeating: perUnit)
        let mask = unsafeBitCast(scaled.magnitudes .< 0x1p51, to: SIMD8<Int64>.self)
        inside &-= mask
        return ((scaled + VectorMath.rounding).bits &- VectorMath.rounding.bits) & mask
    }

    /// Steps of fewer than 64 cells.
    private static func roundRest(
        _ cells: UnsafePointer<Double>, _ count: Int, _ perUnit: Double,
        _ steps: UnsafeMutablePointer<Int64>, _ inside: inout SIMD8<Int64>
    ) {
        let whole = count & ~7
        round(cells, whole, perUnit, steps, &inside)
        guard whole < count else { return }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { room in
            guard let base = room.baseAddress else { return }
            for lane in 0..<8 { base[lane] = whole &+ lane < count ? cells[whole &+ lane] : .nan }
            (base + 8).withMemoryRebound(to: Int64.self, capacity: 8) { own in
                round(UnsafePointer(base), 8, perUnit, own, &inside)
                for lane in 0..<count &- whole { steps[whole &+ lane] = own[lane] }
            }
        }
    }

    /// Sums each segment in 64 bits, each slot of the piece likewise, and weighs with the area of a cell: of one measure or
    /// of neighbouring ones, a lane each.
    @inline(__always)
    private mutating func addSegments<Steps: StepSum>(
        _ piece: ZonalPlan.Piece, _ before: [Steps], _ sums: inout [Steps], _ measures: Range<Int>
    ) {
        let first = piece.cells.lowerBound
        before.withUnsafeBufferPointer { before in
            plan.segments.withUnsafeBufferPointer { segments in
                sums.withUnsafeMutableBufferPointer { sums in
                    for segment in segments[piece.segments] {
                        let start = Int(segment.start) &- first
                        let sum = before[start &+ Int(segment.length)].less(before[start])
                        sums[Int(segment.slot)] &+= sum
                    }
                }
            }
        }
        for index in piece.touched {
            let slot = Int(plan.touched[index])
            accumulate(sums[slot], piece.area, measures, slot)
            sums[slot] = .zero
        }
        for index in piece.borders {
            let border = plan.borders[index]
            let cell = Int(border.cell) - first
            accumulate(before[cell + 1].less(before[cell]), border.area, measures, Int(border.slot))
        }
    }

    @inline(__always)
    private mutating func accumulate<Steps: StepSum>(
        _ steps: Steps, _ area: Int64, _ measures: Range<Int>, _ slot: Int
    ) {
        for (lane, measure) in measures.enumerated() {
            accumulate(Self.product(steps.lane(lane), area), measure, slot)
        }
    }

    @inline(__always)
    static func product(_ a: Int64, _ b: Int64) -> Int128 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return Int128(high) &<< 64 | Int128(low)
    }

    /// The missing cells of a piece.
    private struct Gaps {
        /// In regions or not.
        var count = 0
        /// By slot, the missing area in steps.
        var areas: [(slot: Int, area: Int128)] = []
    }

    private func findGaps(_ piece: ZonalPlan.Piece, _ cells: UnsafePointer<Double>) -> Gaps {
        let first = piece.cells.lowerBound
        let missing = Self.countMissing(cells + first, piece.cells.count)
        var gaps = Gaps(count: Int(missing[piece.cells.count]))
        for segment in plan.segments[piece.segments] {
            let start = Int(segment.start) - first
            let count = missing[start + Int(segment.length)] - missing[start]
            if count > 0 {
                gaps.areas.append((Int(segment.slot), Self.product(Int64(count), piece.area)))
            }
        }
        for border in plan.borders[piece.borders] where cells[Int(border.cell)].isNaN {
            gaps.areas.append((Int(border.slot), Int128(border.area)))
        }
        return gaps
    }

    /// How many cells before each are missing.
    private static func countMissing(_ cells: UnsafePointer<Double>, _ count: Int) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: count + 1) { room, filled in
            var sum: Int32 = 0
            for index in 0..<count {
                room[index] = sum
                sum &+= cells[index] == cells[index] ? 0 : 1
            }
            room[count] = sum
            filled = count + 1
        }
    }

    private mutating func addExcesses(
        _ piece: ZonalPlan.Piece, _ cells: UnsafePointer<Double>, _ perUnit: Double, _ measure: Int
    ) {
        for segment in plan.segments[piece.segments] {
            for cell in Int(segment.start)..<Int(segment.start + segment.length)
            where (cells[cell] * perUnit).magnitude >= 0x1p51 {
                addExcess(cells[cell], piece.area, measure, Int(segment.slot))
            }
        }
        for border in plan.borders[piece.borders] {
            let density = cells[Int(border.cell)]
            if (density * perUnit).magnitude < 0x1p51 || density.isNaN { continue }
            addExcess(density, border.area, measure, Int(border.slot))
        }
    }

    private mutating func addExcess(_ density: Double, _ area: Int64, _ measure: Int, _ slot: Int) {
        let unit = zones.areaExponent
        withExcess(measure, slot) { $0.add(density, times: area, exponent: unit) }
    }
}

/// Whole steps of one measure, or of neighbouring ones, a lane each.
private protocol StepSum {
    static var zero: Self { get }
    func less(_ other: Self) -> Self
    static func &+= (left: inout Self, right: Self)
    func lane(_ index: Int) -> Int64
}

extension Int64: StepSum {
    @inline(__always)
    fileprivate func less(_ other: Int64) -> Int64 { self &- other }
    @inline(__always)
    fileprivate func lane(_ index: Int) -> Int64 { self }
}

extension SIMD4<Int64>: StepSum {
    @inline(__always)
    fileprivate func less(_ other: Self) -> Self { self &- other }
    @inline(__always)
    fileprivate func lane(_ index: Int) -> Int64 { self[index] }
}

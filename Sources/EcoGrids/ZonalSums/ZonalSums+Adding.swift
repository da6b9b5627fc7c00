extension ZonalSums {
    /// Takes up a window: finds the runs of every region and class in it, and adds their areas.
    ///
    /// Throws `window_outside` where the window is not inside the grid or `classes` does not cover it.
    public mutating func begin(_ window: Window, classes: Raster<Int32>? = nil) throws(GridError) {
        guard zones.grid.extent.contains(window), !window.isEmpty, classes?.window.contains(window) ?? true,
            window.cellCount <= Int(Int32.max)
        else {
            throw GridError(
                .windowOutside, "the grid or the classes do not cover the window \(window)",
                hint: "read all layers of a step by the same window")
        }
        var plan = self.plan
        self.plan = ZonalPlan()
        plan.start(window)
        let areas = zones.areaSteps(rows: window.rows)
        for piece in pieces(window, areas) {
            let first = (piece.row - window.row) * window.width + piece.column - window.column
            let area = areas[piece.row - window.row]
            plan.startPiece(cells: first..<first + piece.cellCount, area: area)
            zones.forEachRun(in: piece) { run in append(run, classes, area: area, to: &plan) }
            for index in plan.endPiece() {
                let slot = Int(plan.touched[index])
                self.areas[slot] += Self.product(plan.takeCount(slot), area)
            }
        }
        self.plan = plan
    }

    /// Windows of cells that follow each other, have one area, and are few enough.
    private func pieces(_ window: Window, _ areas: [Int64]) -> [Window] {
        var pieces: [Window] = []
        let width = min(window.width, ZonalPlan.cellLimit)
        let rowLimit = window.width > width ? 1 : ZonalPlan.cellLimit / width
        var row = window.row
        while row < window.row + window.height {
            let index = row - window.row
            var end = index + 1
            while end < areas.count, end - index < rowLimit, areas[end] == areas[index] { end += 1 }
            for column in stride(from: window.column, to: window.column + window.width, by: width) {
                let left = min(width, window.column + window.width - column)
                pieces.append(Window(column: column, row: row, width: left, height: end - index))
            }
            row = window.row + end
        }
        return pieces
    }

    private mutating func append(
        _ run: ZoneRun, _ classes: Raster<Int32>?, area: Int64, to plan: inout ZonalPlan
    ) {
        let (row, column, length) = (Int(run.row), Int(run.column), Int(run.length))
        let first = (row - plan.window.row) * plan.window.width + column - plan.window.column
        let share = zones.areaSteps(area, fraction: run.fraction)
        guard let classes else {
            return append(first, length, SlotKey(region: run.region, classCode: .missing), run, share, &plan)
        }
        let firstClass = classes.index(column: column, row: row)
        classes.cells.withUnsafeBufferPointer { codes in
            guard let codes = codes.baseAddress.map({ $0 + firstClass }) else { return }
            let changes = Self.findChanges(codes, length, &plan.ends)
            var start = 0
            for change in 0...changes {
                let end = change < changes ? Int(plan.ends[change]) : length
                let key = SlotKey(region: run.region, classCode: codes[start])
                append(first &+ start, end &- start, key, run, share, &plan)
                start = end
            }
        }
    }

    /// Puts down where neighbours differ, and gives how often: eight at a time, as mostly they do not.
    @inline(__always)
    private static func findChanges(
        _ codes: UnsafePointer<Int32>, _ length: Int, _ places: inout [Int32]
    ) -> Int {
        places.withUnsafeMutableBufferPointer { places in
            guard let places = places.baseAddress else { return 0 }
            let bytes = UnsafeRawPointer(codes)
            let lanes = SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7)
            var (count, index) = (0, 1)
            while index &+ 8 <= length {
                let own = bytes.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD8<UInt32>.self)
                let former = bytes.loadUnaligned(fromByteOffset: 4 &* index &- 4, as: SIMD8<UInt32>.self)
                let change = own ^ former
                // One bit for each lane; comparisons of whole numbers are not made into vector code.
                let flags = ((change | (SIMD8<UInt32>.zero &- change)) &>> 31) &<< lanes
                let four = unsafeBitCast(flags, to: SIMD4<UInt64>.self)
                let two = four.lowHalf | four.highHalf
                let one = two[0] | two[1]
                var bits = UInt32(truncatingIfNeeded: one | one &>> 32)
                while bits != 0 {
                    places[count] = Int32(truncatingIfNeeded: index &+ bits.trailingZeroBitCount)
                    count &+= 1
                    bits &= bits &- 1
                }
                index &+= 8
            }
            while index < length {
                if codes[index] != codes[index &- 1] {
                    places[count] = Int32(truncatingIfNeeded: index)
                    count &+= 1
                }
                index &+= 1
            }
            return count
        }
    }

    /// Adds neighbouring cells of one class.
    @inline(__always)
    private mutating func append(
        _ start: Int, _ length: Int, _ key: SlotKey, _ run: ZoneRun, _ share: Int64, _ plan: inout ZonalPlan
    ) {
        let slot = plan.knownSlot(key) ?? plan.remember(key, slot: slot(key))
        if run.fraction == 1 { return plan.append(start: start, length: length, slot: slot) }
        areas[slot] += Self.product(share, Int64(length))
        for cell in start..<start + length {
            plan.borders.append(ZonalPlan.Border(cell: Int32(cell), slot: Int32(slot), area: share))
        }
    }

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
        // sums of the steps of all cells before each, so that any run of cells is one difference
        var before = [Int64](unsafeUninitializedCapacity: ZonalPlan.cellLimit + 1) { room, count in
            room[0] = 0
            count = ZonalPlan.cellLimit + 1
        }
        var sums = [Int64](repeating: 0, count: keys.count)
        for piece in plan.pieces where !piece.isEmpty {
            var gaps: Gaps?
            for (index, cells) in layers.enumerated() {
                add(cells, piece, first + index, &before, &sums, &gaps)
            }
        }
    }

    private mutating func add(
        _ cells: UnsafePointer<Double>, _ piece: ZonalPlan.Piece, _ measure: Int, _ before: inout [Int64],
        _ sums: inout [Int64], _ gaps: inout Gaps?
    ) {
        let (first, count) = (piece.cells.lowerBound, piece.cells.count)
        let perUnit = resolutions[measure].stepsPerUnit
        let inside = Self.round(cells + first, count, perUnit, into: &before)
        addSegments(piece, first, before, &sums, measure)
        if inside == count { return }
        let known = gaps ?? findGaps(piece, cells)
        gaps = known
        for (slot, area) in known.areas { missingAreas[measure][slot] += area }
        if inside + known.count < count { addExcesses(piece, cells, perUnit, measure) }
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
        let scale = SIMD8<Double>(repeating: perUnit)
        for index in stride(from: 0, to: count, by: 8) {
            let scaled = source.loadUnaligned(fromByteOffset: 8 &* index, as: SIMD8<Double>.self) * scale
            let mask = unsafeBitCast(scaled.magnitudes .< 0x1p51, to: SIMD8<Int64>.self)
            let rounded = (scaled + VectorMath.rounding).bits &- VectorMath.rounding.bits
            inside &-= mask
            target.storeBytes(of: rounded & mask, toByteOffset: 8 &* index, as: SIMD8<Int64>.self)
        }
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

    /// Sums each segment in 64 bits, each slot of the piece likewise, and weighs with the area of a cell.
    private mutating func addSegments(
        _ piece: ZonalPlan.Piece, _ first: Int, _ before: [Int64], _ sums: inout [Int64], _ measure: Int
    ) {
        before.withUnsafeBufferPointer { before in
            plan.segments.withUnsafeBufferPointer { segments in
                sums.withUnsafeMutableBufferPointer { sums in
                    for segment in segments[piece.segments] {
                        let start = Int(segment.start) &- first
                        let sum = before[start &+ Int(segment.length)] &- before[start]
                        sums[Int(segment.slot)] &+= sum
                    }
                }
            }
        }
        for index in piece.touched {
            let slot = Int(plan.touched[index])
            accumulate(Self.product(sums[slot], piece.area), measure, slot)
            sums[slot] = 0
        }
        for index in piece.borders {
            let border = plan.borders[index]
            let cell = Int(border.cell) - first
            let steps = before[cell + 1] - before[cell]
            accumulate(Self.product(steps, border.area), measure, Int(border.slot))
        }
    }

    @inline(__always)
    private static func product(_ a: Int64, _ b: Int64) -> Int128 {
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

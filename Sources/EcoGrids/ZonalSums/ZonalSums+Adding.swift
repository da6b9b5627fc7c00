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
            var start = 0
            while start < length {
                let code = codes[start]
                var end = start &+ 1
                while end < length, codes[end] == code { end &+= 1 }
                let key = SlotKey(region: run.region, classCode: code)
                append(first &+ start, end &- start, key, run, share, &plan)
                start = end
            }
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
        guard densities.count == plan.window.cellCount, let cells = densities.baseAddress else {
            throw GridError(
                .windowOutside, "\(densities.count) densities for the window \(plan.window)",
                hint: "give one density for each cell of the window")
        }
        // sums of the steps of all cells before each, so that any run of cells is one difference
        var before = [Int64](unsafeUninitializedCapacity: ZonalPlan.cellLimit + 1) { room, count in
            room[0] = 0
            count = ZonalPlan.cellLimit + 1
        }
        var sums = [Int64](repeating: 0, count: keys.count)
        let perUnit = resolutions[measure].stepsPerUnit
        for piece in plan.pieces {
            let first = piece.cells.lowerBound
            let isWhole = Self.round(cells + first, piece.cells.count, perUnit, into: &before)
            addSegments(piece, first, before, &sums, measure)
            if !isWhole { addExceptions(piece, cells, perUnit, measure) }
        }
    }

    /// Adds as `add(_:to:)` does.
    public mutating func add(_ densities: Raster<Double>, to measure: Int) throws(GridError) {
        try densities.cells.withUnsafeBufferPointer { (cells) throws(GridError) in
            try add(cells, to: measure)
        }
    }

    /// Sums of densities in steps, 0 where missing or beyond the ceiling; true where there was none of these.
    private static func round(
        _ cells: UnsafePointer<Double>, _ count: Int, _ perUnit: Double, into before: inout [Int64]
    ) -> Bool {
        let scale = SIMD8<Double>(repeating: perUnit)
        var inside = SIMD8<Int64>()
        before.withUnsafeMutableBufferPointer { before in
            guard let steps = before.baseAddress.map({ $0 + 1 }) else { return }
            forEachCellBlock(count) { block in
                let scaled = block.load(cells) * scale
                let mask = unsafeBitCast(scaled.magnitudes .< 0x1p51, to: SIMD8<Int64>.self)
                let rounded = (scaled + VectorMath.rounding).bits &- VectorMath.rounding.bits
                inside &-= mask
                block.store(rounded & mask, to: steps)
            }
            var sum: Int64 = 0
            for index in 0..<count {
                sum &+= steps[index]
                steps[index] = sum
            }
        }
        return inside.wrappedSum() == count
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

    /// Takes up what was left out as 0: missing cells by their area, densities beyond the ceiling exactly.
    private mutating func addExceptions(
        _ piece: ZonalPlan.Piece, _ cells: UnsafePointer<Double>, _ perUnit: Double, _ measure: Int
    ) {
        let first = piece.cells.lowerBound
        let gaps = Self.gaps(cells + first, piece.cells.count, perUnit)
        for segment in plan.segments[piece.segments] {
            let start = Int(segment.start) - first
            let missing = gaps.missing[start + Int(segment.length)] - gaps.missing[start]
            if missing > 0 {
                missingAreas[measure][Int(segment.slot)] += Self.product(Int64(missing), piece.area)
            }
        }
        for border in plan.borders[piece.borders] where cells[Int(border.cell)].isNaN {
            missingAreas[measure][Int(border.slot)] += Int128(border.area)
        }
        if gaps.isExcessive { addExcesses(piece, cells, perUnit, measure) }
    }

    /// How many cells before each are missing, and whether any is beyond the ceiling.
    private static func gaps(
        _ cells: UnsafePointer<Double>, _ count: Int, _ perUnit: Double
    ) -> (missing: [Int32], isExcessive: Bool) {
        // Magnitudes are in the order of their bits, those of NaN above infinity's.
        let infinity = Int64(bitPattern: Double.infinity.bitPattern)
        let limit = Int64(bitPattern: (0x1p51 / perUnit).bitPattern)
        var large: Int32 = 0
        var sum: Int32 = 0
        let missing = [Int32](unsafeUninitializedCapacity: count + 1) { room, filled in
            for index in 0..<count {
                room[index] = sum
                let size = Int64(bitPattern: cells[index].bitPattern) & .max
                sum &+= size > infinity ? 1 : 0
                large &+= size >= limit ? 1 : 0
            }
            room[count] = sum
            filled = count + 1
        }
        return (missing, large > sum)
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

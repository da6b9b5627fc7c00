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
}

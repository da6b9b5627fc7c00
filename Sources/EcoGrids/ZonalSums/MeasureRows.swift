/// Room for the sums of one piece of a window, kept from window to window.
struct SumRoom: Sendable {
    /// Sums of the steps of all cells before each, so that any run of cells is one difference.
    var before: [Int64] = []
    /// The same of up to four measures.
    var rowsBefore: [SIMD4<Int64>] = []
    /// By slot, the sums of the piece; 0 between pieces.
    var sums: [Int64] = []
    var rowSums: [SIMD4<Int64>] = []

    mutating func prepare(slots: Int) {
        if before.isEmpty {
            before = Array(repeating: 0, count: ZonalPlan.cellLimit + 1)
            rowsBefore = Array(repeating: .zero, count: ZonalPlan.cellLimit + 1)
        }
        if sums.count < slots {
            sums += Array(repeating: 0, count: slots - sums.count)
            rowSums += Array(repeating: .zero, count: slots - rowSums.count)
        }
    }
}

/// Two to four measures of the same cells as rows of lanes, one row for each cell, so that one addition sums all.
struct MeasureRows {
    private typealias Lanes = SIMD8<Int64>
    private typealias Row = SIMD4<Int64>

    private let layers: (UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer)
    private let perUnit: SIMD4<Double>

    /// Lanes beyond the last measure repeat it.
    init(_ cells: ArraySlice<UnsafePointer<Double>>, perUnit: [Double]) {
        let last = cells.count - 1
        func layer(_ lane: Int) -> UnsafeRawPointer {
            UnsafeRawPointer(cells[cells.startIndex + min(lane, last)])
        }
        layers = (layer(0), layer(1), layer(2), layer(3))
        self.perUnit = SIMD4(
            perUnit[0], perUnit[min(1, last)], perUnit[min(2, last)], perUnit[min(3, last)])
    }

    /// Fills `before` with the sums of the steps of all cells of the range before each, 0 for those that are missing or
    /// beyond the ceiling; gives how many of each measure were neither.
    func sum(_ cells: Range<Int>, into before: inout [SIMD4<Int64>]) -> SIMD4<Int64> {
        before.withUnsafeMutableBufferPointer { before in
            guard let rows = before.baseAddress else { return .zero }
            var inside = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
            var sum = Row.zero
            rows[0] = sum
            let count = cells.count
            for index in stride(from: 0, to: count & ~7, by: 8) {
                add(cells.lowerBound &+ index, rows + index, &sum, &inside)
            }
            if count & 7 != 0 {
                let index = count & ~7
                addRest(cells.lowerBound &+ index, count & 7, rows + index, &sum, &inside)
            }
            return Row(
                inside.0.wrappedSum(), inside.1.wrappedSum(), inside.2.wrappedSum(), inside.3.wrappedSum())
        }
    }

    /// Adds eight cells from `first` on.
    @inline(__always)
    private func add(
        _ first: Int, _ rows: UnsafeMutablePointer<Row>, _ sum: inout Row,
        _ inside: inout (Lanes, Lanes, Lanes, Lanes)
    ) {
        func eight(_ layer: UnsafeRawPointer) -> SIMD8<Double> {
            layer.loadUnaligned(fromByteOffset: 8 &* first, as: SIMD8<Double>.self)
        }
        let a = ZonalSums.roundedSteps(eight(layers.0), perUnit[0], &inside.0)
        let b = ZonalSums.roundedSteps(eight(layers.1), perUnit[1], &inside.1)
        let c = ZonalSums.roundedSteps(eight(layers.2), perUnit[2], &inside.2)
        let d = ZonalSums.roundedSteps(eight(layers.3), perUnit[3], &inside.3)
        Self.store(a.lowHalf, b.lowHalf, c.lowHalf, d.lowHalf, rows, &sum)
        Self.store(a.highHalf, b.highHalf, c.highHalf, d.highHalf, rows + 4, &sum)
    }

    /// Turns four measures of four cells into rows and puts down their running sums.
    @inline(__always)
    private static func store(
        _ a: Row, _ b: Row, _ c: Row, _ d: Row, _ rows: UnsafeMutablePointer<Row>, _ sum: inout Row
    ) {
        let (even, odd) = (Row(a[0], b[0], a[2], b[2]), Row(a[1], b[1], a[3], b[3]))
        let (even2, odd2) = (Row(c[0], d[0], c[2], d[2]), Row(c[1], d[1], c[3], d[3]))
        sum &+= Row(lowHalf: even.lowHalf, highHalf: even2.lowHalf)
        rows[1] = sum
        sum &+= Row(lowHalf: odd.lowHalf, highHalf: odd2.lowHalf)
        rows[2] = sum
        sum &+= Row(lowHalf: even.highHalf, highHalf: even2.highHalf)
        rows[3] = sum
        sum &+= Row(lowHalf: odd.highHalf, highHalf: odd2.highHalf)
        rows[4] = sum
    }

    /// Adds the last cells, fewer than eight.
    @inline(never)
    private func addRest(
        _ first: Int, _ count: Int, _ rows: UnsafeMutablePointer<Row>, _ sum: inout Row,
        _ inside: inout (Lanes, Lanes, Lanes, Lanes)
    ) {
        func rest(_ layer: UnsafeRawPointer) -> SIMD8<Double> {
            var lanes = SIMD8<Double>(repeating: .nan)
            for lane in 0..<count {
                lanes[lane] = layer.loadUnaligned(fromByteOffset: 8 &* (first &+ lane), as: Double.self)
            }
            return lanes
        }
        let a = ZonalSums.roundedSteps(rest(layers.0), perUnit[0], &inside.0)
        let b = ZonalSums.roundedSteps(rest(layers.1), perUnit[1], &inside.1)
        let c = ZonalSums.roundedSteps(rest(layers.2), perUnit[2], &inside.2)
        let d = ZonalSums.roundedSteps(rest(layers.3), perUnit[3], &inside.3)
        for lane in 0..<count {
            sum &+= Row(a[lane], b[lane], c[lane], d[lane])
            rows[lane &+ 1] = sum
        }
    }
}

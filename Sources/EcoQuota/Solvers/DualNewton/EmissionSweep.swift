import EcoAlgebra

/// Passes over the sources: emissions and loads under prices, and the second-order matrix. Matrix columns go
/// through a panel in double precision that stays in the cache, whatever their storage.
struct EmissionSweep {
    let sources: SlopedSources
    let receptors: Int
    /// Right sides: receptors, then shared rows.
    let limits: [Double]
    /// Loads where every source emits its least.
    private(set) var leastLoads: [Double] = []
    /// Loads where no price holds any source back.
    var topLoads: [Double] {
        var top = [Double](repeating: 0, count: limits.count)
        sweep(prices: [], loads: &top) { source, _ in sources.top[source] }
        return top
    }
    /// Of every so many sources one is looked at, and counts for all of them.
    let stride: Int

    private let matrix: SourceReceptorMatrix
    private let dense: DenseMatrix?
    /// Distinct groups with their sources.
    private let groups: [(column: Int, sources: Range<Int>)]
    private static let panel = 64

    init(_ program: MarketProgram, _ sources: SlopedSources, stride: Int = 1) {
        self.sources = sources
        self.stride = stride
        matrix = program.ambient.matrix
        receptors = matrix.rows
        limits = program.ambient.allowance.prefix(receptors) + sources.sharedRow.map { program.right[$0] }
        let found = Self.groups(sources, stride)
        switch matrix.storage {
        case _ where stride > 1:
            dense = Self.gathered(matrix, found)
            groups = found.enumerated().map { ($1.column < 0 ? -1 : $0, $1.sources) }
        case .dense(let stored): (dense, groups) = (stored, found)
        case .single: (dense, groups) = (nil, found)
        default: (dense, groups) = (matrix.denseRows(Array(0..<matrix.rows)), found)
        }
        var least = [Double](repeating: 0, count: limits.count)
        sweep(prices: [], loads: &least) { source, _ in sources.bottom[source] }
        leastLoads = least
    }

    var order: Int { limits.count }

    private static func groups(_ sources: SlopedSources, _ stride: Int) -> [(
        column: Int, sources: Range<Int>
    )] {
        var result: [(column: Int, sources: Range<Int>)] = []
        var first = 0
        var number = 0
        while first < sources.count {
            var end = first + 1
            while end < sources.count, sources.group[first] >= 0, sources.group[end] == sources.group[first] {
                end += 1
            }
            if number % stride == 0 { result.append((sources.group[first], first..<end)) }
            number += 1
            first = end
        }
        return result
    }

    /// The columns of some groups beside each other, so that passes over a sample run through memory.
    private static func gathered(
        _ matrix: SourceReceptorMatrix, _ groups: [(column: Int, sources: Range<Int>)]
    ) -> DenseMatrix {
        let columns = groups.prefix { $0.column >= 0 }.map(\.column)
        let rows = matrix.rows
        var result = DenseMatrix(rows: rows, columns: columns.count)
        switch matrix.storage {
        case .dense(let stored):
            for (place, column) in columns.enumerated() {
                for row in 0..<rows {
                    result.elements[place * rows + row] = stored.elements[column * rows + row]
                }
            }
        case .single(let stored):
            for (place, column) in columns.enumerated() {
                for row in 0..<rows {
                    result.elements[place * rows + row] = Double(stored.elements[column * rows + row])
                }
            }
        default:
            let stored = matrix.denseRows(Array(0..<rows))
            for (place, column) in columns.enumerated() {
                for row in 0..<rows {
                    result.elements[place * rows + row] = stored.elements[column * rows + row]
                }
            }
        }
        return result
    }

    // MARK: Emissions and loads

    /// What prices do to the sources.
    struct State {
        var prices: [Double]
        /// Price of each source's emission.
        var charge: [Double]
        /// What one more yuan takes off each source.
        var response: [Double]
        var loads: [Double]
        var dual: Double
        /// Cost of the emissions.
        var primal: Double
    }

    func state(_ prices: [Double]) -> State {
        var state = State(
            prices: prices, charge: [Double](repeating: 0, count: sources.count),
            response: [Double](repeating: 0, count: sources.count),
            loads: [Double](repeating: 0, count: order), dual: 0, primal: 0)
        var (least, cost) = (0.0, 0.0)
        var loads = state.loads
        state.charge.withUnsafeMutableBufferPointer { charges in
            state.response.withUnsafeMutableBufferPointer { responses in
                sources.withView { view in
                    sweep(prices: prices, loads: &loads) { source, charge in
                        let values = view.response(source, charge)
                        charges[source] = charge
                        responses[source] = values.slope
                        least += values.cost + charge * values.emission
                        cost += values.cost
                        return values.emission
                    }
                }
            }
        }
        state.loads = loads
        let weight = Double(stride)
        state.dual = least * weight
        for (price, limit) in zip(prices, limits) { state.dual -= price * limit }
        state.primal = cost * weight
        return state
    }

    /// One pass: the price of each source from the panel, its emission from `respond`, the loads from the panel.
    private func sweep(prices: [Double], loads: inout [Double], respond: (Int, Double) -> Double) {
        var room = [Double](repeating: 0, count: receptors * Self.panel)
        var charges = [Double](repeating: 0, count: Self.panel)
        var emissions = charges
        let receptorPrices = Array(prices.prefix(receptors))
        let isFree = !receptorPrices.contains { $0 != 0 }
        for low in Swift.stride(from: 0, to: groups.count, by: Self.panel) {
            let part = groups[low..<min(groups.count, low + Self.panel)]
            let count = part.count { $0.column >= 0 }
            withPanel(part.prefix(count), &room) { panel in
                for index in charges.indices { charges[index] = 0 }
                if count > 0, !isFree {
                    DenseKernels.multiply(
                        panel, rows: receptors, columns: count, stride: receptors, transposed: true,
                        by: receptorPrices, into: &charges)
                }
                for (index, group) in part.enumerated() {
                    var sum = 0.0
                    for source in group.sources {
                        let emission = respond(
                            source, charges[index] + sharedCharge(source, prices))
                        sum += emission
                        addShared(source, emission, &loads)
                    }
                    emissions[index] = sum
                }
                if count > 0 {
                    loads.withUnsafeMutableBufferPointer { loads in
                        DenseKernels.multiply(
                            panel, rows: receptors, columns: count, stride: receptors, by: emissions,
                            into: loads.baseAddress.unsafelyUnwrapped, keeping: 1)
                    }
                }
            }
        }
        if stride > 1 { for index in loads.indices { loads[index] *= Double(stride) } }
    }

    @inline(__always)
    private func sharedCharge(_ source: Int, _ prices: [Double]) -> Double {
        guard !prices.isEmpty else { return 0 }
        var sum = 0.0
        for entry in sources.entryStart[source]..<sources.entryStart[source + 1] {
            sum += sources.entryValue[entry] * prices[receptors + Int(sources.entryShared[entry])]
        }
        return sum
    }

    @inline(__always)
    private func addShared(_ source: Int, _ emission: Double, _ loads: inout [Double]) {
        for entry in sources.entryStart[source]..<sources.entryStart[source + 1] {
            loads[receptors + Int(sources.entryShared[entry])] += sources.entryValue[entry] * emission
        }
    }

    /// Gives the columns of some groups beside each other.
    private func withPanel(
        _ part: ArraySlice<(column: Int, sources: Range<Int>)>, _ room: inout [Double],
        _ body: (UnsafePointer<Double>) -> Void
    ) {
        guard let first = part.first, let last = part.last, receptors > 0 else {
            room.withUnsafeBufferPointer { $0.baseAddress.map(body) }
            return
        }
        if let dense, last.column - first.column == part.count - 1 {
            dense.elements.withUnsafeBufferPointer { elements in
                body(elements.baseAddress.unsafelyUnwrapped + first.column * receptors)
            }
            return
        }
        room.withUnsafeMutableBufferPointer { room in
            for (index, group) in part.enumerated() { copy(group.column, into: room, at: index * receptors) }
            body(UnsafePointer(room.baseAddress.unsafelyUnwrapped))
        }
    }

    @inline(__always)
    private func copy(_ column: Int, into room: UnsafeMutableBufferPointer<Double>, at start: Int) {
        if let dense {
            dense.elements.withUnsafeBufferPointer { elements in
                for row in 0..<receptors { room[start + row] = elements[column * receptors + row] }
            }
        } else if case .single(let single) = matrix.storage {
            single.elements.withUnsafeBufferPointer { elements in
                for row in 0..<receptors { room[start + row] = Double(elements[column * receptors + row]) }
            }
        }
    }

    // MARK: Second order

    /// A D Aᵀ over some rows (ascending), lower triangle, for responses D of the sources.
    func secondOrder(_ response: [Double], rows: [Int]) -> DenseMatrix {
        var result = DenseMatrix(rows: rows.count, columns: rows.count)
        let free = rows.prefix { $0 < receptors }.map(Int32.init)
        var place = [Int](repeating: -1, count: order)
        for (index, row) in rows.enumerated() { place[row] = index }
        var panel = [Double](repeating: 0, count: max(1, free.count * Self.columns))
        var filled = 0
        var cross = DenseMatrix(rows: free.count, columns: rows.count - free.count)
        for group in groups {
            var total = 0.0
            for source in group.sources { total += response[source] }
            guard total > 0 else { continue }
            addShared(group.sources, response, place, free.count, &result)
            guard group.column >= 0, !free.isEmpty else { continue }
            panel.withUnsafeMutableBufferPointer { room in
                pack(group.column, free, room.baseAddress.unsafelyUnwrapped + filled * free.count)
                addCross(group.sources, response, place, room, filled * free.count, &cross)
                let root = total.squareRoot()
                for index in filled * free.count..<(filled + 1) * free.count { room[index] *= root }
            }
            filled += 1
            if filled == Self.columns {
                addProduct(panel, free.count, filled, &result)
                filled = 0
            }
        }
        if filled > 0 { addProduct(panel, free.count, filled, &result) }
        for column in 0..<cross.columns {
            for row in 0..<free.count { result[free.count + column, row] = cross[row, column] }
        }
        if stride > 1 { for index in result.elements.indices { result.elements[index] *= Double(stride) } }
        return result
    }

    /// Columns of a packed panel.
    private static let columns = 512

    @inline(__always)
    private func pack(_ column: Int, _ rows: [Int32], _ target: UnsafeMutablePointer<Double>) {
        if let dense {
            dense.elements.withUnsafeBufferPointer { elements in
                for (index, row) in rows.enumerated() {
                    target[index] = elements[column * receptors + Int(row)]
                }
            }
        } else if case .single(let single) = matrix.storage {
            single.elements.withUnsafeBufferPointer { elements in
                for (index, row) in rows.enumerated() {
                    target[index] = Double(elements[column * receptors + Int(row)])
                }
            }
        }
    }

    private func addProduct(_ panel: [Double], _ rows: Int, _ columns: Int, _ result: inout DenseMatrix) {
        let stride = result.rows
        result.elements.withUnsafeMutableBufferPointer { result in
            DenseKernels.symmetricProduct(
                panel, order: rows, columns: columns, stride: rows,
                into: result.baseAddress.unsafelyUnwrapped, resultStride: stride, keeping: 1)
        }
    }

    private func addShared(
        _ members: Range<Int>, _ response: [Double], _ place: [Int], _ first: Int, _ result: inout DenseMatrix
    ) {
        for source in members where response[source] > 0 {
            let entries = sources.entryStart[source]..<sources.entryStart[source + 1]
            for one in entries {
                let row = place[receptors + Int(sources.entryShared[one])]
                guard row >= 0 else { continue }
                for other in entries {
                    let column = place[receptors + Int(sources.entryShared[other])]
                    guard column >= 0, column <= row else { continue }
                    result[row, column] +=
                        response[source] * sources.entryValue[one] * sources.entryValue[other]
                }
            }
        }
    }

    private func addCross(
        _ members: Range<Int>, _ response: [Double], _ place: [Int],
        _ panel: UnsafeMutableBufferPointer<Double>, _ start: Int, _ cross: inout DenseMatrix
    ) {
        let rows = cross.rows
        cross.elements.withUnsafeMutableBufferPointer { cross in
            for source in members where response[source] > 0 {
                for entry in sources.entryStart[source]..<sources.entryStart[source + 1] {
                    let column = place[receptors + Int(sources.entryShared[entry])] - rows
                    guard column >= 0 else { continue }
                    let factor = response[source] * sources.entryValue[entry]
                    for row in 0..<rows { cross[column * rows + row] += panel[start + row] * factor }
                }
            }
        }
    }
}

extension SlopedSources {
    /// The sources as memory, for loops that must not count references.
    struct View {
        let top: UnsafePointer<Double>
        let topCost: UnsafePointer<Double>
        let rampStart: UnsafePointer<Int>
        let ramps: UnsafePointer<Ramp>
    }

    func withView(_ body: (View) -> Void) {
        top.withUnsafeBufferPointer { top in
            topCost.withUnsafeBufferPointer { topCost in
                rampStart.withUnsafeBufferPointer { rampStart in
                    ramps.withUnsafeBufferPointer { ramps in
                        guard let topBase = top.baseAddress, let costBase = topCost.baseAddress,
                            let startBase = rampStart.baseAddress
                        else { return }
                        let rampBase = ramps.baseAddress ?? UnsafePointer(bitPattern: 8).unsafelyUnwrapped
                        body(View(top: topBase, topCost: costBase, rampStart: startBase, ramps: rampBase))
                    }
                }
            }
        }
    }
}

extension SlopedSources.View {
    /// What a price does to a source.
    @inline(__always)
    func response(_ source: Int, _ price: Double) -> (emission: Double, slope: Double, cost: Double) {
        var (emission, slope, cost) = (top[source], 0.0, topCost[source])
        for index in rampStart[source]..<rampStart[source + 1] {
            let (first, width, depth) = (ramps[index].price, ramps[index].width, ramps[index].depth)
            let over = price - first
            guard over > 0, depth > 0 else { continue }
            if over >= width {
                emission -= depth
                cost += (first + width / 2) * depth
            } else {
                let taken = depth * over / width
                emission -= taken
                cost += (first + over / 2) * taken
                slope += depth / width
            }
        }
        return (emission, slope, cost)
    }
}

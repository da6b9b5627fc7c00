/// Clears a forest of rows: upwards every row tells its parent what it takes at each price, downwards every row
/// learns its price and what passes its link.
///
/// Where several columns cost the same at the margin they share in proportion to their sizes, so that equal
/// columns are treated alike and neither order nor units of columns matter.
struct ForestSweep {
    private let program: MarketProgram
    private let forest: RowForest
    private(set) var chains: [PriceChain?]
    /// For each column that links rows: what it carries at each price of the parent.
    private var linkPoints: [[LinkPoint]]
    private var slack: [Double]
    private(set) var values: [Double]
    private(set) var prices: [Double]

    struct LinkPoint {
        let price: Double
        let flow: Double
    }

    /// - Throws: `QuotaSolverError` where a row cannot be met.
    init(_ program: MarketProgram, _ forest: RowForest) throws(QuotaSolverError) {
        self.program = program
        self.forest = forest
        chains = [PriceChain?](repeating: nil, count: program.rowCount)
        linkPoints = [[LinkPoint]](repeating: [], count: program.columnCount)
        values = [Double](repeating: 0, count: program.columnCount)
        prices = [Double](repeating: 0, count: program.rowCount)
        slack = prices
        sizeSlacks()
        for column in forest.loose where program.cost[column] < 0 {
            let rise = program.curvature[column]
            let wanted = rise > 0 ? -program.cost[column] / rise : .infinity
            values[column] = min(program.upper[column], wanted)
        }
        for row in forest.order { try raise(row) }
        for row in forest.order.reversed() { settle(row) }
    }

    /// How far the left side of a limit can fall below it.
    private mutating func sizeSlacks() {
        var least = [Double](repeating: 0, count: program.rowCount)
        for column in 0..<program.columnCount {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                least[Int(program.matrix.row[entry])] += min(
                    0, program.matrix.value[entry] * program.upper[column])
            }
        }
        for row in least.indices where program.rowKinds[row] == .atMost {
            slack[row] = max(0, program.right[row] - least[row])
        }
    }

    // MARK: Upwards

    private mutating func raise(_ row: Int) throws(QuotaSolverError) {
        var curve = PriceCurve(top: slack[row] - program.right[row])
        curve.add(PriceCurve.Drop(low: 0, high: 0, depth: slack[row]))
        for single in forest.singles[row] {
            let range = prices(of: single.column, single.value)
            let depth = single.value.magnitude * program.upper[single.column]
            if single.value > 0 { curve.top += depth }
            curve.add(PriceCurve.Drop(low: range.low, high: range.high, depth: depth))
        }
        for link in forest.linksBelow[row] {
            for column in forest.links[link].columns {
                let points = linkPoints[column.column]
                guard let first = points.first else { continue }
                curve.top += column.parent * first.flow
                for (point, next) in zip(points, points.dropFirst()) {
                    curve.add(
                        PriceCurve.Drop(
                            low: point.price, high: next.price,
                            depth: (column.parent * (next.flow - point.flow)).magnitude))
                }
            }
        }
        let chain = PriceChain(curve)
        chains[row] = chain
        try tell(row, chain)
    }

    /// The prices of a row between which a column of that row alone goes from full to empty, or back.
    private func prices(of column: Int, _ value: Double) -> (low: Double, high: Double) {
        let cost = program.cost[column]
        let full = cost + program.curvature[column] * program.upper[column]
        return value > 0 ? (-full / value, -cost / value) : (-cost / value, -full / value)
    }

    /// Tells the parent what passes the link at each of its prices.
    private mutating func tell(_ row: Int, _ chain: PriceChain) throws(QuotaSolverError) {
        let link = forest.linkOfRow[row]
        var reach = (low: 0.0, high: 0.0)
        let columns = link < 0 ? [] : forest.links[link].columns
        for column in columns {
            let most = -column.child * program.upper[column.column]
            reach = (min(reach.low, most), max(reach.high, most))
        }
        let rounding = 1e-10 * max(chain.top.magnitude, chain.bottom.magnitude, program.right[row].magnitude)
        guard chain.bottom <= reach.high + rounding, chain.top >= reach.low - rounding else {
            throw .breakdown(iteration: 0)
        }
        for column in columns { linkPoints[column.column] = points(column, chain) }
    }

    private func points(
        _ link: (column: Int, child: Double, parent: Double), _ chain: PriceChain
    ) -> [LinkPoint] {
        let most = -link.child * program.upper[link.column]
        let low = max(min(0, most), chain.bottom)
        let high = min(max(0, most), chain.top)
        guard low <= high else {
            // The row takes all or nothing at any price.
            let flow = chain.bottom > max(0, most) && most > 0 || chain.top < min(0, most) && most < 0
            return flow ? [LinkPoint(price: 0, flow: program.upper[link.column])] : []
        }
        var found: [(price: Double, value: Double)] = []
        let (first, last) = (chain.prices(at: high).high, chain.prices(at: low).low)
        if first.isFinite { found.append((first, high)) }
        for point in chain.points where point.value < high && point.value > low {
            found.append((point.price, point.value))
        }
        if last.isFinite { found.append((last, low)) }
        if found.isEmpty { found = [(0, low)] }
        let mapped = found.map { point -> LinkPoint in
            let flow = min(program.upper[link.column], max(0, -point.value / link.child))
            return LinkPoint(price: parentPrice(link, flow, point.price), flow: flow)
        }
        return link.child * link.parent < 0 ? mapped : mapped.reversed()
    }

    private func parentPrice(
        _ link: (column: Int, child: Double, parent: Double), _ flow: Double, _ price: Double
    ) -> Double {
        -(program.cost[link.column] + program.curvature[link.column] * flow + link.child * price)
            / link.parent
    }

    // MARK: Downwards

    /// Finds the price of a row whose link is settled, then what its columns and the links below carry.
    private mutating func settle(_ row: Int) {
        guard let chain = chains[row] else { return }
        let target = wanted(row)
        prices[row] = price(row, chain, target)
        var parts: [Part] = []
        parts.append(Part(column: -1, value: 1, slack[row], 0, range: step(prices[row], 0, 0)))
        for single in forest.singles[row] {
            let ends = prices(of: single.column, single.value)
            let taken = step(prices[row], ends.low, ends.high)
            let range = single.value > 0 ? (low: 1 - taken.high, high: 1 - taken.low) : taken
            let upper = program.upper[single.column]
            parts.append(
                Part(column: single.column, value: single.value, range.low * upper, range.high * upper))
        }
        for link in forest.linksBelow[row] {
            for column in forest.links[link].columns {
                let flow = Self.flow(linkPoints[column.column], at: prices[row])
                parts.append(Part(column: column.column, value: column.parent, flow.low, flow.high))
            }
        }
        share(parts, target + program.right[row])
    }

    /// The least and the most that a column of a row may carry at its price.
    private struct Part {
        let column: Int
        let value: Double
        /// Where its term in the row is least, and where it is most.
        let least: Double
        let most: Double

        init(column: Int, value: Double, _ one: Double, _ other: Double) {
            self.column = column
            self.value = value
            let isRising = value > 0
            least = isRising ? Swift.min(one, other) : Swift.max(one, other)
            most = isRising ? Swift.max(one, other) : Swift.min(one, other)
        }

        /// A slack that goes from all to nothing over a range.
        init(column: Int, value: Double, _ full: Double, _: Double, range: (low: Double, high: Double)) {
            self.init(column: column, value: value, full * (1 - range.high), full * (1 - range.low))
        }
    }

    private mutating func share(_ parts: [Part], _ target: Double) {
        let low = parts.reduce(0) { $0 + $1.value * $1.least }
        let high = parts.reduce(0) { $0 + $1.value * $1.most }
        let part = high > low ? min(1, max(0, (target - low) / (high - low))) : 0
        for entry in parts where entry.column >= 0 {
            values[entry.column] = entry.least + part * (entry.most - entry.least)
        }
    }

    /// What the link leaves for the row's other columns, less the right side.
    private func wanted(_ row: Int) -> Double {
        let link = forest.linkOfRow[row]
        guard link >= 0 else { return 0 }
        return forest.links[link].columns.reduce(0) { $0 - $1.child * values[$1.column] }
    }

    /// A price at which the row's own columns come to the target and no column of the link would rather move.
    private func price(_ row: Int, _ chain: PriceChain, _ target: Double) -> Double {
        let link = forest.linkOfRow[row]
        guard link >= 0 else { return Self.middle(chain.prices(at: target)) }
        // The target carries the rounding of the rows above; a step that ends there still counts.
        let rounding = 1e-13 * max(chain.top.magnitude, chain.bottom.magnitude)
        let own = (
            low: chain.prices(at: target + rounding).low, high: chain.prices(at: target - rounding).high
        )
        var (low, high) = own
        for column in forest.links[link].columns {
            let flow = values[column.column]
            let even = evenPrice(column, flow, prices[forest.links[link].parent])
            let isFull = flow >= program.upper[column.column]
            if flow > 0 && !isFull { return min(max(even, own.low), own.high) }
            // Its reduced cost is at least 0 where it is empty, at most 0 where it is full.
            if (column.child > 0) == isFull { high = min(high, even) } else { low = max(low, even) }
        }
        if low > high { (low, high) = (min(max(low, own.low), own.high), min(max(high, own.low), own.high)) }
        return Self.middle((min(low, high), max(low, high)))
    }

    /// The price of the child at which a link with some flow neither gains nor loses.
    private func evenPrice(
        _ link: (column: Int, child: Double, parent: Double), _ flow: Double, _ parent: Double
    ) -> Double {
        -(program.cost[link.column] + program.curvature[link.column] * flow + link.parent * parent)
            / link.child
    }

    private static func middle(_ range: (low: Double, high: Double)) -> Double {
        switch (range.low.isFinite, range.high.isFinite) {
        case (true, true): range.low + (range.high - range.low) / 2
        case (true, false): range.low
        case (false, true): range.high
        case (false, false): 0
        }
    }

    /// The part of a rise from `low` to `high` that is done at a price: two values where it steps there.
    private func step(_ price: Double, _ low: Double, _ high: Double) -> (low: Double, high: Double) {
        if price < low { return (0, 0) }
        if price > high { return (1, 1) }
        if low == high { return (0, 1) }
        let part = (price - low) / (high - low)
        return (part, part)
    }

    /// The flows between which a link steps at a price of the parent.
    private static func flow(_ points: [LinkPoint], at price: Double) -> (low: Double, high: Double) {
        guard let first = points.first, let last = points.last else { return (0, 0) }
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if points[middle].price < price { low = middle + 1 } else { high = middle }
        }
        guard low < points.count else { return (last.flow, last.flow) }
        if points[low].price == price {
            var end = low
            while end + 1 < points.count, points[end + 1].price == price { end += 1 }
            return (points[low].flow, points[end].flow)
        }
        guard low > 0 else { return (first.flow, first.flow) }
        let (left, right) = (points[low - 1], points[low])
        let flow = left.flow + (right.flow - left.flow) * ((price - left.price) / (right.price - left.price))
        return (flow, flow)
    }
}

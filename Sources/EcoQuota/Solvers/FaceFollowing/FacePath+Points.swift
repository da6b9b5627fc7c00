extension FacePath {
    // MARK: Sums

    /// What the rows would still need, had each column the given value.
    func measureRight(_ values: Reals) {
        rightLeft.copy(right)
        for column in 0..<shape.columnCount where values[column] != 0 {
            for entry in shape.entryStart[column]..<shape.entryStart[column + 1] {
                let place = Int(shape.entryPrice[entry])
                let amount = entryValue[entry] * values[column]
                if place < shape.rowCount {
                    rightLeft[place] -= amount
                } else {
                    let group = (place - shape.groupPrice) * heldStride
                    for row in 0..<held.count {
                        rightLeft[shape.rowCount + row] -= reach[group + row] * amount
                    }
                }
            }
        }
        for row in 0..<held.count { rightLeft[shape.rowCount + row] -= values[shape.columnCount + row] }
    }

    /// What the held receptors charge each group, from the prices at hand.
    func chargeGroups(_ prices: Reals) {
        for group in 0..<shape.groupCount {
            var sum = Lanes(repeating: 0)
            for row in stride(from: 0, to: heldStride, by: Lanes.scalarCount) {
                sum += reach.base[lanes: group * heldStride + row] * prices.base[lanes: shape.heldPrice + row]
            }
            prices[shape.groupPrice + group] = sum.sum()
        }
    }

    /// What a column is charged.
    @inline(__always) func charge(_ column: Int, _ prices: Reals) -> Double {
        guard column < shape.columnCount else { return prices[shape.heldPrice + column - shape.columnCount] }
        var sum = 0.0
        for entry in shape.entryStart[column]..<shape.entryStart[column + 1] {
            sum += entryValue[entry] * prices[Int(shape.entryPrice[entry])]
        }
        return sum
    }

    // MARK: Points

    /// Begins at a point: right sides and costs for which it is optimal, and what is left to those of the programme.
    func begin(_ point: FacePoint) {
        for (row, price) in point.prices.enumerated() { self.price[row] = price }
        for row in held.indices { price[shape.heldPrice + row] = point.heldPrices[row] / heldScale[row] }
        chargeGroups(price)
        for column in 0..<columns {
            var side = point.sides[column]
            if upper[column] <= 0 { side = .low }
            if side == .open && !(point.values[column] < upper[column]) { side = .high }
            if side == .open && !(point.values[column] > 0) { side = .low }
            sides[column] = side
            rate[column] = side == .low ? 0 : side == .high ? upper[column] : point.values[column]
        }
        measureRight(rate)
        for column in 0..<columns {
            let reduced = cost[column] + slope[column] * rate[column] + charge(column, price)
            let room = Self.stillness * money
            let isOff =
                sides[column] == .open || (sides[column] == .low ? reduced < -room : reduced > room)
            costLeft[column] = isOff ? reduced : 0
            value[column] = sides[column] == .open ? rate[column] : isOff ? 0 : reduced
            setLimits(column)
        }
        turns = 0
        for component in 0..<shape.componentCount { listOpen(component) }
    }

    /// What the value of a column may come to before it turns; one without a range never does.
    @inline(__always) func setLimits(_ column: Int) {
        let isFixed = upper[column] <= 0
        floor[column] = isFixed || sides[column] == .high ? -.infinity : 0
        still[column] = Self.stillness * (sides[column] == .open ? upper[column] : money)
        ceiling[column] =
            isFixed || sides[column] == .low ? .infinity : sides[column] == .open ? upper[column] : 0
    }

    func listOpen(_ component: Int) {
        let first = shape.columnStart[component]
        var count = 0
        for column in first..<shape.columnStart[component + 1] where sides[column] == .open {
            open[first + count] = Int32(column)
            count += 1
        }
        openCount[component] = count
    }

    /// Opens the column that came to the end of its range, or closes it.
    func turn(_ column: Int) {
        turns += 1
        if sides[column] == .open {
            sides[column] = rate[column] < 0 ? .low : .high
            value[column] = 0
        } else {
            value[column] = sides[column] == .low ? 0 : upper[column]
            sides[column] = .open
        }
        setLimits(column)
    }

    var point: FacePoint {
        FacePoint(
            values: (0..<columns).map {
                sides[$0] == .open ? value[$0] : sides[$0] == .low ? 0 : upper[$0]
            },
            sides: (0..<columns).map { sides[$0] }, prices: (0..<shape.rowCount).map { price[$0] },
            held: held,
            heldPrices: held.indices.map { price[shape.heldPrice + $0] * heldScale[$0] })
    }

    /// Plan and prices in the columns, rows and units of the programme.
    var solution: ProgramSolution {
        var values = [Double](repeating: 0, count: program.columnCount)
        for (column, source) in shape.programColumn.enumerated() where source >= 0 {
            values[source] = max(0, min(value[column], upper[column]))
        }
        var rowPrices = [Double](repeating: 0, count: program.rowCount)
        for (row, source) in shape.programRow.enumerated() {
            rowPrices[source] = program.rowKinds[source] == .atMost ? max(0, price[row]) : price[row]
        }
        var ambientPrices = [Double](repeating: 0, count: program.ambient.allowance.count)
        for (row, source) in held.enumerated() {
            ambientPrices[source] = max(0, price[shape.heldPrice + row] * heldScale[row])
        }
        return ProgramSolution(
            values: values, rowPrices: rowPrices, ambientPrices: ambientPrices,
            solver: FaceFollowingSolver.id, activeAmbientRows: held.count)
    }

    /// Whether no other prices would be as good: all follow from open columns, and none of these stands at a limit.
    var hasUniquePrices: Bool {
        guard isDetermined else { return false }
        return (0..<columns).allSatisfy { column in
            guard sides[column] == .open else { return true }
            let room = 1e-9 * upper[column]
            return value[column] > room && value[column] < upper[column] - room
        }
    }
}

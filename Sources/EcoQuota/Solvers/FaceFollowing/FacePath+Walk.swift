extension FacePath {
    /// Goes to the right sides and costs of the programme. False where that takes more than so many turns.
    func walk(limit: Int) -> Bool {
        for component in 0..<shape.componentCount { solve(component) }
        var left = 1.0
        while turns < limit {
            assemble()
            solveBorder()
            spread()
            let (length, next) = nextTurn(within: left)
            advance(by: length)
            guard next >= 0 else { return true }
            left -= length
            turn(next)
            renew(next)
        }
        return false
    }

    /// The column whose turn ended a line, and what hangs on it.
    private func renew(_ column: Int) {
        guard column < shape.freeColumn else { return }
        var (low, high) = (0, shape.componentCount - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if shape.columnStart[middle] <= column { low = middle } else { high = middle - 1 }
        }
        listOpen(low)
        solve(low)
    }

    /// From the moves of border rows and receptors those of everything else.
    func spread() {
        for row in 0..<shape.borderCount { move[shape.componentRows + row] = borderMove[row] }
        for row in 0..<held.count { move[shape.heldPrice + row] = borderMove[shape.borderCount + row] }
        chargeGroups(move)
        answer()
        rateColumns()
    }

    /// How fast reduced costs move, and amounts of the free columns; those of the components have theirs.
    private func rateColumns() {
        shape.entryPrice.withUnsafeBufferPointer { place in
            shape.entryStart.withUnsafeBufferPointer { start in
                shape.longColumns.withUnsafeBufferPointer { rateComponents(place, start, long: $0) }
                for column in shape.freeColumn..<shape.columnCount {
                    var sum = costLeft[column]
                    for entry in start[column]..<start[column + 1] {
                        sum += entryValue[entry] * move[Int(place[entry])]
                    }
                    setRate(column, sum)
                }
            }
        }
        for row in 0..<held.count {
            let column = shape.columnCount + row
            setRate(column, costLeft[column] + move[shape.heldPrice + row])
        }
    }

    /// The first entry of all closed columns in a row, then the others of those that have more.
    private func rateComponents(
        _ place: UnsafeBufferPointer<Int32>, _ start: UnsafeBufferPointer<Int>,
        long: UnsafeBufferPointer<Int32>
    ) {
        let (values, prices, rates, left) = (entryValue.base, move.base, rate.base, costLeft.base)
        let sides = self.sides.base
        for column in 0..<shape.freeColumn where sides[column] != .open {
            let first = start[column]
            rates[column] = left[column] + values[first] * prices[Int(place[first])]
        }
        for column in long.lazy.map(Int.init) where sides[column] != .open {
            for entry in start[column] + 1..<start[column + 1] {
                rates[column] += values[entry] * prices[Int(place[entry])]
            }
        }
    }

    @inline(__always) private func setRate(_ column: Int, _ charge: Double) {
        rate[column] = sides[column] == .open ? -charge / slope[column] : charge
    }

    /// The first column that comes to the end of its range, or begins to pay, within a length; -1 where none does.
    private func nextTurn(within left: Double) -> (length: Double, column: Int) {
        let zero = Lanes(repeating: 0), far = Lanes(repeating: .infinity)
        var least = far
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let rate = self.rate.base[lanes: column]
            let limit = floor.base[lanes: column].replacing(
                with: ceiling.base[lanes: column], where: rate .> zero)
            var length = (limit - value.base[lanes: column]) / rate
            let still = self.still.base[lanes: column]
            length.replace(with: far, where: rate .<= still .& rate .>= zero - still)
            length.replace(with: zero, where: length .< zero)
            ratio.base[lanes: column] = length
            least.replace(with: length, where: length .< least)
        }
        let first = least.min()
        guard first < left else { return (left, -1) }
        for column in 0..<columns where ratio[column] == first { return (first, column) }
        return (left, -1)
    }

    private func advance(by length: Double) {
        let part = Lanes(repeating: length)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            value.base[lanes: column] += part * rate.base[lanes: column]
        }
        for place in stride(from: 0, to: price.count, by: Lanes.scalarCount) {
            price.base[lanes: place] += part * move.base[lanes: place]
        }
    }

    /// Solves the set at hand to the last digits, without the small slopes and the play.
    func refine(times: Int) {
        for column in 0..<columns {
            value[column] = sides[column] == .open ? value[column] : sides[column] == .low ? 0 : upper[column]
        }
        for _ in 0..<times {
            isDetermined = true
            chargeGroups(price)
            measureRight(value)
            for column in 0..<columns {
                costLeft[column] =
                    sides[column] == .open
                    ? cost[column] + trueSlope[column] * value[column] + charge(column, price) : 0
            }
            for component in 0..<shape.componentCount { solve(component) }
            assemble()
            solveBorder()
            spread()
            for column in 0..<columns where sides[column] == .open { value[column] += rate[column] }
            for place in 0..<price.count { price[place] += move[place] }
        }
    }
}

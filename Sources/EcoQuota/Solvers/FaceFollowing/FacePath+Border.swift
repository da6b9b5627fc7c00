extension FacePath {
    /// The system of border rows and held receptors, summed over the components and the free columns.
    func assemble() {
        sumBatches()
        target = system.base
        targetForce = force.base
        let rows = shape.borderCount
        target.update(from: batchSystem.base + border * borderStride, count: border * borderStride)
        targetForce.update(from: batchForce.base + borderStride, count: borderStride)
        for row in 0..<border {
            target[row * borderStride + row] += play
            let place = row < rows ? shape.componentRows + row : shape.rowCount + row - rows
            targetForce[row] -= rightLeft[place]
        }
        for column in shape.freeColumn..<shape.columnCount where sides[column] == .open { addFree(column) }
        for row in 0..<held.count where sides[shape.columnCount + row] == .open {
            let column = shape.columnCount + row
            target[(rows + row) * borderStride + rows + row] += 1 / slope[column]
            targetForce[rows + row] -= costLeft[column] / slope[column]
        }
    }

    /// The sums of batches that changed, and of those that they are part of: sum n is that of 2 n and 2 n + 1, the batches
    /// stand last.
    private func sumBatches() {
        for batch in 0..<batches where isStale[batches + batch] { sumBatch(batch) }
        for sum in stride(from: batches - 1, to: 0, by: -1) where isStale[2 * sum] || isStale[2 * sum + 1] {
            add(2 * sum, batchSystem, border * borderStride, to: sum)
            add(2 * sum, batchForce, borderStride, to: sum)
            (isStale[2 * sum], isStale[2 * sum + 1], isStale[sum]) = (false, false, true)
        }
        isStale[1] = false
    }

    /// The entries of a sum from those of its two parts, the first of which has the given number.
    private func add(_ part: Int, _ entries: Reals, _ count: Int, to sum: Int) {
        let first = entries.base + part * count, second = first + count
        let result = entries.base + sum * count
        for place in stride(from: 0, to: count, by: Lanes.scalarCount) {
            result[lanes: place] = first[lanes: place] + second[lanes: place]
        }
    }

    private func sumBatch(_ batch: Int) {
        let size = border * borderStride
        target = batchSystem.base + (batches + batch) * size
        targetForce = batchForce.base + (batches + batch) * borderStride
        target.update(repeating: 0, count: size)
        targetForce.update(repeating: 0, count: borderStride)
        let first = batch * batchSize
        for component in first..<min(first + batchSize, shape.componentCount) { add(component) }
    }

    private func addFree(_ column: Int) {
        let (first, weight) = (shape.componentRows, 1 / slope[column])
        let entries = shape.entryStart[column]..<shape.entryStart[column + 1]
        for entry in entries {
            let row = Int(shape.entryPrice[entry])
            let value = entryValue[entry] * weight
            if row >= shape.rowCount {
                addReach(row - shape.groupPrice, force: -value * costLeft[column])
            } else {
                targetForce[row - first] -= value * costLeft[column]
            }
            for other in entries {
                addPair(row, Int(shape.entryPrice[other]), value * entryValue[other])
            }
        }
    }

    private func add(_ component: Int) {
        let first = shape.tieStart[component]
        let ties = shape.tieStart[component + 1] - first
        let sums = tieSum.base + tieSumStart[component]
        for tie in 0..<ties {
            let price = Int(shape.ties[first + tie])
            let own = ownSum[first + tie]
            if price < shape.rowCount {
                targetForce[price - shape.componentRows] += own
            } else if own != 0 {
                addReach(price - shape.groupPrice, force: own)
            }
            for other in 0..<ties {
                addPair(price, Int(shape.ties[first + other]), sums[tie * ties + other])
            }
        }
    }

    private func addReach(_ group: Int, force own: Double) {
        for row in held.indices {
            targetForce[shape.borderCount + row] += own * reach[group * heldStride + row]
        }
    }

    /// Adds a weight between two prices that components see, on and above the diagonal; a group stands for all held
    /// receptors.
    @inline(__always) private func addPair(_ price: Int, _ other: Int, _ weight: Double) {
        guard weight != 0 else { return }
        let (first, count) = (shape.componentRows, shape.borderCount)
        if price < shape.rowCount, other < shape.rowCount {
            target[(price - first) * borderStride + other - first] += weight
            return
        }
        guard other >= shape.rowCount else { return }
        let group = reach.base + (other - shape.groupPrice) * heldStride
        if price < shape.rowCount {
            addLine(target + (price - first) * borderStride + count, weight, group)
            return
        }
        let own = reach.base + (price - shape.groupPrice) * heldStride
        for row in 0..<held.count {
            addLine(target + (count + row) * borderStride + count, weight * own[row], group)
        }
    }

    @inline(__always) private func addLine(
        _ line: UnsafeMutablePointer<Double>, _ weight: Double, _ group: UnsafeMutablePointer<Double>
    ) {
        let part = Lanes(repeating: weight)
        for lane in stride(from: 0, to: heldStride, by: Lanes.scalarCount) {
            line[lanes: lane] += part * group[lanes: lane]
        }
    }

    /// Moves of the prices of border rows and held receptors: Cholesky by rows, where a pivot that rounding took counts as
    /// play.
    func solveBorder() {
        let (u, x) = (system.base, borderMove.base)
        for row in 0..<border { (x[row], diagonal[row]) = (force[row], u[row * borderStride + row]) }
        for row in 0..<border {
            let line = u + row * borderStride
            let pivot = max(line[row], play + 1e-15 * diagonal[row])
            if pivot <= 100 * play { isDetermined = false }
            let inverse = 1 / pivot
            for other in row + 1..<max(border, row + 1) {
                let part = line[other] * inverse
                guard part != 0 else { continue }
                let target = u + other * borderStride
                let lanes = Lanes(repeating: part)
                for lane in stride(
                    from: other / Lanes.scalarCount * Lanes.scalarCount, to: border, by: Lanes.scalarCount)
                {
                    target[lanes: lane] -= lanes * line[lanes: lane]
                }
                x[other] -= part * x[row]
            }
            x[row] *= inverse
            diagonal[row] = inverse
        }
        for row in stride(from: border - 1, through: 0, by: -1) {
            let line = u + row * borderStride
            var sum = 0.0
            for other in row + 1..<max(border, row + 1) { sum += line[other] * x[other] }
            x[row] -= sum * diagonal[row]
        }
    }
}

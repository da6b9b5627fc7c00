extension FacePath {
    /// How a component answers: to what is left of its own, and to each price outside. Its open columns and its rows are
    /// one small system.
    func solve(_ component: Int) {
        let firstRow = shape.rowStart[component], firstColumn = shape.columnStart[component]
        let rows = shape.rowStart[component + 1] - firstRow
        let open = openCount[component]
        let ties = shape.tieStart[component + 1] - shape.tieStart[component]
        let (size, width) = (open + rows, open + rows + 1 + ties)
        let matrix = scratch.base
        matrix.update(repeating: 0, count: size * width)
        for row in 0..<rows {
            matrix[(open + row) * width + open + row] = -play
            matrix[(open + row) * width + size] = rightLeft[firstRow + row]
        }
        for position in 0..<open {
            let column = Int(self.open[firstColumn + position])
            let line = matrix + position * width
            line[position] = slope[column]
            line[size] = -costLeft[column]
            for entry in shape.entryStart[column]..<shape.entryStart[column + 1] {
                let place = Int(shape.entryPlace[entry])
                if place >= 0 {
                    line[open + place] = entryValue[entry]
                    matrix[(open + place) * width + position] = entryValue[entry]
                } else {
                    line[size - place] = entryValue[entry]
                }
            }
        }
        eliminate(matrix, size, width)
        store(component, open, rows, ties, matrix, width)
    }

    /// Gauss and Jordan with the largest pivot of each column; the answers stand behind the system afterwards.
    private func eliminate(_ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ width: Int) {
        for step in 0..<size {
            var pivot = step
            for row in step + 1..<max(size, step + 1)
            where matrix[row * width + step].magnitude > matrix[pivot * width + step].magnitude {
                pivot = row
            }
            let line = matrix + step * width
            if pivot != step {
                let other = matrix + pivot * width
                for column in step..<width { (line[column], other[column]) = (other[column], line[column]) }
            }
            if line[step].magnitude <= 100 * play { isDetermined = false }
            let inverse = 1 / line[step]
            for column in step + 1..<width { line[column] *= inverse }
            for row in 0..<size where row != step {
                let target = matrix + row * width
                let part = target[step]
                guard part != 0 else { continue }
                for column in step + 1..<width { target[column] -= part * line[column] }
            }
        }
    }

    private func store(
        _ component: Int, _ open: Int, _ rows: Int, _ ties: Int,
        _ matrix: UnsafeMutablePointer<Double>, _ width: Int
    ) {
        let (size, firstColumn) = (open + rows, shape.columnStart[component])
        let own = ownAnswer.base + answerStart[component]
        let outside = tieAnswer.base + tieAnswerStart[component]
        for position in 0..<size {
            own[position] = matrix[position * width + size]
            for tie in 0..<ties { outside[position * ties + tie] = matrix[position * width + size + 1 + tie] }
        }
        guard ties > 0 else { return }
        isStale[batches + component / batchSize] = true
        let sums = tieSum.base + tieSumStart[component]
        let forces = ownSum.base + shape.tieStart[component]
        sums.update(repeating: 0, count: ties * ties)
        forces.update(repeating: 0, count: ties)
        for position in 0..<open {
            let column = Int(self.open[firstColumn + position])
            for entry in shape.entryStart[column]..<shape.entryStart[column + 1]
            where shape.entryPlace[entry] < 0 {
                let tie = -1 - Int(shape.entryPlace[entry])
                forces[tie] += entryValue[entry] * own[position]
                for other in 0..<ties {
                    sums[tie * ties + other] += entryValue[entry] * outside[position * ties + other]
                }
            }
        }
    }

    /// Moves of the rows and open columns of the components, given those of the prices outside.
    func answer() {
        shape.ties.withUnsafeBufferPointer { ties in
            for component in 0..<shape.componentCount {
                let own = shape.tieStart[component]..<shape.tieStart[component + 1]
                answer(component, UnsafeBufferPointer(rebasing: ties[own]))
            }
        }
    }

    @inline(__always) private func answer(_ component: Int, _ ties: UnsafeBufferPointer<Int32>) {
        let (move, rate) = (self.move.base, self.rate.base)
        let open = self.open.base + shape.columnStart[component]
        let (count, firstRow) = (openCount[component], shape.rowStart[component])
        let rows = shape.rowStart[component + 1] - firstRow
        let own = ownAnswer.base + answerStart[component]
        var outside = tieAnswer.base + tieAnswerStart[component]
        for position in 0..<count + rows {
            var sum = own[position]
            for (tie, price) in ties.enumerated() { sum -= outside[tie] * move[Int(price)] }
            outside += ties.count
            if position < count {
                rate[Int(open[position])] = sum
            } else {
                move[firstRow + position - count] = sum
            }
        }
    }
}

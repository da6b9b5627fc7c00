extension MarketProgram {
    /// The same programme with some columns settled: left out, or taken in full. They keep their places with a
    /// largest value of 0; what the taken ones cost and use is in the constant and the right sides.
    func settling(_ columns: [Int], _ isTaken: [Bool]) -> MarketProgram {
        var result = self
        let settled = Set(columns)
        result.wholeColumns = wholeColumns.filter { !settled.contains($0) }
        var emissions = [Double](repeating: 0, count: ambient.matrix.columns)
        for (column, isTaken) in zip(columns, isTaken) {
            result.upper[column] = 0
            guard isTaken else { continue }
            let size = upper[column]
            result.constant += (cost[column] + curvature[column] * size / 2) * size
            for entry in matrix.start[column]..<matrix.start[column + 1] {
                result.right[Int(matrix.row[entry])] -= matrix.value[entry] * size
            }
            if let group = ambient.group(of: column) { emissions[group] += size }
        }
        if emissions.contains(where: { $0 != 0 }) {
            let loads = ambient.matrix.loads(of: emissions)
            for (row, load) in loads.enumerated() { result.ambient.allowance[row] -= load }
        }
        return result
    }
}

extension AmbientRows {
    /// The group of a column; nil where it does not emit.
    func group(of column: Int) -> Int? {
        var (low, high) = (0, emission.count)
        while low < high {
            let middle = (low + high) / 2
            if emission[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low < emission.count && emission[low] == column ? group[low] : nil
    }
}

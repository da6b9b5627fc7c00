/// A limit of a programme that a planner could change.
public struct SoftLimit: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// The right side of a sparse row.
        case row(Int)
        /// The allowance of an ambient row.
        case ambient(Int)
        /// The largest value of a column.
        case upper(Int)
    }

    public let place: Place
    /// The value at which it no longer limits anything.
    public let released: Double

    public init(_ place: Place, released: Double) {
        self.place = place
        self.released = released
    }
}

extension MarketProgram {
    /// The value of a limit.
    func value(_ place: SoftLimit.Place) -> Double {
        switch place {
        case .row(let row): right[row]
        case .ambient(let row): ambient.allowance[row]
        case .upper(let column): upper[column]
        }
    }

    mutating func set(_ place: SoftLimit.Place, to value: Double) {
        switch place {
        case .row(let row): right[row] = value
        case .ambient(let row): ambient.allowance[row] = value
        case .upper(let column): upper[column] = value
        }
    }

    /// The limits of the rows named: sparse ones of kind `atMost`, and all ambient ones.
    public func limits(ofRows rows: some Sequence<Int>) -> [SoftLimit] {
        let most = largestActivities()
        let sparse = rows.filter { rowKinds[$0] == .atMost }.map {
            SoftLimit(.row($0), released: max(most[$0], right[$0]))
        }
        let loads = ambient.loads(upper)
        return sparse
            + loads.indices.map { SoftLimit(.ambient($0), released: max(loads[$0], ambient.allowance[$0])) }
    }

    /// The largest value that the left side of each sparse row can take.
    func largestActivities() -> [Double] {
        var most = [Double](repeating: 0, count: rowCount)
        for column in 0..<columnCount where upper[column] > 0 {
            for entry in matrix.start[column]..<matrix.start[column + 1] where matrix.value[entry] > 0 {
                most[Int(matrix.row[entry])] += matrix.value[entry] * upper[column]
            }
        }
        return most
    }
}

/// A quota market as numbers: minimise c x + x diag(q) x / 2 over 0 <= x <= u, sparse rows and ambient rows.
///
/// This is all that a solver, the certificate, and a file for another solver see; what each column and row
/// means stands in the layout that made them. Every upper limit is finite, so that a bound on the cost exists
/// for any prices. Masses are in t (or the unit of the commodity), money in yuan.
public struct MarketProgram: Sendable {
    /// A kind of columns or rows that stand together, and the unit in which people read them.
    public struct Family: Sendable, Equatable {
        /// Lower_snake, such as `abatement` or `quota`.
        public let id: String
        public let range: Range<Int>
        public let unit: String

        public init(_ id: String, _ range: Range<Int>, unit: String) {
            self.id = id
            self.range = range
            self.unit = unit
        }
    }

    public enum RowKind: UInt8, Sendable {
        /// A x = b; the price may have either sign.
        case equal
        /// A x <= b; the price is at least 0.
        case atMost
    }

    /// Added to the objective, yuan.
    public var constant = 0.0
    /// Cost of the first unit of each column, yuan; negative where the column earns.
    public var cost: [Double] = []
    /// Rise of the cost with each unit, yuan for each unit squared, at least 0.
    public var curvature: [Double] = []
    /// Largest value of each column, finite and at least 0; the smallest is 0.
    public var upper: [Double] = []
    /// The columns that are either 0 or at their upper limit, ascending.
    public var wholeColumns: [Int] = []
    public var columnFamilies: [Family] = []

    /// The coefficients of the sparse rows, column by column.
    public var matrix = SparseColumns()
    public var rowKinds: [RowKind] = []
    public var right: [Double] = []
    public var rowFamilies: [Family] = []

    public var ambient = AmbientRows()

    public init() {}

    public var columnCount: Int { cost.count }
    public var rowCount: Int { right.count }
}

/// The rows T e <= allowance: many and dense, of which few bind.
public struct AmbientRows: Sendable {
    public var matrix: SourceReceptorMatrix
    /// The columns of the programme that emit, ascending.
    public var emission: [Int]
    /// For each of these the column of `matrix` that tells its effect.
    public var group: [Int]
    /// The most that the sources may add at each receptor, in the unit of the limit.
    public var allowance: [Double]

    public init(
        matrix: SourceReceptorMatrix = SourceReceptorMatrix(SparseRows(columns: 0, entries: [])),
        emission: [Int] = [], group: [Int] = [], allowance: [Double] = []
    ) {
        self.matrix = matrix
        self.emission = emission
        self.group = group
        self.allowance = allowance
    }

    /// The emission of each group.
    public func groupEmissions(_ x: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: matrix.columns)
        for (column, group) in zip(emission, group) { sums[group] += x[column] }
        return sums
    }

    /// The load of each receptor.
    public func loads(_ x: [Double]) -> [Double] { matrix.loads(of: groupEmissions(x)) }
}

/// A sparse matrix stored column by column; the entries of a column stand in the order of their rows.
public struct SparseColumns: Sendable, Equatable {
    /// The entries of column j are `start[j]..<start[j + 1]`.
    public private(set) var start: [Int] = [0]
    public private(set) var row: [Int32] = []
    public private(set) var value: [Double] = []

    public init() {}

    public var columnCount: Int { start.count - 1 }

    /// Adds a column; its rows must differ.
    public mutating func append(_ entries: [(row: Int, value: Double)]) {
        for entry in entries.sorted(by: { $0.row < $1.row }) where entry.value != 0 {
            row.append(Int32(entry.row))
            value.append(entry.value)
        }
        start.append(row.count)
    }

    /// Adds another entry to each of some columns that have none in this row yet.
    public mutating func appendRow(_ newRow: Int, _ entries: [(column: Int, value: Double)]) {
        var extra = [Double](repeating: 0, count: columnCount)
        for entry in entries { extra[entry.column] += entry.value }
        var result = SparseColumns()
        for column in 0..<columnCount {
            result.row.append(contentsOf: row[start[column]..<start[column + 1]])
            result.value.append(contentsOf: value[start[column]..<start[column + 1]])
            if extra[column] != 0 {
                result.row.append(Int32(newRow))
                result.value.append(extra[column])
            }
            result.start.append(result.row.count)
        }
        self = result
    }

    /// A x.
    public func multiplied(by x: [Double], rowCount: Int) -> [Double] {
        var result = [Double](repeating: 0, count: rowCount)
        for column in 0..<columnCount where x[column] != 0 {
            for entry in start[column]..<start[column + 1] {
                result[Int(row[entry])] += value[entry] * x[column]
            }
        }
        return result
    }

    /// Aᵀ y.
    public func transposedMultiplied(by y: [Double]) -> [Double] {
        (0..<columnCount).map { column in
            var sum = 0.0
            for entry in start[column]..<start[column + 1] { sum += value[entry] * y[Int(row[entry])] }
            return sum
        }
    }
}

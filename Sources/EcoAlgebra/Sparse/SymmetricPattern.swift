/// Where a sparse symmetric matrix may hold something: its lower triangle, column by column, diagonal first.
///
/// Values are kept apart, one for each stored place in the same order, so that many matrices share one pattern.
public struct SymmetricPattern: Sendable, Equatable {
    /// Rows and columns of the matrix.
    public let order: Int
    /// The places of column j are `start[j]..<start[j + 1]`; the first of them is the diagonal.
    public let start: [Int]
    /// Ascending within each column.
    public let row: [Int32]

    /// - Parameter pairs: rows and columns (from 0) of the places beside the diagonal, in either triangle; the
    ///   same place may come several times.
    public init(order: Int, pairs: [(row: Int, column: Int)]) {
        self.order = order
        var end = [Int](repeating: 0, count: order + 1)
        for pair in pairs where pair.row != pair.column { end[min(pair.row, pair.column) + 1] += 1 }
        for column in 0..<order { end[column + 1] += end[column] }
        var filled = end
        var rows = [Int32](repeating: 0, count: end[order])
        for pair in pairs where pair.row != pair.column {
            let column = min(pair.row, pair.column)
            rows[filled[column]] = Int32(max(pair.row, pair.column))
            filled[column] += 1
        }
        var start = [0]
        var row: [Int32] = []
        row.reserveCapacity(rows.count + order)
        for column in 0..<order {
            row.append(Int32(column))
            for next in rows[end[column]..<end[column + 1]].sorted() where next != row[row.count - 1] {
                row.append(next)
            }
            start.append(row.count)
        }
        (self.start, self.row) = (start, row)
    }

    /// Stored places.
    public var count: Int { row.count }

    /// Where the value of a place stands, in either triangle; nil where the pattern has none.
    public func position(_ first: Int, _ second: Int) -> Int? {
        let column = min(first, second)
        let wanted = Int32(max(first, second))
        var (low, high) = (start[column], start[column + 1])
        while low < high {
            let middle = (low + high) / 2
            if row[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < start[column + 1] && row[low] == wanted ? low : nil
    }

    /// The neighbours of each row, both triangles, without the diagonal.
    var neighbours: [[Int32]] {
        var result = [[Int32]](repeating: [], count: order)
        for column in 0..<order {
            for place in start[column] + 1..<start[column + 1] {
                result[column].append(row[place])
                result[Int(row[place])].append(Int32(column))
            }
        }
        return result
    }
}

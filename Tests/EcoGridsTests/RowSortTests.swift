import EcoTestSupport
import Testing

@testable import EcoGrids

/// Elements by row against the sort of the standard library, which keeps the order of equal ones.
struct RowSortTests {
    private struct Element: Equatable {
        let row: Int
        let column: Int
        let number: Int
    }

    /// Rows shorter and longer than those that are sorted by insertion, empty rows, and equal columns.
    @Test(arguments: [0, 1, 7, 48, 49, 400]) func equalsAStableSort(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let height = 9
        let elements = (0..<count).map { number in
            // Row 3 holds most of them, row 5 none.
            let row = Int.random(in: 0..<12, using: &random)
            return Element(
                row: row < height && row != 5 ? row : 3, column: Int.random(in: 0..<20, using: &random),
                number: number)
        }
        let (sorted, starts) = RowSort.sorted(elements, height: height, row: \.row) {
            ($0.column, $0.number) < ($1.column, $1.number)
        }
        #expect(sorted == elements.sorted { ($0.row, $0.column, $0.number) < ($1.row, $1.column, $1.number) })
        #expect(starts.count == height + 1 && starts.first == 0 && starts.last == count)
        for row in 0..<height {
            #expect(sorted[starts[row]..<starts[row + 1]].allSatisfy { $0.row == row })
        }
    }

    /// A short row keeps the order of elements of which none precedes the other.
    @Test func equalElementsOfAShortRowStayInOrder() {
        let elements = (0..<40).map { Element(row: 0, column: $0 % 4, number: $0) }
        let (sorted, _) = RowSort.sorted(elements, height: 1, row: \.row) { $0.column < $1.column }
        #expect(sorted.map(\.number) == (0..<4).flatMap { start in stride(from: start, to: 40, by: 4) })
    }
}

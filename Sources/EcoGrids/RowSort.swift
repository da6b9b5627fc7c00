/// Sorts what belongs to the rows of a grid: by counting into rows, then each row, which is mostly short.
enum RowSort {
    /// Rows of up to so many elements are sorted by insertion.
    private static let shortRow = 48

    /// The elements by row, those of a row by `precedes`, equal ones in their former order; and the index of the first
    /// element of each row, one more at the end.
    @inline(__always)
    static func sorted<Element>(
        _ elements: [Element], height: Int, row: (Element) -> Int, by precedes: (Element, Element) -> Bool
    ) -> ([Element], starts: [Int]) {
        var starts = [Int](repeating: 0, count: height + 1)
        for element in elements { starts[row(element) + 1] += 1 }
        for row in 0..<height { starts[row + 1] += starts[row] }
        guard let any = elements.first else { return ([], starts) }
        var sorted = [Element](repeating: any, count: elements.count)
        var next = starts
        for element in elements {
            sorted[next[row(element)]] = element
            next[row(element)] += 1
        }
        for row in 0..<height {
            let own = starts[row]..<starts[row + 1]
            if own.count <= shortRow {
                insert(&sorted, own, precedes)
            } else {
                sorted[own].sort(by: precedes)
            }
        }
        return (sorted, starts)
    }

    @inline(__always)
    private static func insert<Element>(
        _ sorted: inout [Element], _ own: Range<Int>, _ precedes: (Element, Element) -> Bool
    ) {
        for index in own.dropFirst() {
            let element = sorted[index]
            var place = index
            while place > own.lowerBound, precedes(element, sorted[place - 1]) {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = element
        }
    }
}

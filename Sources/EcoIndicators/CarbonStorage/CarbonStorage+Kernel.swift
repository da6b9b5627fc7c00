import EcoGrids

/// Carbon by class, t/ha: closing stock, and where there are two dates opening stock and change.
struct CarbonStorageKernel: CellKernel {
    /// t/ha of the classes from `first` on; NaN where a class has none.
    private let densities: [Double]
    private let first: Int32
    private let hasOpening: Bool

    init(_ pools: [Int32: Double], hasOpening: Bool) {
        let (low, high) = (pools.keys.min() ?? 0, pools.keys.max() ?? -1)
        first = low
        densities = (0..<max(0, Int(high) - Int(low) + 1)).map { pools[low + Int32($0)] ?? .nan }
        self.hasOpening = hasOpening
    }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let count = cells.window.cellCount
        let opening = hasOpening ? cells.codes(.landCoverOpening) : []
        densities.withCells { all in
            guard let closing = all.baseAddress else { return }
            stocks(cells.classes.cells, closing)
            guard hasOpening else { return }
            stocks(opening, closing + count)
            Self.changes(closing, count)
        }
    }

    private func stocks(_ classes: [Int32], _ stock: UnsafeMutablePointer<Double>) {
        densities.withUnsafeBufferPointer { table in
            classes.withUnsafeBufferPointer { classes in
                for index in classes.indices {
                    // Codes below the first wrap round to beyond the last.
                    let row = UInt(bitPattern: Int(classes[index]) &- Int(first))
                    stock[index] = row < UInt(table.count) ? table[Int(row)] : .nan
                }
            }
        }
    }

    /// Closing stock, opening stock, change; missing in all where the class at either date is.
    private static func changes(_ closing: UnsafeMutablePointer<Double>, _ count: Int) {
        let (opening, change) = (closing + count, closing + 2 * count)
        forEachCellBlock(count) { block in
            let (first, last) = (block.load(UnsafePointer(opening)), block.load(UnsafePointer(closing)))
            let difference = last - first
            let missing = difference - difference
            block.store(last + missing, to: closing)
            block.store(first + missing, to: opening)
            block.store(difference, to: change)
        }
    }
}

/// Which class a cell was of at the opening date: 1 in the measure of that class, 0 in all others.
///
/// Sums are areas by opening and closing class, from which the stocks follow whatever the pools are.
struct OpeningAreaKernel: CellKernel {
    /// Running number of the measure of the classes from `first` on; -1 where a class has none.
    private let measures: [Int]
    private let first: Int32
    private let count: Int

    init(_ classes: [Int32]) {
        let (low, high) = (classes.min() ?? 0, classes.max() ?? -1)
        let numbers = Dictionary(
            classes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        first = low
        measures = (0..<max(0, Int(high) - Int(low) + 1)).map { numbers[low + Int32($0)] ?? -1 }
        count = classes.count
    }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        guard count > 0 else { return }
        let (opening, length) = (cells.codes(.landCoverOpening), cells.window.cellCount)
        densities.withCells { all in
            for index in all.indices { all[index] = 0 }
            for (index, code) in opening.enumerated() {
                let place = Int(code) - Int(first)
                let measure = measures.indices.contains(place) ? measures[place] : -1
                if measure >= 0 {
                    all[measure * length + index] = 1
                } else {
                    for missing in 0..<count { all[missing * length + index] = .nan }
                }
            }
        }
    }
}

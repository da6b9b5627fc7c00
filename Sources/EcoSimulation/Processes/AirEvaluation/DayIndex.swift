import EcoAir

/// AQI of observed days whose items are scaled, from plain memory: for many days one after the other.
struct DayIndex {
    /// An item that has sub-indices.
    struct Item: Sendable {
        let item: Int
        let pollutant: Int
        let scale: Double
        /// Where its column begins in the table, and its last step.
        let start: Int
        let last: Int
    }

    let items: UnsafeBufferPointer<Item>
    /// Sub-indices by step, column after column.
    let table: UnsafeBufferPointer<Int16>
    let measured: UnsafeBufferPointer<Double>
    /// Empty where every day counts.
    let counted: UnsafeBufferPointer<Bool>
    let dayCount: Int

    /// -1 where the day has none. - Parameter change: of the six basic items.
    func callAsFunction(region: Int, day: Int, _ change: UnsafePointer<Double>) -> Int {
        if !counted.isEmpty, !counted[region * dayCount + day] { return -1 }
        var seen = 0
        var largest = -1
        let first = region * LaneDays.items * dayCount + day
        for item in items {
            let value = measured[first + item.item * dayCount] * change[item.pollutant]
            guard value == value else { continue }
            let rounded = (value * item.scale).rounded(.toNearestOrEven)
            let index = table[item.start + (rounded >= Double(item.last) ? item.last : Int(rounded))]
            guard index != IndexSteps.none else { continue }
            seen |= 1 << item.pollutant
            largest = max(largest, Int(index))
        }
        // With a pollutant missing, AQI stands only where the others already exceed 100.
        return seen == 0b11_1111 || largest > 100 ? largest : -1
    }
}

/// The columns of sub-indices one behind the other.
struct IndexTable: Sendable {
    let items: [DayIndex.Item]
    let values: [Int16]

    init(_ steps: IndexSteps) {
        var (items, values): ([DayIndex.Item], [Int16]) = ([], [])
        for item in DailyItem.allCases {
            let column = steps.columns[item.rawValue]
            guard let last = column.indices.last else { continue }
            items.append(
                DayIndex.Item(
                    item: item.rawValue, pollutant: item.pollutant.rawValue,
                    scale: steps.stepsPerUnit[item.rawValue], start: values.count, last: last))
            values += column
        }
        (self.items, self.values) = (items, values)
    }
}

extension AirKernel {
    /// Lends the observed days and the table of sub-indices.
    func withDayIndex<Result>(_ body: (DayIndex) -> Result) -> Result {
        indexTable.items.withUnsafeBufferPointer { items in
            indexTable.values.withUnsafeBufferPointer { table in
                series.measured.withUnsafeBufferPointer { measured in
                    series.isCounted.withUnsafeBufferPointer { counted in
                        body(
                            DayIndex(
                                items: items, table: table, measured: measured,
                                counted: series.hasExclusions ? counted : .init(start: nil, count: 0),
                                dayCount: series.dayCount))
                    }
                }
            }
        }
    }

    /// Of each item, in its steps, what lies above an index; infinite for items without sub-indices.
    func thresholds(above index: Int) -> [Double] {
        steps.columns.map { $0.isEmpty ? .infinity : IndexRule.threshold($0, atMost: index) }
    }

    /// Marks observed days on which the AQI of a region may exceed a value; those left out certainly do not.
    ///
    /// - Parameter thresholds: of ``thresholds(above:)``.
    func markDays(_ marks: inout [Bool], region: Int, above thresholds: [Double], change: ArraySlice<Double>)
    {
        for item in thresholds.indices where thresholds[item] < .infinity {
            sortedMeasured.mark(
                &marks, region: region, item: item,
                change: change[change.startIndex + rules[item].pollutant], scale: rules[item].scale,
                above: thresholds[item])
        }
    }
}

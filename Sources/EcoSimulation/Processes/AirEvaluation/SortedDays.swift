import EcoAir

/// Observed days of each region and item from the largest value to the smallest.
///
/// A factor keeps the order, so that the ranks of a scaled year are counted, not sorted.
struct SortedDays: Sendable {
    private let dayCount: Int
    /// By region, item and rank.
    private let values: [Double]
    /// The day of each rank; behind the values the days without one.
    private let days: [Int32]
    /// Days with a value, by region and item.
    private let counts: [Int32]

    init(_ values: [Double], regions: Int, days dayCount: Int) {
        self.dayCount = dayCount
        var sorted: [Double] = []
        var order: [Int32] = []
        var counts: [Int32] = []
        sorted.reserveCapacity(values.count)
        order.reserveCapacity(values.count)
        for row in 0..<regions * DailyItem.allCases.count {
            let own = values[row * dayCount..<(row + 1) * dayCount]
            let present = own.indices.filter { !own[$0].isNaN }
                .sorted { (-own[$0], $0) < (-own[$1], $1) }
            let missing = own.indices.filter { own[$0].isNaN }
            counts.append(Int32(present.count))
            for place in present + missing {
                sorted.append(own[place])
                order.append(Int32(place - own.startIndex))
            }
        }
        (self.values, days, self.counts) = (sorted, order, counts)
    }

    /// How often a year takes each observed day.
    struct Times: Sendable {
        fileprivate(set) var ofDay: [UInt16]
        fileprivate(set) var total: Int

        init(_ sourceDays: [Int32], of dayCount: Int) {
            ofDay = [UInt16](repeating: 0, count: dayCount)
            for day in sourceDays { ofDay[Int(day)] += 1 }
            total = sourceDays.count
        }

        /// Leaves one time of a day out, for a day that another factor changes.
        mutating func remove(_ day: Int32) {
            ofDay[Int(day)] -= 1
            total -= 1
        }
    }

    /// Percentile by k = 1 + (n - 1) p of a scaled year; not-a-number of no values.
    ///
    /// - Parameters:
    ///   - times: of the days that `change` alone scales.
    ///   - others: scaled values of the other days, without those that are missing; largest first.
    func percentile(
        region: Int, item: Int, percent: Int, change: Double, _ times: Times, others: [Double]
    ) -> Double {
        let row = region * DailyItem.allCases.count + item
        let (first, present) = (row * dayCount, Int(counts[row]))
        return days.withUnsafeBufferPointer { days in
            times.ofDay.withUnsafeBufferPointer { taken in
                values.withUnsafeBufferPointer { values in
                    var count = times.total + others.count
                    for place in first + present..<first + dayCount { count -= Int(taken[Int(days[place])]) }
                    guard count > 0 else { return .nan }
                    let position = (count - 1) * percent
                    let (lower, rest) = (position / 100, position % 100)
                    // Ranks from the top.
                    let rank = count - 1 - lower
                    var (place, other, passed) = (first, 0, 0)
                    var (low, high) = (0.0, 0.0)
                    while passed <= rank {
                        while place < first + present, taken[Int(days[place])] == 0 { place += 1 }
                        high = low
                        let own = place < first + present ? values[place] * change : -.infinity
                        if other < others.count, others[other] > own || place >= first + present {
                            low = others[other]
                            other += 1
                            passed += 1
                        } else {
                            low = own
                            let repeats = Int(taken[Int(days[place])])
                            // The next larger value is the same day once more.
                            if passed + repeats > rank, rank > passed { high = low }
                            passed += repeats
                            place += 1
                        }
                    }
                    guard rest > 0, rank > 0 else { return low }
                    return low + (high - low) * (Double(rest) / 100)
                }
            }
        }
    }

    /// Marks the observed days on which an item of a region, scaled and in steps, lies above a threshold.
    func mark(
        _ marks: inout [Bool], region: Int, item: Int, change: Double, scale: Double, above threshold: Double
    ) {
        let row = region * DailyItem.allCases.count + item
        let first = row * dayCount
        for place in first..<first + Int(counts[row]) {
            guard values[place] * change * scale > threshold else { return }
            marks[Int(days[place])] = true
        }
    }
}

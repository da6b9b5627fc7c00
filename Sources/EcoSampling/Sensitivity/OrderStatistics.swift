/// Values at given places of the sorted order, without sorting and without holding the values.
enum OrderStatistics {
    /// Bits that each pass decides.
    private static let width = 16
    private static let passes = 64 / width

    /// Four passes, each of which counts the next sixteen bits of the values that may still stand at a place.
    ///
    /// - Parameter places: from 0, below the number of values, none of which is not-a-number.
    static func values<Values: ValueStream>(
        at places: Set<Int>, of values: Values
    ) throws(Values.Failure) -> [Int: Double] {
        var searches = places.sorted().map { Search(place: $0, before: $0) }
        for pass in 0..<passes {
            let shift = UInt64(64 - width * (pass + 1))
            let prefixes = Array(Set(searches.map(\.prefix))).sorted()
            var counts = [[Int]](
                repeating: [Int](repeating: 0, count: 1 << width), count: prefixes.count)
            try values.visit { value in
                let key = key(value)
                let prefix = pass == 0 ? 0 : key >> (shift + UInt64(width))
                guard let group = position(of: prefix, in: prefixes) else { return }
                counts[group][Int(truncatingIfNeeded: key >> shift) & (1 << width - 1)] += 1
            }
            for index in searches.indices {
                if let group = position(of: searches[index].prefix, in: prefixes) {
                    searches[index].narrow(counts[group], width: width)
                }
            }
        }
        return Dictionary(
            searches.map { ($0.place, value($0.prefix)) }, uniquingKeysWith: { first, _ in first })
    }

    /// One place on its way to its value.
    private struct Search {
        let place: Int
        /// Values with the same leading bits that stand before it.
        var before: Int
        /// The leading bits that are decided.
        var prefix: UInt64 = 0

        init(place: Int, before: Int) { (self.place, self.before) = (place, before) }

        mutating func narrow(_ counts: [Int], width: Int) {
            for (bits, count) in counts.enumerated() {
                if before < count {
                    prefix = prefix << UInt64(width) | UInt64(bits)
                    return
                }
                before -= count
            }
        }
    }

    private static func position(of prefix: UInt64, in prefixes: [UInt64]) -> Int? {
        var (low, high) = (0, prefixes.count)
        while low < high {
            let middle = (low + high) / 2
            if prefixes[middle] < prefix { low = middle + 1 } else { high = middle }
        }
        return low < prefixes.count && prefixes[low] == prefix ? low : nil
    }

    /// Whole numbers that order as the values do; both zeros are one.
    private static func key(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    private static func value(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
}

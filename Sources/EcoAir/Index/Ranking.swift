/// Standard competition ranks of `values`, smallest first: equal values share a rank, the next one counts
/// all before it (1, 2, 2, 4). Missing values have no rank and take no place.
public func competitionRanks<Value: Comparable>(_ values: [Value?]) -> [Int?] {
    let sorted = values.compactMap { $0 }.sorted()
    return values.map { value in value.map { 1 + firstPosition(of: $0, in: sorted) } }
}

/// Position of the first element not below `value`, by bisection.
private func firstPosition<Value: Comparable>(of value: Value, in sorted: [Value]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
        let middle = (low + high) / 2
        if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
}

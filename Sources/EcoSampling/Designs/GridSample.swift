/// Every combination of some values.
public enum GridSample {
    /// The positions of the values of each axis in every combination; the last axis changes fastest.
    public static func combinations(of counts: [Int]) -> [[Int]] {
        counts.reduce([[]]) { rows, count in
            rows.flatMap { row in (0..<count).map { row + [$0] } }
        }
    }
}

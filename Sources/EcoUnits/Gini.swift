/// The Gini coefficient of amounts over the people (or area, output) of regions: 0 where everybody has the
/// same, near 1 where one region has all.
///
/// Twice the area between the diagonal and the Lorenz curve of regions ordered by amount per head:
/// G = 1 - Σ (X_i - X_{i-1})(Y_i + Y_{i-1}), with shares X of the people and Y of the amounts.
public enum Gini {
    /// `nil` where a base is missing or not positive, or the amounts add to nothing.
    public static func coefficient(of amounts: [Double], over populations: [Double?]) -> Double? {
        var cells: [(amount: Double, people: Double)] = []
        for (amount, people) in zip(amounts, populations) {
            guard let people, people > 0 else { return nil }
            cells.append((amount, people))
        }
        let total = cells.reduce(0) { $0 + $1.amount }
        let people = cells.reduce(0) { $0 + $1.people }
        guard total > 0, people > 0 else { return nil }
        cells.sort { $0.amount * $1.people < $1.amount * $0.people }
        var (below, twiceArea) = (0.0, 0.0)
        for cell in cells {
            twiceArea += cell.people / people * (2 * below + cell.amount) / total
            below += cell.amount
        }
        return 1 - twiceArea
    }
}

import EcoRuns

/// A figure under every set of some causes, as a comparison keeps it, and what Shapley values are made from it
/// (Shapley 1953, Annals of Mathematics Studies 28:307).
struct SetValues: Sendable {
    /// The causes by the names that they have in the sets.
    let players: [String]
    private let values: [Set<String>: String]

    /// - Parameter rows: with `combination`, such as `1+3`, and `value`.
    private init?(_ rows: [StoredRow]) {
        var (players, values): ([String], [Set<String>: String]) = ([], [:])
        for row in rows {
            let name = row["combination"]
            let own = name == RunComparison.noCause ? [] : name.split(separator: "+").map(String.init)
            if own.count == 1 { players.append(own[0]) }
            if !row["value"].isEmpty { values[Set(own)] = TableOrigin.bracketed(row["value"]) }
        }
        guard players.count > 1 else { return nil }
        (self.players, self.values) = (players, values)
    }

    /// Of a row of `causes.csv`; `nil` where a single value was changed, or sets have no result.
    init?(ofCauses row: StoredRow, _ run: RunRows) {
        self.init(run.rows("combinations", ["run": row["run"], "figure": row["figure"]]))
    }

    /// Of a row of `decomposition.csv`.
    init?(ofGroups row: StoredRow, _ run: RunRows) {
        let names = ["run", "year", "region", "figure"].map { ($0, row[$0]) }
        self.init(
            run.rows("decomposition_combinations", Dictionary(names) { first, _ in first }))
    }

    /// `a - b` of two sets; `nil` where one has no value.
    func difference(_ more: [String], _ less: [String]) -> String? {
        guard let one = values[Set(more)], let other = values[Set(less)] else { return nil }
        return "\(one) - \(other)"
    }

    /// Over all sets S without the cause: `1 / (n C(n - 1, |S|)) * (with - without)`.
    func shapley(of player: String) -> String? {
        let others = players.filter { $0 != player }
        let terms = (0..<(1 << others.count)).map { mask -> String? in
            let own = others.indices.filter { mask & (1 << $0) != 0 }.map { others[$0] }
            return difference(own + [player], own).map { "1 / \(weight(own.count)) * (\($0))" }
        }
        return terms.contains(nil) ? nil : terms.compactMap { $0 }.joined(separator: " + ")
    }

    /// `n C(n - 1, size)`: one over the weight of a set of that size.
    private func weight(_ size: Int) -> Int {
        (0..<size).reduce(players.count) { $0 * (players.count - 1 - $1) / ($1 + 1) }
    }
}

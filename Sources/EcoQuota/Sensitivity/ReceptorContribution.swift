/// What one region adds at one receptor.
public struct ReceptorContribution: Sendable, Equatable {
    public let receptor: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    public let region: String
    /// 1 for the largest contribution after trade.
    public let rank: Int
    /// ug/m3.
    public let before: Double
    /// ug/m3.
    public let after: Double
}

extension QuotaProblem {
    /// The largest contributions at each receptor, by period, receptor and rank.
    public func receptorContributions(_ solution: QuotaSolution, largest: Int = 5) -> [ReceptorContribution] {
        (0..<transfer.rows).flatMap { row -> [ReceptorContribution] in
            var sums: [String: (before: Double, after: Double)] = [:]
            for (source, group) in groupOfSource.enumerated() where transfer[row, group] != 0 {
                let record = sources[source]
                sums[record.region, default: (0, 0)].before += transfer[row, group] * record.baseline
                sums[record.region, default: (0, 0)].after += transfer[row, group] * solution.emitted[source]
            }
            let ranked = sums.sorted { (-$0.value.after, $0.key) < (-$1.value.after, $1.key) }
            return ranked.prefix(largest).enumerated().map { rank, entry in
                ReceptorContribution(
                    receptor: receptors[row % receptors.count].id, period: row / receptors.count,
                    region: entry.key, rank: rank + 1, before: entry.value.before, after: entry.value.after)
            }
        }
    }
}

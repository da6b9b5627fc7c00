/// What the limit of one receptor charges one region: the place charge of all that the region emits there.
///
/// The charges of a receptor add to its price times what its limit leaves to the sources, because only limits
/// that bind have a price.
public struct ReceptorRent: Sendable, Equatable {
    public let receptor: String
    public let region: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    /// Price of the limit x what the region's emission adds, yuan of the period.
    public let charge: Double
    /// Price of the limit x what the region's quota would add, yuan.
    public let endowment: Double
}

extension QuotaProblem {
    /// By period, receptor and region; receptors whose limits have no price are left out.
    public func receptorRents(_ solution: QuotaSolution) -> [ReceptorRent] {
        let ambient = MarketProgram(self).ambient
        let priced = pricedReceptorRows(solution)
        let matrix = ambient.matrix.denseRows(priced)
        return priced.enumerated().flatMap { position, row -> [ReceptorRent] in
            var sums: [String: (charge: Double, endowment: Double)] = [:]
            for (source, group) in ambient.group.enumerated() where matrix[position, group] != 0 {
                let discount = periods[row / receptors.count].discount
                let price = solution.multipliers.receptor[row] * matrix[position, group] / discount
                let record = sources[source]
                sums[record.region, default: (0, 0)].charge += price * solution.emitted[source]
                sums[record.region, default: (0, 0)].endowment += price * record.quota
            }
            return sums.sorted { $0.key < $1.key }.map { region, sum in
                ReceptorRent(
                    receptor: receptors[row % receptors.count].id, region: region,
                    period: row / receptors.count, charge: sum.charge, endowment: sum.endowment)
            }
        }
    }
}

/// A deal: quota from one party to another.
public struct QuotaFlow: Sendable, Equatable {
    public let pollutant: String
    public let pool: String
    /// Region code, or `QuotaFlow.reserve`.
    public let from: String
    /// Region code, or `QuotaFlow.reserve` where the government buys back.
    public let to: String
    /// Quota that leaves the seller, t.
    public let sent: Double
    /// Tonnes that the buyer acquires for each tonne that it may emit.
    public let ratio: Double
    /// What the buyer pays, yuan for each tonne sent.
    public let price: Double
    /// What the seller gets, yuan for each tonne sent; the rest is the fee and rent of the way between zones.
    public let sellerPrice: Double
    /// Emission that the buyer may add, t.
    public var received: Double { sent / ratio }

    /// The provincial reserve as a party.
    public static let reserve = "provincial_reserve"
}

extension QuotaProblem {
    /// The pool results as deals between parties: few pairs, the same for every order of the rows.
    ///
    /// Zones first use what is offered in them, then pass on along the flows between zones; within a pair of
    /// zones the largest remaining seller serves the largest remaining buyer (northwest corner), which makes
    /// fewer deals than there are sellers and buyers.
    public func flows(_ solution: QuotaSolution) -> [QuotaFlow] {
        let settlementPrices = self.settlementPrices(solution)
        return poolRanges.flatMap { zones -> [QuotaFlow] in
            var decomposition = PoolDecomposition(self, solution, zones: zones)
            return decomposition.deals().map { deal in
                let buyer = deal.buyer.account.map { accounts[$0] }
                return QuotaFlow(
                    pollutant: zonePools[zones.lowerBound].pollutant, pool: zonePools[zones.lowerBound].pool,
                    from: deal.seller.account.map { accounts[$0].region } ?? QuotaFlow.reserve,
                    to: buyer?.region ?? QuotaFlow.reserve, sent: deal.tonnes,
                    ratio: buyer?.replacementRatio ?? 1, price: settlementPrices[deal.buyer.zone],
                    sellerPrice: settlementPrices[deal.seller.zone])
            }
        }
    }

    /// The price at which each zone of each pool settles: its shadow price, but never below the floor, yuan/t.
    public func settlementPrices(_ solution: QuotaSolution) -> [Double] {
        zip(zonePools, solution.multipliers.zonePrice).map { max($1, rules[$0.rule].floorPrice) }
    }

    /// The zones of each pool, as ranges of `zonePools`.
    private var poolRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for end in 1...max(1, zonePools.count) where end <= zonePools.count {
            let first = zonePools[start]
            let isEnd =
                end == zonePools.count
                || (zonePools[end].pollutant, zonePools[end].pool) != (first.pollutant, first.pool)
            if isEnd {
                ranges.append(start..<end)
                start = end
            }
        }
        return ranges
    }
}

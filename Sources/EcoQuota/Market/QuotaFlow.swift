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
    /// The pool results as deals between parties: fewer pairs than there are sellers and buyers, as near to each
    /// other as the flows between zones let them be, and the same for every order of the rows.
    ///
    /// A pair is allowed where the flows between zones lead from the seller's zone to the buyer's: along them
    /// the price rises by the fees of the way, so every plan over such pairs costs the same.
    ///
    /// - Parameter distance: between two regions, by their codes; `nil` where it is not known.
    public func flows(
        _ solution: QuotaSolution, distance: (String, String) -> Double? = { _, _ in nil }
    ) -> [QuotaFlow] {
        let settlementPrices = self.settlementPrices(solution)
        return poolRanges.flatMap { zones -> [QuotaFlow] in
            var decomposition = PoolDecomposition(self, solution, zones: zones)
            let deals = decomposition.deals {
                distance(accounts[$0].region, accounts[$1].region)
            }
            return deals.map { deal in
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

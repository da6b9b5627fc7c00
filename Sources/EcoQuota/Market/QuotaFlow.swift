/// A deal: quota from one party to another.
public struct QuotaFlow: Sendable, Equatable {
    public let pollutant: String
    /// The class of the buyer.
    public let pool: String
    /// Position of the period; 0 where there is one.
    public let period: Int
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
    /// Whether the deal goes through the pools, which charge fees of both sides.
    public let isPooled: Bool
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
        let prices = settlementPrices(solution)
        let (regions, regionOfAccount) = accountRegions
        // Asked for once, however many pools the two regions meet in.
        var known = [Double?](repeating: nil, count: regions.count * regions.count)
        let pooled = poolRanges.flatMap { zones -> [QuotaFlow] in
            var decomposition = PoolDecomposition(self, solution, zones: zones)
            let deals = decomposition.deals { seller, buyer in
                let (from, to) = (regionOfAccount[seller], regionOfAccount[buyer])
                let length = known[from * regions.count + to] ?? distance(regions[from], regions[to]) ?? 0
                known[from * regions.count + to] = length
                return length
            }
            return deals.map { flow($0, prices) }
        }
        return pooled + flowsBesidePools(solution)
    }

    /// Deals that name both parties by themselves.
    func flowsBesidePools(_ solution: QuotaSolution) -> [QuotaFlow] {
        directFlows(solution) + tierFlows(solution)
    }

    /// The regions of the market, and the one of each account among them.
    private var accountRegions: (regions: [String], ofAccount: [Int]) {
        var places: [String: Int] = [:]
        var regions: [String] = []
        let ofAccount = accounts.map { account in
            if let place = places[account.region] { return place }
            places[account.region] = regions.count
            regions.append(account.region)
            return regions.count - 1
        }
        return (regions, ofAccount)
    }

    private func flow(_ deal: PoolDecomposition.Deal, _ prices: [Double]) -> QuotaFlow {
        let (buyer, zone) = (deal.buyer.account.map { accounts[$0] }, zonePools[deal.buyer.zone])
        return QuotaFlow(
            pollutant: zone.pollutant, pool: zone.pool, period: zone.period,
            from: deal.seller.account.map { accounts[$0].region } ?? QuotaFlow.reserve,
            to: buyer?.region ?? QuotaFlow.reserve, sent: deal.tonnes, ratio: buyer?.replacementRatio ?? 1,
            price: prices[deal.buyer.zone], sellerPrice: prices[deal.seller.zone], isPooled: true)
    }

    /// Deals on direct ways: the buyer pays what the quota is worth to it, the seller gets that less the cost of
    /// the way.
    private func directFlows(_ solution: QuotaSolution) -> [QuotaFlow] {
        let least = 1e-10 * solution.sentDirectly.reduce(0, +)
        return zip(edges, solution.sentDirectly).filter { $1 > least }.map { edge, sent in
            let (seller, buyer) = (accounts[edge.from], accounts[edge.to])
            let worth = solution.multipliers.scarcity[edge.from] / periods[seller.period].discount + edge.cost
            let price = max(worth, rules[buyer.rule].floorPrice)
            return QuotaFlow(
                pollutant: seller.pollutant, pool: buyer.pool, period: seller.period, from: seller.region,
                to: buyer.region, sent: sent, ratio: edge.ratio, price: price,
                sellerPrice: price - edge.cost, isPooled: false)
        }
    }

    /// What accounts draw from reserve tiers by themselves, at the price of the tier.
    private func tierFlows(_ solution: QuotaSolution) -> [QuotaFlow] {
        zip(tierDraws, solution.tierDrawn).compactMap { draw, drawn in
            guard drawn > 0, case .account(let index) = draw.target else { return nil }
            let (tier, account) = (tiers[draw.tier], accounts[index])
            return QuotaFlow(
                pollutant: account.pollutant, pool: account.pool, period: account.period,
                from: QuotaFlow.reserve, to: account.region, sent: drawn, ratio: account.replacementRatio,
                price: tier.price, sellerPrice: tier.price, isPooled: false)
        }
    }

    /// The price at which each zone of each pool settles, in money of its period: its shadow price, but never
    /// below the floor, yuan/t.
    public func settlementPrices(_ solution: QuotaSolution) -> [Double] {
        zip(zonePools, solution.multipliers.zonePrice).map { zone, price in
            max(price / periods[zone.period].discount, rules[zone.rule].floorPrice)
        }
    }

    /// The zones among which quota may flow: those of one pollutant and period, as ranges of `zonePools`.
    var poolRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for end in 1...max(1, zonePools.count) where end <= zonePools.count {
            let first = zonePools[start]
            let isEnd =
                end == zonePools.count
                || (zonePools[end].pollutant, zonePools[end].period) != (first.pollutant, first.period)
            if isEnd {
                ranges.append(start..<end)
                start = end
            }
        }
        return ranges
    }
}

/// The price of one account's emission: what one more tonne emitted there costs, for quota and for its place.
///
/// Where its sources release in several classes, the place charge is that of the class that costs most.
public struct AccountPrice: Sendable, Equatable {
    public let region: String
    public let pollutant: String
    public let pool: String
    /// Position in `QuotaProblem.periods`.
    public let period: Int
    /// Charge of the place and scarcity together, yuan/t: the marginal cost of every partly used measure.
    public let shadowPrice: Double
    /// What a tonne from here costs at the receptors whose limits bind, yuan/t.
    public let placeCharge: Double
    /// What quota is worth here, yuan/t: `ρ (p + fee)` for a buyer, `p - fee` for a seller.
    public let scarcity: Double
    /// Price in the zone of the pool, yuan/t.
    public let zonePrice: Double
}

/// The price of a limit that binds: by how much the cost falls for one unit of relief.
public struct LimitPrice: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// A receptor's ambient limit, or its baseline load under non-degradation.
        case receptor
        /// Supply and demand in one zone of one pool.
        case pool
        case reserve
        case buyBack = "buy_back"
        case emissionCap = "emission_cap"
        case tradableQuota = "tradable_quota"
        case purchaseBan = "purchase_ban"
    }

    public let kind: Kind
    public let pollutant: String
    /// The receptor, zone or region, with pool and sector where these part it.
    public let name: String
    /// Position in `QuotaProblem.periods`.
    public let period: Int
    /// The limit itself, in `limitUnit`; nil where the limit is no number (pool, ban).
    public let limit: Double?
    public let limitUnit: String
    public let shadowPrice: Double
    /// `CNY/t`, `CNY/tce`, `CNY/(ug/m3)`.
    public let priceUnit: String
}

extension QuotaProblem {
    /// What a tonne of each source costs at the receptors whose limits bind, yuan/t.
    private func placeCharges(_ prices: QuotaSolution.Multipliers) -> [Double] {
        guard !prices.receptor.isEmpty,
            let charges = try? transfer.transposedMultiplied(by: prices.receptor)
        else { return [Double](repeating: 0, count: sources.count) }
        return groupOfSource.map { charges[$0] }
    }

    /// The price of every account, in the order of `accounts`.
    public func accountPrices(_ solution: QuotaSolution) -> [AccountPrice] {
        let prices = solution.multipliers
        let places = placeCharges(prices)
        return accounts.enumerated().map { index, account in
            let place = places[account.sources].max() ?? 0
            return AccountPrice(
                region: account.region, pollutant: account.pollutant, pool: account.pool,
                period: account.period, shadowPrice: place + prices.scarcity[index], placeCharge: place,
                scarcity: prices.scarcity[index], zonePrice: prices.zonePrice[account.zonePool])
        }
    }

    /// The price of every limit that binds: receptors first, then pools, reserves, caps and bans.
    public func limitPrices(_ solution: QuotaSolution) -> [LimitPrice] {
        let least = significantPrice(solution)
        return receptorPrices(solution) + poolPrices(solution, least)
            + reservePrices(solution, least) + sourcePrices(solution, least) + tradePrices(solution, least)
    }

    /// Below this part of the highest price, and below a millionth of a yuan, a multiplier is rounding, yuan/t.
    private func significantPrice(_ solution: QuotaSolution) -> Double {
        let highest = (accountPrices(solution).map(\.shadowPrice) + solution.multipliers.zonePrice).max()
        return max(1e-6, 1e-7 * (highest ?? 0))
    }

    /// What a tonne adds at a receptor at most.
    private func largestEffect(onReceptorRow row: Int) -> Double {
        (0..<transfer.columns).reduce(0.0) { max($0, transfer[row, $1]) }
    }

    /// The rows of receptors, periods first, whose price is more than rounding: their limits bind.
    public func pricedReceptorRows(_ solution: QuotaSolution) -> [Int] {
        let least = significantPrice(solution)
        return solution.multipliers.receptor.indices.filter {
            solution.multipliers.receptor[$0] * largestEffect(onReceptorRow: $0) > least
        }
    }

    private func receptorPrices(_ solution: QuotaSolution) -> [LimitPrice] {
        let allowances = self.allowances
        return pricedReceptorRows(solution).map { row in
            LimitPrice(
                kind: .receptor, pollutant: "", name: receptors[row % receptors.count].id,
                period: row / receptors.count, limit: allowances[row], limitUnit: "ug/m3",
                shadowPrice: solution.multipliers.receptor[row], priceUnit: QuotaPrice.unit(per: "ug/m3"))
        }
    }

    private func poolPrices(_ solution: QuotaSolution, _ least: Double) -> [LimitPrice] {
        zonePools.indices.compactMap { index in
            let price = solution.multipliers.zonePrice[index]
            guard price > least else { return nil }
            let zone = zonePools[index]
            return limitPrice(.pool, zone.pollutant, zone.period, [zone.pool, zone.zone], nil, price)
        }
    }

    private func reservePrices(_ solution: QuotaSolution, _ least: Double) -> [LimitPrice] {
        rules.indices.flatMap { index -> [LimitPrice] in
            // The rules of a pollutant stand together, one for each period.
            let (rule, period) = (rules[index], index % periods.count)
            let (reserve, buyBack) = (
                solution.multipliers.reserve[index], solution.multipliers.buyBack[index]
            )
            var found: [LimitPrice] = []
            if reserve > least {
                found.append(limitPrice(.reserve, rule.pollutant, period, [], rule.reserve, reserve))
            }
            if buyBack > least {
                found.append(limitPrice(.buyBack, rule.pollutant, period, [], rule.buyBack, buyBack))
            }
            return found
        }
    }

    /// Caps: the marginal cost lies above what the emission is charged.
    private func sourcePrices(_ solution: QuotaSolution, _ least: Double) -> [LimitPrice] {
        let places = placeCharges(solution.multipliers)
        return accounts.enumerated().flatMap { index, account in
            account.sources.compactMap { source -> LimitPrice? in
                let record = sources[source]
                let paid = solution.multipliers.scarcity[index] + places[source]
                let price = solution.multipliers.marginalCost[source] - paid
                guard let cap = record.emissionCap, price > least else { return nil }
                let name = [record.pool, record.region, record.sector]
                return limitPrice(.emissionCap, record.pollutant, record.period, name, cap, price)
            }
        }
    }

    /// Quota that must be kept, and purchases that are forbidden, where they cost something.
    private func tradePrices(_ solution: QuotaSolution, _ least: Double) -> [LimitPrice] {
        accounts.enumerated().flatMap { index, account -> [LimitPrice] in
            let scarcity = solution.multipliers.scarcity[index]
            let price = solution.multipliers.zonePrice[account.zonePool]
            let name = [account.pool, account.region]
            var found: [LimitPrice] = []
            let kept = price - rules[account.rule].sellFee - scarcity
            if kept > least, account.quota > 0 {
                found.append(
                    limitPrice(
                        .tradableQuota, account.pollutant, account.period, name, account.tradable, kept))
            }
            let ban = scarcity / account.replacementRatio - price - rules[account.rule].buyFee
            if !account.mayBuy, ban > least {
                found.append(
                    limitPrice(.purchaseBan, account.pollutant, account.period, name, nil, ban))
            }
            return found
        }
    }

    private func limitPrice(
        _ kind: LimitPrice.Kind, _ pollutant: String, _ period: Int, _ name: [String], _ limit: Double?,
        _ price: Double
    ) -> LimitPrice {
        LimitPrice(
            kind: kind, pollutant: pollutant, name: name.filter { !$0.isEmpty }.joined(separator: " "),
            period: period, limit: limit, limitUnit: limit == nil ? "" : unit(of: pollutant),
            shadowPrice: price,
            priceUnit: QuotaPrice.unit(per: unit(of: pollutant)))
    }
}

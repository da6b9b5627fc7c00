import EcoParameters
import EcoUnits

/// One payment of the market.
///
/// In money of its period.
public struct QuotaPayment: Sendable, Equatable {
    public enum Basis: String, Sendable {
        case quota
        case buyFee = "buy_fee"
        case sellFee = "sell_fee"
        /// Fee and scarcity rent of the way between two zones.
        case zoneTransfer = "zone_transfer"
    }

    public let pollutant: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    /// Region code, or one of the funds of `QuotaPayment`.
    public let payer: String
    public let payee: String
    /// yuan, above 0.
    public let amount: Double
    public let basis: Basis

    /// The fund that receives the fees.
    public static let exchange = "exchange"
    /// The fund that receives what the way between zones yields.
    public static let transferFund = "transfer_fund"
}

extension QuotaProblem {
    /// Who pays whom. Each payment has one payer and one payee, so the sum over all parties is 0.
    ///
    /// - Parameter distance: between two regions, by their codes; `nil` where it is not known.
    public func payments(
        _ solution: QuotaSolution, distance: (String, String) -> Double? = { _, _ in nil }
    ) -> [QuotaPayment] {
        payments(for: flows(solution, distance: distance))
    }

    /// Who pays whom for deals that are known.
    public func payments(for flows: [QuotaFlow]) -> [QuotaPayment] {
        flows.flatMap { flow in
            payments(flow, rule: rules.first { $0.pollutant == flow.pollutant })
        }
        .filter { $0.amount > 0 }
    }

    private func payments(_ flow: QuotaFlow, rule: PollutantRule?) -> [QuotaPayment] {
        func pay(_ payer: String, _ payee: String, _ price: Double, _ basis: QuotaPayment.Basis)
            -> QuotaPayment
        {
            QuotaPayment(
                pollutant: flow.pollutant, period: flow.period, payer: payer, payee: payee,
                amount: price * flow.sent, basis: basis)
        }
        var payments = [
            pay(flow.to, flow.from, flow.sellerPrice, .quota),
            pay(flow.to, QuotaPayment.transferFund, flow.price - flow.sellerPrice, .zoneTransfer),
        ]
        if flow.isPooled, flow.to != QuotaFlow.reserve {
            let fee = rule?.fee(rule?.buyFee ?? 0, at: flow.price) ?? 0
            payments.append(pay(flow.to, QuotaPayment.exchange, fee, .buyFee))
        }
        if flow.isPooled, flow.from != QuotaFlow.reserve {
            let fee = rule?.fee(rule?.sellFee ?? 0, at: flow.sellerPrice) ?? 0
            payments.append(pay(flow.from, QuotaPayment.exchange, fee, .sellFee))
        }
        return payments
    }

    /// What the reader must know before the figures: shortfall first, then floors that bind.
    ///
    /// - Parameter name: the name of a region code, pollutant or zone; the id itself where it has none.
    public func warnings(
        _ solution: QuotaSolution, name: (String) -> LocalizedText = { LocalizedText($0) }
    ) -> [Diagnostic] {
        shortfallWarnings(solution, name) + floorWarnings(solution, name)
    }

    private func shortfallWarnings(
        _ solution: QuotaSolution, _ name: (String) -> LocalizedText
    ) -> [Diagnostic] {
        let short = accounts.indices.filter { solution.shortfall[$0] > 1e-9 * max(1, accounts[$0].quota) }
        guard !short.isEmpty else { return [] }
        let cases = short.map { index in
            let words = [name(accounts[index].region), name(accounts[index].pollutant)]
            let tonnes = solution.shortfall[index].shortText
            return (words + [LocalizedText(en: "\(tonnes) t", zh: "\(tonnes) 吨")]).joined(LocalizedText(" "))
        }.list()
        return [
            Diagnostic(
                .warning, code: "quota_shortfall", path: "quota",
                LocalizedText(
                    en: "the market cannot cover every emission: \(cases.en)", zh: "市场无法覆盖全部排放，缺口：\(cases.zh)"
                ),
                hint: LocalizedText(
                    en: "add measures, reserve or quota, open a zone, or lift a purchase ban",
                    zh: "增加措施、储备或指标，放开片区，或取消购买限制"))
        ]
    }

    /// One warning for each pollutant, with the zones that would clear below its floor.
    private func floorWarnings(
        _ solution: QuotaSolution, _ name: (String) -> LocalizedText
    ) -> [Diagnostic] {
        let traded = traded(solution)
        return rules.indices.compactMap { index in
            let rule = rules[index]
            let low = zonePools.indices.filter { pool in
                zonePools[pool].rule == index && traded[pool]
                    && solution.multipliers.zonePrice[pool] < rule.floorPrice * (1 - 1e-9)
            }
            guard !low.isEmpty else { return nil }
            let prices = low.map { pool in
                let (zone, price) = (zonePools[pool], solution.multipliers.zonePrice[pool].shortText)
                let words = ([zone.zone] + (zone.pool.isEmpty ? [] : [zone.pool])).map(name)
                let place = words.joined(LocalizedText(" "))
                return LocalizedText(en: "\(place.en) \(price) yuan/t", zh: "\(place.zh) \(price) 元/吨")
            }.list()
            return floorWarning(rule, prices, name(rule.pollutant))
        }
    }

    private func floorWarning(
        _ rule: PollutantRule, _ prices: LocalizedText, _ pollutant: LocalizedText
    ) -> Diagnostic {
        let floor = rule.floorPrice.shortText
        return Diagnostic(
            .warning, code: "floor_price_binds", path: "quota.floor_price.\(rule.pollutant)",
            LocalizedText(
                en:
                    "quota of \(pollutant.en) would clear below its floor (\(prices.en)); deals are settled at the "
                    + "floor of \(floor) yuan/t, at which buyers left to themselves would take less than the "
                    + "least-cost plan gives them",
                zh: "\(pollutant.zh)指标的出清价低于基准价（\(prices.zh)）；成交按基准价 \(floor) 元/吨结算，"
                    + "按此价格买方自主购买量将少于最小费用方案"),
            hint: LocalizedText(
                en: "set buy_back to let the government take the surplus at the floor price",
                zh: "设置 buy_back，由政府按基准价回购剩余指标"))
    }

    /// The zones in which somebody buys or sells.
    private func traded(_ solution: QuotaSolution) -> [Bool] {
        var traded = [Bool](repeating: false, count: zonePools.count)
        for (index, account) in accounts.enumerated() where solution.bought[index] + solution.sold[index] > 0
        {
            traded[account.zonePool] = true
        }
        return traded
    }
}

extension PollutantRule {
    /// A fee with the part that goes by the price of the deal; up to the floor it stands in the rule's fees.
    func fee(_ fixed: Double, at price: Double) -> Double {
        fixed + dealPriceFeeRate * max(0, price - floorPrice)
    }
}

extension QuotaRecords {
    /// The same market without any trade, reserve or buy-back: what every region would do by itself.
    public func withoutTrade() -> QuotaRecords {
        var alone = self
        for index in alone.sources.indices {
            alone.sources[index].tradableShare = 0
            alone.sources[index].mayBuy = false
            alone.sources[index].pooledShare = 0
            alone.sources[index].replacementRatio = 1
        }
        alone.edges = []
        alone.reserves = []
        // Terms of trade are no part of it: markets that differ in nothing else have the same one.
        alone.arcs = []
        alone.rules = rules.map { PollutantRule(pollutant: $0.pollutant) }
        return alone
    }
}

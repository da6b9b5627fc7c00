import EcoParameters

/// One payment of the market.
public struct QuotaPayment: Sendable, Equatable {
    public enum Basis: String, Sendable {
        case quota
        case buyFee = "buy_fee"
        case sellFee = "sell_fee"
        /// Fee and scarcity rent of the way between two zones.
        case zoneTransfer = "zone_transfer"
    }

    public let pollutant: String
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
    public func payments(_ solution: QuotaSolution) -> [QuotaPayment] {
        flows(solution).flatMap { flow in payments(flow, rule: rules.first { $0.pollutant == flow.pollutant })
        }
        .filter { $0.amount > 0 }
    }

    private func payments(_ flow: QuotaFlow, rule: PollutantRule?) -> [QuotaPayment] {
        func pay(_ payer: String, _ payee: String, _ price: Double, _ basis: QuotaPayment.Basis)
            -> QuotaPayment
        {
            QuotaPayment(
                pollutant: flow.pollutant, payer: payer, payee: payee, amount: price * flow.sent, basis: basis
            )
        }
        var payments = [
            pay(flow.to, flow.from, flow.sellerPrice, .quota),
            pay(flow.to, QuotaPayment.transferFund, flow.price - flow.sellerPrice, .zoneTransfer),
        ]
        if flow.to != QuotaFlow.reserve {
            payments.append(pay(flow.to, QuotaPayment.exchange, rule?.buyFee ?? 0, .buyFee))
        }
        if flow.from != QuotaFlow.reserve {
            payments.append(pay(flow.from, QuotaPayment.exchange, rule?.sellFee ?? 0, .sellFee))
        }
        return payments
    }

    /// What the reader must know before the figures: shortfall first, then floors that bind.
    public func warnings(_ solution: QuotaSolution) -> [Diagnostic] {
        shortfallWarnings(solution) + floorWarnings(solution)
    }

    private func shortfallWarnings(_ solution: QuotaSolution) -> [Diagnostic] {
        let short = accounts.indices.filter { solution.shortfall[$0] > 1e-9 * max(1, accounts[$0].quota) }
        guard !short.isEmpty else { return [] }
        let names = short.map {
            "\(accounts[$0].region) \(accounts[$0].pollutant) \(solution.shortfall[$0].shortText) t"
        }
        return [
            Diagnostic(
                .warning, code: "quota_shortfall", path: "quota",
                "the market cannot cover every emission: " + names.joined(separator: ", "),
                hint: "add measures, reserve or quota, open a zone, or lift a purchase ban")
        ]
    }

    private func floorWarnings(_ solution: QuotaSolution) -> [Diagnostic] {
        let traded = traded(solution)
        return zonePools.indices.compactMap { index in
            let (zone, price) = (zonePools[index], solution.multipliers.zonePrice[index])
            let floor = rules[zone.rule].floorPrice
            guard traded[index], price < floor * (1 - 1e-9) else { return nil }
            return Diagnostic(
                .warning, code: "floor_price_binds", path: "quota.floor_price.\(zone.pollutant)",
                "in zone \(zone.zone) quota of \(zone.pollutant) would clear at \(price.shortText) CNY/t; deals "
                    + "are settled at the floor of \(floor.shortText) CNY/t, at which buyers left to themselves "
                    + "would take less than the least-cost plan gives them",
                hint: "set buy_back to let the government take the surplus at the floor price")
        }
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

extension QuotaRecords {
    /// The same market without any trade, reserve or buy-back: what every region would do by itself.
    public func withoutTrade() -> QuotaRecords {
        var alone = self
        for index in alone.sources.indices {
            alone.sources[index].tradableShare = 0
            alone.sources[index].mayBuy = false
        }
        for index in alone.rules.indices {
            alone.rules[index].reserve = 0
            alone.rules[index].buyBack = 0
        }
        return alone
    }
}

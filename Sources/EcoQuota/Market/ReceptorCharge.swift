/// A part of the charge of a place: what one tonne from an account costs at one receptor.
public struct ReceptorCharge: Sendable, Equatable {
    public let account: QuotaAccount
    public let receptor: String
    /// Price of the receptor's limit, yuan per ug/m3.
    public let price: Double
    /// What a tonne adds at the receptor, ug/m3 per t.
    public let effect: Double
}

extension QuotaProblem {
    /// The parts of every account's place charge, of the class of sources that costs most; they add up to
    /// ``AccountPrice/placeCharge``.
    public func receptorCharges(_ solution: QuotaSolution) -> [ReceptorCharge] {
        let prices = solution.multipliers.receptor
        let priced = pricedReceptorRows(solution)
        guard !priced.isEmpty else { return [] }
        return accounts.flatMap { account -> [ReceptorCharge] in
            let groups = Set(account.sources.map { groupOfSource[$0] }).sorted()
            let charges = groups.map { group in priced.reduce(0) { $0 + prices[$1] * transfer[$1, group] } }
            guard let dearest = charges.indices.max(by: { charges[$0] < charges[$1] }) else { return [] }
            return priced.compactMap { row in
                let effect = transfer[row, groups[dearest]]
                guard effect != 0 else { return nil }
                return ReceptorCharge(
                    account: account, receptor: receptors[row % receptors.count].id, price: prices[row],
                    effect: effect)
            }
        }
    }
}

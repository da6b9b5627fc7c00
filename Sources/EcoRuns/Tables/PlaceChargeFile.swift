import EcoQuota

extension RunFile {
    /// `place_charges.csv`: what a tonne from each region costs at each receptor whose limit binds, as the price of the
    /// limit times what the tonne adds there; `nil` where no receptor has a price.
    static func placeCharges(_ market: QuotaMarket) -> RunFile? {
        let charges = market.problem.receptorCharges(market.solution)
        guard !charges.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "pollutant", "region", "pool", "period", "receptor", "price_yuan_per_ug_m3", "effect_ug_m3_per_t",
            "charge_yuan_per_t",
        ])
        for charge in charges {
            csv.append([
                charge.account.pollutant, charge.account.region, charge.account.pool,
                market.periodName(charge.account.period), charge.receptor, cell(charge.price),
                cell(charge.effect), cell(charge.price * charge.effect),
            ])
        }
        return RunFile("place_charges.csv", csv.text)
    }
}

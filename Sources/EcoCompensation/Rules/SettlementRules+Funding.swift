extension SettlementRules {
    func replacing(funding: Funding) -> SettlementRules {
        SettlementRules(
            funding: funding, fund: fund, upperLevel: upperLevel, carriedFund: carriedFund, step: step,
            rounding: rounding, paymentCap: paymentCap)
    }
}

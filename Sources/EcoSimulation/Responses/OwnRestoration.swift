import EcoAccounts

/// Land that counties restore of their own accord: to where the rising cost meets the payment.
///
/// A county's payoff of z hectares is `payment z - cost z - rise z² / 2`, which no other choice enters: each county's
/// best area is `(payment - cost) / rise`, at most what can be restored in a year.
struct OwnRestoration: Sendable {
    private let payment: Double
    private let cost: Double
    private let rise: Double
    private let largestShare: Double
    private let from: Int
    private let regionCount: Int

    init?(_ world: SimulationWorld, _ parameters: ResponseParameters) {
        guard parameters.restorationPayment > 0, let restoration = world.parameters.restoration,
            !world.base.land.isEmpty, !world.parameters.switchedOff.contains(Restoration.id)
        else { return nil }
        (payment, rise) = (parameters.restorationPayment, parameters.restorationRise)
        (cost, largestShare, from) = (restoration.cost, restoration.largestShare, restoration.from)
        regionCount = world.regionCount
    }

    func choose(_ state: YearState, _ choice: inout ChoiceYear) {
        let types = EcosystemType.allCases.count
        choice.restored = (0..<regionCount).map { county in
            let most = (Double(state.land[county * types + from]) * largestShare).rounded(.down)
            guard payment > cost else { return 0 }
            let wanted = rise > 0 ? (payment - cost) / rise * 10_000 : most
            return Int64(min(most, wanted).rounded(.down))
        }
    }

    /// What an area in m2 costs, and what the upper level pays for it, yuan.
    func cost(_ area: Int64) -> Double {
        let hectares = Double(area) / 10_000
        return (cost + rise * hectares / 2) * hectares
    }

    func payment(_ area: Int64) -> Double { payment * (Double(area) / 10_000) }

    /// Yuan, by county.
    func payoffs(_ restored: [Int64]) -> [Double] { restored.map { payment($0) - cost($0) } }
}

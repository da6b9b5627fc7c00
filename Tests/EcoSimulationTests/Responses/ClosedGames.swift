@testable import EcoSimulation

/// Each county is paid `rate` for a tonne and bears `slope x² / 2`: its best amount is rate / slope, whatever others do.
struct LinearGame: ResponseGame {
    let rates: [Double]
    let slopes: [Double]
    let largest: [Double]
    var countyCount: Int { rates.count }
    let choiceCount = 1

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        rates.indices.map { county in
            let amount = profile.amounts[county]
            return rates[county] * amount - slopes[county] * amount * amount / 2
        }
    }
}

/// A pool in proportion to what is abated: `pool x_i / sum x - slope_i x_i² / 2`.
struct PoolGame: ResponseGame {
    let pool: Double
    let slopes: [Double]
    let largest: [Double]
    var countyCount: Int { slopes.count }
    let choiceCount = 1

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let sum = profile.amounts.reduce(0, +)
        return slopes.indices.map { county in
            let amount = profile.amounts[county]
            return (sum > 0 ? pool * amount / sum : 0) - slopes[county] * amount * amount / 2
        }
    }
}

/// The county that abates more wins the prize, equal ones share it; a tonne costs the same throughout.
struct LadderGame: ResponseGame {
    let prize: Double
    let cost: Double
    let largest: [Double]
    var countyCount: Int { 2 }
    let choiceCount = 1

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let (one, other) = (profile.amounts[0], profile.amounts[1])
        let first = one > other ? prize : one == other ? prize / 2 : 0
        return [first - cost * one, prize - first - cost * other]
    }
}

/// Each of two counties is paid for what it abates beyond the other, by whole steps towards nothing or by the tonne.
struct StepGame: ResponseGame {
    /// Tonnes of a step; nil where every tonne counts.
    let step: Double?
    /// For a step, or for a tonne.
    let payment: Double
    let cost: Double
    let largest: [Double]
    var countyCount: Int { 2 }
    let choiceCount = 1

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let lead = profile.amounts[0] - profile.amounts[1]
        let counted = step.map { (lead / $0).rounded(.towardZero) } ?? lead
        return [
            payment * counted - cost * profile.amounts[0], -payment * counted - cost * profile.amounts[1],
        ]
    }
}

/// Two that go round in whole amounts, the largest followed by 0: the first gains by doing as the second does, the second by
/// doing one more.
struct ChaseGame: ResponseGame {
    /// Yuan for the first, and for the second.
    let match: Double
    let lead: Double
    let amounts: Int
    var largest: [Double] { [Double(amounts - 1), Double(amounts - 1)] }
    var countyCount: Int { 2 }
    let choiceCount = 1

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let (first, second) = (Int(profile.amounts[0].rounded()), Int(profile.amounts[1].rounded()))
        return [first == second ? match : 0, second == (first + 1) % amounts ? lead : 0]
    }
}

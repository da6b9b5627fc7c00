/// The exact equilibrium where payments are linear in what counties abate.
///
/// Then a county's payments are `slope x own amount + what the others do`, and the game has the potential
/// `sum of slope x amount - cost`: its one maximum is the equilibrium, found county by county, or by the market's own
/// programme with the slopes taken off the costs. Method and proof: docs/methods/responses.md, 3.
struct LinearResponse: Sendable {
    /// Payments may leave a straight line by so much, yuan: what counties would not move for.
    let tolerance: Double

    /// What a tonne brings in payments, by county and choice, yuan; nil where payments are not linear.
    ///
    /// Each amount is tried at none, half and all of its largest, and all of a county's amounts together.
    func slopes(_ game: CountyGame, at profile: ResponseProfile) throws(SimulationFailure) -> [Double]? {
        var slopes = [Double](repeating: 0, count: profile.amounts.count)
        func gain(_ county: Int, _ own: [Double]) throws(SimulationFailure) -> Double {
            let (net, damage) = try game.payments(profile.with(county, own))
            return net[county] + damage[county]
        }
        for county in 0..<game.countyCount {
            let none = [Double](repeating: 0, count: game.choiceCount)
            let largest = Array(game.largest[profile.range(of: county)])
            guard largest.contains(where: { $0 > 0 }) else { continue }
            let start = try gain(county, none)
            var sum = start
            for (choice, most) in largest.enumerated() where most > 0 {
                var own = none
                own[choice] = most / 2
                let half = try gain(county, own)
                own[choice] = most
                let whole = try gain(county, own)
                guard abs(half - start - (whole - half)) <= tolerance else { return nil }
                slopes[county * game.choiceCount + choice] = (whole - start) / most
                sum += whole - start
            }
            if game.choiceCount > 1, abs(try gain(county, largest) - sum) > tolerance { return nil }
        }
        return slopes
    }

    /// Whether slopes that were found at two profiles are the same.
    func agree(_ one: [Double], _ other: [Double], _ game: CountyGame) -> Bool {
        zip(zip(one, other), game.largest).allSatisfy { abs($0.0 - $0.1) * $1 <= tolerance }
    }
}

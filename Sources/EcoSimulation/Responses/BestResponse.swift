/// The best answer of one county to what the others do, by scans along its lines.
///
/// Along a line the payoff is looked at in equal steps from none to all, then the step is halved around the best point:
/// payoffs with jumps (ladders, gates) are met as well as smooth ones. Of equal points the one of least abatement is
/// taken, and a county moves only for more than the smallest gain.
struct BestResponse: Sendable {
    let steps: Int
    let refinements: Int
    /// yuan.
    let smallestGain: Double

    /// The same scan of counties that stay where another choice brings no more than so many yuan.
    func moving(forMoreThan gain: Double) -> BestResponse {
        BestResponse(steps: steps, refinements: refinements, smallestGain: gain)
    }

    struct Answer {
        /// The county's own amounts; the present ones where nothing brings more than the smallest gain.
        let own: [Double]
        /// What the best amounts found bring it beyond the present ones, yuan; also where that is too little to move for.
        let gain: Double
    }

    /// The best answer of a county.
    func answer<Game: ResponseGame>(
        of county: Int, in game: Game, to profile: ResponseProfile
    ) throws(SimulationFailure) -> Answer {
        let present = Array(profile[county])
        var best = (own: present, payoff: try game.payoff(of: county, profile))
        let start = best.payoff
        // Amounts may help each other: twice along every line.
        for _ in 0..<(game.choiceCount > 1 ? 2 : 1) {
            let before = best.payoff
            for line in game.lines {
                let found = try scan(line, of: county, in: game, profile, best.own)
                if found.payoff > best.payoff { best = found }
            }
            if best.payoff - before <= smallestGain { break }
        }
        let gain = best.payoff - start
        return Answer(own: gain > smallestGain ? best.own : present, gain: gain)
    }

    private func scan<Game: ResponseGame>(
        _ line: [Int], of county: Int, in game: Game, _ profile: ResponseProfile, _ own: [Double]
    ) throws(SimulationFailure) -> (own: [Double], payoff: Double) {
        func payoff(_ part: Double) throws(SimulationFailure) -> Double {
            let own = game.choice(of: county, from: own, along: line, at: part)
            return try game.payoff(of: county, profile.with(county, own))
        }
        var best = (part: 0.0, payoff: try payoff(0))
        for step in 1...steps {
            let part = Double(step) / Double(steps)
            let found = try payoff(part)
            if found > best.payoff { best = (part, found) }
        }
        var step = 1 / Double(steps)
        for _ in 0..<refinements {
            step /= 2
            for part in [best.part - step, best.part + step] where part >= 0 && part <= 1 {
                let found = try payoff(part)
                if found > best.payoff { best = (part, found) }
            }
        }
        return (game.choice(of: county, from: own, along: line, at: best.part), best.payoff)
    }

    /// What lies between the present and the wanted amounts, on the lattice of the scan; never the present ones where
    /// others are wanted.
    /// - Parameter kept: part of the way that is not gone.
    func damped(_ present: [Double], _ wanted: [Double], largest: ArraySlice<Double>, kept: Double)
        -> [Double]
    {
        guard kept > 0, wanted != present else { return wanted }
        let points = (0..<refinements).reduce(Double(steps)) { points, _ in points * 2 }
        let between = zip(zip(present, wanted), largest).map { ways, largest in
            guard largest > 0 else { return 0.0 }
            let amount = ways.0 * kept + ways.1 * (1 - kept)
            return (amount / largest * points).rounded() / points * largest
        }
        return between == present ? wanted : between
    }
}

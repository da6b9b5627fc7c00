/// How rounds of answers ended.
public enum ResponseOutcome: Sendable, Equatable, Codable {
    /// Solved exactly: payments are linear in what counties choose.
    case exact
    /// Solved exactly: payments are concave in what each county chooses, and the game has a potential.
    case potential
    /// The same without a potential, by the variational inequality of a monotone game.
    case variational
    /// A round in which nobody moved.
    case settled
    /// A round in which nobody moved, though a county would gain so many yuan: rounds had come no nearer to rest before.
    case settledWithin(Double)
    /// A profile came back after so many rounds, with others between.
    case cycle(length: Int)
    /// The rounds were used up, or brought counties no nearer to rest.
    case unsettled
    /// Rounds were not asked for: each county answered once.
    case answered

    public var id: String {
        switch self {
        case .exact: "exact"
        case .potential: "potential"
        case .variational: "variational"
        case .settled: "settled"
        case .settledWithin: "settled_within"
        case .cycle: "cycle"
        case .unsettled: "unsettled"
        case .answered: "answered"
        }
    }

    /// What no county moves for, yuan; nil where some still do, or answered once.
    ///
    /// - Parameter smallestGain: for which counties stay at first.
    public func restsWithin(_ smallestGain: Double) -> Double? {
        switch self {
        case .exact, .potential, .variational, .settled: smallestGain
        case .settledWithin(let gain): gain
        case .cycle, .unsettled, .answered: nil
        }
    }

    /// 1 where nothing recurs.
    public var cycleLength: Int { if case .cycle(let length) = self { length } else { 1 } }
}

/// Rounds of best answers, damped where wanted, until nobody moves or a profile comes back.
///
/// Scans end on a finite lattice, so that a profile does come back in time; the repeat is exact, to the last bit. From
/// there on everything would repeat: nothing is gained by going on, and nothing is hidden by stopping. Rounds end as well
/// where the largest gain of a county by its answer is not halved in `patience` rounds: counties then wander, as under
/// payments with many steps, where who falls off a step climbs it again and pushes another off. Where `approximates` is
/// set, they go on from there with counties that move for more and more only, until nobody does, and then for less again.
struct ResponseRounds: Sendable {
    struct Result: Sendable {
        /// Where the rounds ended; of a cycle the profile at which it closes.
        var profile: ResponseProfile
        var outcome: ResponseOutcome
        var rounds: Int
        /// The profiles of the cycle in their order, or the last ones of rounds that did not settle; one where they did.
        var recurring: [ResponseProfile]

        /// Counties whose choice differs among them.
        var movers: [Int] {
            guard let first = recurring.first, recurring.count > 1 else { return [] }
            return (0..<first.amounts.count / max(1, first.choices)).filter { county in
                recurring.contains { $0[county] != first[county] }
            }
        }
    }

    var answers: BestResponse
    let turns: ResponseTurns
    /// Part of the way that is not gone in a round.
    let damping: Double
    let limit: Int
    /// Whole steps in which the largest gain of an answer has to be halved: so many rounds where nothing is damped.
    var patience = 8
    /// Whether a rest within some gain is looked for where rounds come no nearer to any other.
    var approximates = false
    /// Yuan below which no nearer rest is looked for; what counties stay for at first where it is absent.
    var finest: Double?
    /// Yuan of gain at which a rest is near enough: one 万元, the unit in which provinces pay.
    var nearEnough = 10_000.0
    /// Rounds in which a nearer rest has to be found.
    var descent = 3

    func play<Game: ResponseGame>(
        _ game: Game, from start: ResponseProfile
    ) throws(SimulationFailure) -> Result {
        var seen = [start: 0]
        var path = [start]
        var (least, since) = (Double.infinity, 0)
        let patience = Int((Double(patience) / (1 - damping)).rounded(.up))
        for round in 1...max(1, limit) {
            let (next, gain) = try self.round(game, path[path.count - 1])
            if let first = seen[next] {
                let cycle = Array(path[first...])
                if approximates, cycle.count == 1 {
                    return try approach(game, Rest(profile: next, gain: gain), after: round)
                }
                return Result(
                    profile: next, outcome: cycle.count == 1 ? .settled : .cycle(length: cycle.count),
                    rounds: round, recurring: cycle)
            }
            seen[next] = round
            path.append(next)
            (least, since) = gain <= least / 2 ? (gain, 0) : (least, since + 1)
            guard since >= patience else { continue }
            if approximates { return try settle(game, path, within: least) }
            break
        }
        return Result(
            profile: path[path.count - 1], outcome: .unsettled, rounds: path.count - 1,
            recurring: Array(path.suffix(patience)))
    }

    /// Rest of counties that do not move for less than some gain, twice as much each round until none does.
    ///
    /// No county gains more than its whole payoff ranges over, so that there is an end.
    private func settle<Game: ResponseGame>(
        _ game: Game, _ path: [ResponseProfile], within gain: Double
    ) throws(SimulationFailure) -> Result {
        var (coarse, profile, rounds) = (self, path[path.count - 1], path.count - 1)
        var least = max(gain, answers.smallestGain)
        while true {
            coarse.answers = answers.moving(forMoreThan: least)
            let (next, found) = try coarse.round(game, profile)
            rounds += 1
            if next == profile {
                return try approach(game, Rest(profile: profile, gain: found), after: rounds)
            }
            (profile, least) = (next, 2 * least)
        }
    }

    /// A profile at which a round moved nobody.
    private struct Rest {
        let profile: ResponseProfile
        /// The largest that an answer would bring a county, yuan.
        let gain: Double
    }

    /// Nearer rests from one: counties move for a quarter of its gain, and so on down to `nearEnough`, as long as they come to
    /// rest within `descent` rounds.
    private func approach<Game: ResponseGame>(
        _ game: Game, _ first: Rest, after earlier: Int
    ) throws(SimulationFailure) -> Result {
        var (finer, rest, rounds) = (self, first, earlier)
        let finest = finest ?? answers.smallestGain
        let enough = max(finest, nearEnough)
        descending: while rest.gain > enough {
            finer.answers = answers.moving(forMoreThan: max(enough, rest.gain / 4))
            var profile = rest.profile
            for _ in 0..<descent {
                let (next, gain) = try finer.round(game, profile)
                rounds += 1
                if next == profile {
                    rest = Rest(profile: profile, gain: gain)
                    continue descending
                }
                profile = next
            }
            break
        }
        return Result(
            profile: rest.profile, outcome: rest.gain > finest ? .settledWithin(rest.gain) : .settled,
            rounds: rounds, recurring: [rest.profile])
    }

    /// Each county once, with the largest gain of one of them by its answer, yuan.
    func round<Game: ResponseGame>(
        _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> (next: ResponseProfile, gain: Double) {
        var (next, gain) = (profile, 0.0)
        for county in 0..<game.countyCount {
            let others = turns == .sequential ? next : profile
            let wanted = try answers.answer(of: county, in: game, to: others)
            gain = max(gain, wanted.gain)
            let own = answers.damped(
                Array(profile[county]), wanted.own, largest: game.largest[profile.range(of: county)],
                kept: damping)
            next[county] = own[...]
        }
        return (next, gain)
    }
}

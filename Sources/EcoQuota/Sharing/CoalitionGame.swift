import EcoUnits

/// What coalitions of players gain together, yuan; the empty coalition gains 0.
public protocol CoalitionGame: Sendable {
    var playerCount: Int { get }
    /// - Parameter members: whether each player belongs to the coalition.
    func value(_ members: [Bool]) throws -> Double
}

/// The Shapley value: what each player adds on average over all orders in which the players may join.
public struct ShapleyValue: Sendable, Equatable {
    /// yuan, one for each player; they add to the value of all.
    public let shares: [Double]
    /// Standard error of each share, yuan; 0 where all coalitions were valued.
    public let standardErrors: [Double]
    /// Orders that were drawn; 0 where all coalitions were valued.
    public let samples: Int

    /// The largest number of players for which every coalition is valued.
    public static let largestExact = 16

    /// From all coalitions.
    ///
    /// - Precondition: at most `largestExact` players.
    public init(exact game: some CoalitionGame) throws { self.init(try CoalitionValues(game)) }

    public init(_ values: CoalitionValues) {
        let count = values.playerCount
        var weights: [Double] = []
        for size in 0..<max(1, count) {
            // size! (count - size - 1)! / count!
            var weight = 1 / Double(max(1, count))
            for step in 0..<size { weight *= Double(step + 1) / Double(count - 1 - step) }
            weights.append(weight)
        }
        var shares = [Double](repeating: 0, count: count)
        for mask in values.all.indices {
            for player in 0..<count where mask & (1 << player) == 0 {
                let gain = values.all[mask | (1 << player)] - values.all[mask]
                shares[player] += weights[mask.nonzeroBitCount] * gain
            }
        }
        self.shares = shares
        standardErrors = shares.map { _ in 0 }
        samples = 0
    }

    /// From drawn orders, each with its reverse, which evens out early and late joiners (Castro et al. 2009;
    /// antithetic orders).
    ///
    /// - Parameters:
    ///   - samples: pairs of orders, at least 2.
    ///   - seed: the same one gives the same shares.
    public init(sampled game: some CoalitionGame, samples: Int, seed: UInt64) throws {
        let count = game.playerCount
        var random = SplitMix64(seed: seed)
        var sums = [Double](repeating: 0, count: count)
        var squares = sums
        for _ in 0..<samples {
            var order = Array(0..<count)
            order.shuffle(using: &random)
            let forward = try Self.gains(game, order)
            let backward = try Self.gains(game, order.reversed())
            for player in 0..<count {
                let mean = (forward[player] + backward[player]) / 2
                sums[player] += mean
                squares[player] += mean * mean
            }
        }
        let number = Double(samples)
        shares = sums.map { $0 / number }
        standardErrors = zip(sums, squares).map { sum, square in
            let variance = max(0, square - sum * sum / number) / max(1, number - 1)
            return (variance / number).squareRoot()
        }
        self.samples = 2 * samples
    }

    /// What each player adds when the players join in an order.
    private static func gains(_ game: some CoalitionGame, _ order: [Int]) throws -> [Double] {
        var members = [Bool](repeating: false, count: game.playerCount)
        var gains = [Double](repeating: 0, count: game.playerCount)
        var before = 0.0
        for player in order {
            members[player] = true
            let value = try game.value(members)
            gains[player] = value - before
            before = value
        }
        return gains
    }
}

/// The value of every coalition; bit p of the position tells whether player p belongs to it.
public struct CoalitionValues: Sendable {
    public let all: [Double]
    public let playerCount: Int

    /// - Precondition: at most `ShapleyValue.largestExact` players.
    public init(_ game: some CoalitionGame) throws {
        precondition(game.playerCount <= ShapleyValue.largestExact)
        playerCount = game.playerCount
        var values = [0.0]
        for mask in 1..<max(1, 1 << playerCount) {
            values.append(try game.value((0..<game.playerCount).map { mask & (1 << $0) != 0 }))
        }
        all = values
    }

    /// The coalition that the shares leave worst off, and what it could gain more by itself, yuan; at most 0
    /// where the shares lie in the core.
    public func worstObjection(to shares: [Double]) -> (members: [Int], gain: Double) {
        var worst = (mask: 0, gain: -Double.infinity)
        for mask in 1..<max(1, all.count) {
            var sum = 0.0
            for player in 0..<playerCount where mask & (1 << player) != 0 { sum += shares[player] }
            if all[mask] - sum > worst.gain { worst = (mask, all[mask] - sum) }
        }
        return ((0..<playerCount).filter { worst.mask & (1 << $0) != 0 }, worst.gain)
    }
}

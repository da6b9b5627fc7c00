/// How what trade saves is shared among the players of a market, yuan.
public struct MarketSharing: Sendable {
    public struct Player: Sendable, Equatable {
        /// A region code, or the name of a city.
        public let id: String
        /// Codes.
        public let regions: [String]
        /// What its regions gain at the prices of the market (Owen).
        public let owen: Double
        /// What it adds on average over all orders of joining; nil where that was not asked for.
        public let shapley: Double?
        /// 0 where every coalition was valued.
        public let standardError: Double?
    }

    public let players: [Player]
    /// What all save together.
    public let saving: Double
    /// Rents of funds, which are no player's.
    public let rents: Double
    /// Orders drawn for the Shapley value; 0 where every coalition was valued.
    public let samples: Int
    /// The coalition that the Owen shares leave worst off, and what it could gain more by itself; nil where the
    /// coalitions were not all valued.
    public let objection: (players: [String], gain: Double)?

    /// - Parameters:
    ///   - playerOfRegion: the player of a region code.
    ///   - asksShapley: whether the Shapley value is worked out; it takes one solution for each coalition.
    /// - Throws: where the market of a coalition is not solved or not proven.
    public init(
        _ problem: QuotaProblem, _ program: MarketProgram, _ statement: MarketStatement,
        playerOfRegion: (String) -> String, asksShapley: Bool, samples: Int, seed: UInt64,
        solver: any ProgramSolver
    ) throws {
        let regions = Dictionary(grouping: statement.regions.map(\.region), by: playerOfRegion)
        let ids = regions.keys.sorted()
        let position = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        var owen = [Double](repeating: 0, count: ids.count)
        for region in statement.regions {
            owen[position[playerOfRegion(region.region)] ?? 0] += region.gain ?? 0
        }
        rents = statement.funds.reduce(0) { $0 + $1.rent }
        saving = owen.reduce(0, +) + rents
        var shapley: ShapleyValue?
        var objection: (players: [String], gain: Double)?
        if asksShapley {
            let game = try MarketGame(
                problem, program,
                playerOfAccount: problem.accounts.map { position[playerOfRegion($0.region)] ?? 0 },
                solver: solver)
            if ids.count <= ShapleyValue.largestExact {
                let values = try CoalitionValues(game)
                shapley = ShapleyValue(values)
                let worst = values.worstObjection(to: owen)
                objection = (worst.members.map { ids[$0] }, worst.gain)
            } else {
                shapley = try ShapleyValue(sampled: game, samples: samples, seed: seed)
            }
        }
        self.objection = objection
        self.samples = shapley?.samples ?? 0
        players = ids.enumerated().map { index, id in
            Player(
                id: id, regions: regions[id] ?? [], owen: owen[index], shapley: shapley?.shares[index],
                standardError: shapley?.standardErrors[index])
        }
    }
}

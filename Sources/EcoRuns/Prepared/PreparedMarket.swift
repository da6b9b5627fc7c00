import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios

/// The market of a scenario, read and solved once, from which those of other values take what both have in common.
///
/// All of it comes from the scenario as it stands, never from another run, so a run's figures depend on no order.
struct PreparedMarket: Sendable {
    let solved: SolvedMarket
    let figures: MarketFigures
    private let kept: KeptRecords
    private let comparesTrade: Bool
    /// `nil` where every market is solved from nothing.
    private let followers: MarketFollowers?

    /// - Parameter isFollowed: markets of other values are solved from plan and prices of this one.
    init(
        _ parameters: QuotaParameters, _ loaded: LoadedScenario, _ geodata: Geodata, comparesTrade: Bool,
        isFollowed: Bool = false
    ) throws(RunFailure) {
        let (regions, labels) = (loaded.scenario.regions, loaded.scenario.labels)
        let matrix = try Self.matrix(parameters, loaded, geodata)
        let kept = try asInput { () throws(DiagnosticFailure) in
            try KeptRecords(parameters, regions: regions, matrix: matrix)
        }
        self.kept = kept
        solved = try SolvedMarket(
            parameters, regions, labels, comparesTrade: comparesTrade, sharing: nil
        ) { kept.records }
        self.comparesTrade = comparesTrade
        followers = isFollowed ? MarketFollowers(solved) : nil
        figures = MarketFigures(solved, regions: regions, comparesTrade: comparesTrade)
    }

    /// The market of another version of the block.
    /// - Parameter changed: keys of the block in which it may differ; nil where more than the block may.
    func solved(
        _ parameters: QuotaParameters, changed: Set<String>?, _ loaded: LoadedScenario, _ geodata: Geodata
    ) throws(RunFailure) -> SolvedMarket {
        let (regions, labels) = (loaded.scenario.regions, loaded.scenario.labels)
        return try SolvedMarket(
            parameters, regions, labels, comparesTrade: comparesTrade, sharing: changed == nil ? nil : solved,
            following: followers
        ) {
            let known = try changed.flatMap {
                try kept.records(parameters, changed: $0, regions: regions)
            }
            if let known { return known }
            let matrix = try Self.matrix(parameters, loaded, geodata)
            return try QuotaRecords(parameters, regions: regions, matrix: matrix)
        }
    }

    private static func matrix(
        _ parameters: QuotaParameters, _ loaded: LoadedScenario, _ geodata: Geodata
    ) throws(RunFailure) -> [SourceReceptorCoefficient] {
        do throws(DiagnosticFailure) {
            return try geodata.sourceReceptor(of: parameters, in: loaded)
        } catch { throw RunFailure(error) }
    }
}

/// What solves changed markets from the face of a base market, with trade and without.
struct MarketFollowers: Sendable {
    let traded: FaceFollowingSolver
    let alone: FaceFollowingSolver

    init(_ base: SolvedMarket) {
        traded = FaceFollowingSolver(MarketFollower(base.market.program, base.market.found))
        alone = FaceFollowingSolver(base.alone.flatMap { MarketFollower($0.program, $0.found) })
    }
}

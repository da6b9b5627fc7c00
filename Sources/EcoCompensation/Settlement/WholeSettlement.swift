import EcoAccounts
import EcoParameters
import EcoUnits

/// Evaluated figures of one year in whole millionths of the indicators' units, by span and place in a region table.
public struct WholeFigures: Sendable {
    /// Months, quarters and the year, one after the other.
    public static let spanCount = 17

    let regionCount: Int
    private var columns: [AssessedIndicator: [Int64]] = [:]

    public init(regionCount: Int) { self.regionCount = regionCount }

    /// - Parameter values: by span and region; `Int64.min` where one is missing.
    public mutating func set(_ indicator: AssessedIndicator, _ values: [Int64]) {
        columns[indicator] = values
    }

    /// Of every region; nil where the indicator or one of them is missing.
    func values(_ indicator: AssessedIndicator, span: Int) -> ArraySlice<Int64>? {
        guard let column = columns[indicator], !column.isEmpty else { return nil }
        return column[span * regionCount..<(span + 1) * regionCount]
    }
}

/// Settles years of figures that a model makes, where every scheme can be told its figures as whole numbers: the same to
/// the fen as ``CompensationEvaluation/payments(parameters:on:keeping:besides:)``, without tables of figures.
public struct WholeSettlement: Sendable {
    private let schemes: [BenchmarkTiers]
    /// Of each scheme its regions.
    private let places: [[Int]]
    private let regions: RegionTable

    /// nil where a scheme, an appraisal or a table asks for more.
    ///
    /// - Parameter standard: under which the figures are evaluated.
    public init?(_ parameters: CompensationParameters, regions: RegionTable, standard: String) {
        guard parameters.appraisals.isEmpty, parameters.corrections == nil, parameters.figures == nil else {
            return nil
        }
        var schemes: [BenchmarkTiers] = []
        for scheme in parameters.schemes {
            guard let tiers = scheme as? BenchmarkTiers, tiers.takesWholeFigures,
                tiers.scope.standard ?? standard == standard,
                tiers.scope.regions.allSatisfy({ regions.contains($0) })
            else { return nil }
            schemes.append(tiers)
        }
        self.schemes = schemes
        self.regions = regions
        places = schemes.map { $0.places(in: regions) }
    }

    /// The indicators that are read.
    public var indicators: Set<AssessedIndicator> { Set(schemes.flatMap { $0.factors.map(\.indicator) }) }

    /// Whether some scheme reads periods of a kind.
    public func reads(_ kind: PeriodKind) -> Bool { schemes.contains { $0.period == kind } }

    /// One for each scheme; nil where a figure is missing or too large, so that the year is to be settled in full.
    ///
    /// - Parameter earlier: of the year before.
    public func balances(_ figures: WholeFigures, earlier: WholeFigures) -> [PartyBalances]? {
        var balances: [PartyBalances] = []
        for (scheme, places) in zip(schemes, places) {
            guard let own = scheme.balances(figures, earlier: earlier, places, regions) else { return nil }
            balances.append(own)
        }
        return balances
    }
}

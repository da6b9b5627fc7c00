import EcoAccounts
import EcoParameters

/// Settles years of figures that a model makes, where every scheme can be told its figures as whole numbers: the same to
/// the fen as ``CompensationEvaluation/payments(parameters:on:keeping:besides:)``, without tables of figures.
public struct WholeSettlement: Sendable {
    private let schemes: [any WholeFigureScheme]
    private let ready: [any WholeScheme]
    /// The indicators that are read.
    public let indicators: Set<AssessedIndicator>

    /// nil where a scheme, an appraisal or a table asks for more.
    ///
    /// - Parameter standard: under which the figures are evaluated.
    public init?(_ parameters: CompensationParameters, regions: RegionTable, standard: String) {
        guard parameters.appraisals.isEmpty, parameters.corrections == nil, parameters.figures == nil else {
            return nil
        }
        var schemes: [any WholeFigureScheme] = []
        for scheme in parameters.schemes {
            guard let whole = scheme as? any WholeFigureScheme, whole.takesWholeFigures,
                whole.scope.standard ?? standard == standard,
                whole.scope.regions.allSatisfy({ regions.contains($0) })
            else { return nil }
            schemes.append(whole)
        }
        let ready = schemes.compactMap { $0.whole(regions) }
        guard ready.count == schemes.count else { return nil }
        (self.schemes, self.ready) = (schemes, ready)
        indicators = Set(schemes.flatMap(\.wholeIndicators))
    }

    /// Whether some scheme reads periods of a kind.
    public func reads(_ kind: PeriodKind) -> Bool { schemes.contains { $0.period == kind } }

    /// One for each scheme; nil where a figure is missing or too large, so that the year is to be settled in full.
    ///
    /// - Parameter earlier: of the year before.
    public func balances(_ figures: WholeFigures, earlier: WholeFigures) -> [PartyBalances]? {
        var balances: [PartyBalances] = []
        for scheme in ready {
            guard let own = scheme.balances(figures, earlier: earlier) else { return nil }
            balances.append(own)
        }
        return balances
    }
}

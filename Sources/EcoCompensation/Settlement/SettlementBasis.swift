import EcoAccounts
import EcoParameters

/// The figures that schemes read, gathered once for settlements that differ in their rules alone.
public struct SettlementBasis: Sendable {
    var evidence: Evidence
    var memo = SettlementMemo()

    /// - Parameters: as for ``CompensationEvaluation/settle(parameters:indicators:accounts:placeCharges:regions:)``.
    /// - Throws: what is wrong with tables and schemes before anything is settled.
    public init(
        parameters: CompensationParameters, indicators: [EvaluatedIndicator], accounts: [AccountEntry] = [],
        placeCharges: [PlaceCharge] = [], regions: RegionTable
    ) throws(DiagnosticFailure) {
        var evidence = try CompensationEvaluation.evidence(parameters, indicators, regions)
        evidence.accounts = accounts
        evidence.placeCharges = placeCharges
        self.evidence = evidence
    }
}

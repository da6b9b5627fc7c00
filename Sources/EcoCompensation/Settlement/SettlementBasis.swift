import EcoAccounts
import EcoParameters

/// The figures that schemes read, gathered once for settlements that differ in their rules alone.
public struct SettlementBasis: Sendable {
    let evidence: Evidence
    let memo = SettlementMemo()

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

/// What a settlement pays, without what explains and judges it.
public struct SettlementPayments: Sendable {
    /// As ``SettlementResult/ledger``.
    public let ledger: Ledger
    public let scores: [Score]
    public let allocated: [AllocatedAmount]
}

extension CompensationEvaluation {
    /// The payments alone: the same to the fen as those of a settlement with its explanations.
    ///
    /// - Throws: the findings of every scheme; then nothing is paid.
    public static func payments(
        parameters: CompensationParameters, on basis: SettlementBasis
    ) throws(DiagnosticFailure) -> SettlementPayments {
        var diagnostics: [Diagnostic] = []
        checkRegions(parameters, basis.evidence.table, &diagnostics)
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        var scored = basis.evidence.withoutTrail
        scored.memo = basis.memo
        scored.keepsAllClaims = parameters.schemes.count > 1
        try checkStandards(parameters, scored)
        let (settled, allocations) = Calculation.unexplained {
            let settled = SettledSchemes(parameters, &scored, &diagnostics)
            return (settled, Self.allocations(parameters.allocations, scored, &diagnostics))
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics.condensed()) }
        var ledger = Ledger()
        for settlement in settled.settlements { ledger.append(contentsOf: settlement.ledger.transfers) }
        return SettlementPayments(
            ledger: try corrected(ledger, parameters).ledger, scores: settled.scores,
            allocated: allocations.amounts)
    }
}

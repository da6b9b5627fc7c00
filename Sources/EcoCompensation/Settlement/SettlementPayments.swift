import EcoAccounts
import EcoParameters
import EcoUnits

/// What a settlement pays, without what explains and judges it.
///
/// ``SettlementBasis`` is made once for the figures, and settled as often as rules change:
/// `CompensationEvaluation.payments(parameters:on:)`. With the payments of an earlier settlement on the same basis and
/// what has changed since, schemes that the change does not reach are not settled again.
public struct SettlementPayments: Sendable {
    /// One for each scheme, in the order of the scenario; of a corrected ledger, one for each that moves money.
    public let balances: [PartyBalances]
    public let scores: [Score]
    public let allocated: [AllocatedAmount]
    /// How far each scheme looks beyond its own block; empty where a ledger is corrected.
    fileprivate let readings: [SchemeReadings]

    /// Of a whole settlement.
    public init(
        ledger: Ledger, scores: [Score], allocated: [AllocatedAmount], regions: RegionTable
    ) throws(ArithmeticOverflow) {
        balances = try PartyBalances.all(of: ledger, regions)
        self.scores = scores
        self.allocated = allocated
        readings = []
    }

    fileprivate init(
        balances: [PartyBalances], scores: [Score], allocated: [AllocatedAmount], readings: [SchemeReadings]
    ) {
        self.balances = balances
        self.scores = scores
        self.allocated = allocated
        self.readings = readings
    }
}

/// What of the block `compensation` differs between two settlements on the same figures.
public struct SettlementChanges: Sendable {
    /// Places of the schemes; nil for all, and for a list of others.
    public var schemes: Set<Int>?
    public var reachesAppraisals: Bool
    public var reachesAllocations: Bool

    public init(schemes: Set<Int>?, reachesAppraisals: Bool, reachesAllocations: Bool) {
        self.schemes = schemes
        self.reachesAppraisals = reachesAppraisals
        self.reachesAllocations = reachesAllocations
    }
}

/// What a scheme reads of other blocks.
private struct SchemeReadings: Sendable {
    var readsScores = false
    var readsEarlierSchemes = false
    /// Whether its claims are at hand for later schemes.
    var hasClaims = false
}

extension CompensationEvaluation {
    /// The payments alone: the same to the fen as those of a settlement with its explanations.
    ///
    /// - Parameters:
    ///   - kept: payments on the same basis, from parameters that differ in `changes` alone.
    /// - Throws: the findings of every scheme; then nothing is paid.
    public static func payments(
        parameters: CompensationParameters, on basis: SettlementBasis,
        keeping kept: SettlementPayments? = nil,
        besides changes: SettlementChanges? = nil
    ) throws(DiagnosticFailure) -> SettlementPayments {
        var diagnostics: [Diagnostic] = []
        checkRegions(parameters, basis.evidence.table, &diagnostics)
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        var evidence = basis.evidence.withoutTrail
        evidence.memo = basis.memo
        try checkStandards(parameters, evidence)
        let settled = Calculation.unexplained {
            PlainSettlement(parameters, evidence, kept, changes, &diagnostics)
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics.condensed()) }
        guard let ledger = settled.ledger else { return settled.payments }
        let booked = try corrected(ledger, parameters).ledger
        do {
            return try SettlementPayments(
                ledger: booked, scores: settled.payments.scores, allocated: settled.payments.allocated,
                regions: basis.evidence.table)
        } catch { throw .overflow("compensation") }
    }
}

/// Appraisals, schemes and allocations one after the other; what has errors is left out.
private struct PlainSettlement {
    let payments: SettlementPayments
    /// Every transfer, where an earlier ledger is corrected.
    let ledger: Ledger?

    init(
        _ parameters: CompensationParameters, _ evidence: Evidence, _ kept: SettlementPayments?,
        _ changes: SettlementChanges?, _ diagnostics: inout [Diagnostic]
    ) {
        var evidence = evidence
        let keepsScores = kept != nil && changes?.reachesAppraisals == false
        let scores =
            keepsScores
            ? kept?.scores ?? []
            : CompensationEvaluation.scores(parameters.appraisals, evidence, &diagnostics)
        evidence.take(scores)
        let needsLedger = parameters.corrections != nil
        var schemes = PlainSchemes(needsClaims: needsLedger)
        var found = diagnostics
        if !schemes.settle(
            parameters.schemes, evidence, needsLedger ? nil : kept, changes, keepsScores: keepsScores, &found)
        {
            // A scheme reads the claims of one that has told its balances alone.
            found = diagnostics
            schemes = PlainSchemes(needsClaims: true)
            _ = schemes.settle(parameters.schemes, evidence, nil, nil, keepsScores: false, &found)
        }
        diagnostics = found
        let keepsAllocations = keepsScores && changes?.reachesAllocations == false
        let allocated =
            keepsAllocations
            ? kept?.allocated ?? []
            : CompensationEvaluation.allocations(parameters.allocations, evidence, &diagnostics).amounts
        ledger = needsLedger ? schemes.ledger : nil
        payments = SettlementPayments(
            balances: schemes.balances, scores: scores, allocated: allocated, readings: schemes.readings)
    }
}

private struct PlainSchemes {
    /// Whether every scheme is settled by its claims.
    let needsClaims: Bool
    private(set) var balances: [PartyBalances] = []
    private(set) var readings: [SchemeReadings] = []
    private(set) var ledger = Ledger()
    /// Places of the schemes whose payments may differ.
    private var changed: Set<Int> = []

    init(needsClaims: Bool) { self.needsClaims = needsClaims }

    /// - Returns: false where a scheme reads claims that are not at hand.
    mutating func settle(
        _ schemes: [any CompensationScheme], _ evidence: Evidence, _ kept: SettlementPayments?,
        _ changes: SettlementChanges?, keepsScores: Bool, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        var evidence = evidence
        for (place, scheme) in schemes.enumerated() {
            if let (own, reading) = kept?.scheme(place, scheme.scope.id, changes),
                keepsScores || !reading.readsScores, changed.isEmpty || !reading.readsEarlierSchemes
            {
                balances.append(own)
                readings.append(reading.withoutClaims)
                continue
            }
            changed.insert(place)
            let log = ReadingLog()
            evidence.log = log
            evidence.keepsClaims = place < schemes.count - 1
            let isBare = settle(scheme, &evidence, &diagnostics)
            let reads = log.readings
            if reads.readsEarlierSchemes, readings.contains(where: { !$0.hasClaims }) { return false }
            readings.append(
                SchemeReadings(
                    readsScores: reads.readsScores, readsEarlierSchemes: reads.readsEarlierSchemes,
                    hasClaims: !isBare))
        }
        return true
    }

    /// - Returns: whether it left balances alone.
    private mutating func settle(
        _ scheme: any CompensationScheme, _ evidence: inout Evidence, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        if !needsClaims, let own = scheme.balances(from: Assessment(evidence, scope: scheme.scope)) {
            balances.append(own)
            return true
        }
        let id = scheme.scope.id
        var own = PartyBalances(scheme: id, regionCount: evidence.table.count)
        do throws(DiagnosticFailure) {
            let settlement = try CompensationEvaluation.settle(scheme, evidence, &diagnostics)
            evidence.take(settlement)
            do throws(ArithmeticOverflow) {
                own = try PartyBalances(of: settlement.ledger, scheme: id, evidence.table)
            } catch { throw .overflow(scheme.scope.path) }
            if needsClaims { ledger.append(contentsOf: settlement.ledger.transfers) }
        } catch { diagnostics += error.diagnostics.located(at: scheme.scope.location) }
        balances.append(own)
        return false
    }
}

extension SettlementPayments {
    /// nil where it may differ by what has changed in its own block.
    fileprivate func scheme(
        _ place: Int, _ id: String, _ changes: SettlementChanges?
    ) -> (PartyBalances, SchemeReadings)? {
        guard let schemes = changes?.schemes, !schemes.contains(place), readings.indices.contains(place),
            balances[place].scheme == id
        else { return nil }
        return (balances[place], readings[place])
    }
}

extension SchemeReadings {
    fileprivate var withoutClaims: SchemeReadings {
        SchemeReadings(readsScores: readsScores, readsEarlierSchemes: readsEarlierSchemes)
    }
}

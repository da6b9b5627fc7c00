import EcoAccounts
import EcoParameters
import EcoUnits

/// The compensation schemes of a scenario, from evaluated indicators to the ledger.
public enum CompensationEvaluation {
    /// Settles every scheme.
    ///
    /// - Parameters:
    ///   - indicators: of this year and, where there are, of the year before; ids as ``AssessedIndicator``.
    ///   - accounts: of the same run, for schemes that pay by them.
    ///   - placeCharges: of the quota market of the same run, likewise.
    ///   - regions: the regions of the scenario; figures of others are left aside.
    /// - Throws: ``DiagnosticFailure`` with the findings of every scheme; then nothing is paid.
    public static func settle(
        parameters: CompensationParameters, indicators: [EvaluatedIndicator],
        accounts: [AccountEntry] = [], placeCharges: [PlaceCharge] = [], regions: RegionTable
    ) throws(DiagnosticFailure) -> SettlementResult {
        let evidence = try SettlementBasis(
            parameters: parameters, indicators: indicators, accounts: accounts, placeCharges: placeCharges,
            regions: regions
        ).evidence
        try checkStandards(parameters, evidence)
        var diagnostics: [Diagnostic] = []
        var scored = evidence
        let settled = SettledSchemes(parameters, &scored, &diagnostics)
        let allocations = allocations(parameters.allocations, scored, &diagnostics)
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics.condensed()) }
        let analysis = try Analysis(
            SettlementModel(parameters: parameters, evidence: evidence, present: settled))
        diagnostics += analysis.warnings
        return try result(settled, parameters, allocations, analysis, regions, diagnostics)
    }

    /// The scores of the appraisals one after the other; one with errors is left out.
    static func scores(
        _ appraisals: [any Appraisal], _ evidence: Evidence, _ diagnostics: inout [Diagnostic]
    ) -> [Score] {
        var (evidence, scores) = (evidence, [Score]())
        for appraisal in appraisals {
            do throws(DiagnosticFailure) {
                let outcome = try appraisal.scores(from: evidence)
                evidence.take(outcome.scores)
                scores += outcome.scores
                diagnostics += outcome.warnings
            } catch { diagnostics += error.diagnostics.located(at: appraisal.identity.location) }
        }
        return scores
    }

    static func allocations(
        _ allocations: [any Allocation], _ evidence: Evidence, _ diagnostics: inout [Diagnostic]
    ) -> AllocationOutcome {
        var all = AllocationOutcome()
        for allocation in allocations {
            do throws(DiagnosticFailure) {
                let outcome = try allocation.allocate(from: evidence)
                try outcome.verify(allocation.identity)
                all.amounts += outcome.amounts
                all.stocks += outcome.stocks
                diagnostics += outcome.warnings
            } catch { diagnostics += error.diagnostics.located(at: allocation.identity.location) }
        }
        return all
    }

    /// What is wrong with tables and schemes before any figure is evaluated.
    public static func findings(parameters: CompensationParameters, regions: RegionTable) -> [Diagnostic] {
        do throws(DiagnosticFailure) { _ = try evidence(parameters, [], regions) } catch {
            return error.diagnostics
        }
        return []
    }

    // MARK: Steps

    static func evidence(
        _ parameters: CompensationParameters, _ indicators: [EvaluatedIndicator], _ regions: RegionTable
    ) throws(DiagnosticFailure) -> Evidence {
        var diagnostics: [Diagnostic] = []
        let reference = parameters.reference.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        let figures = parameters.figures.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        let targets = parameters.targets.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        checkRegions(parameters, regions, &diagnostics)
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        return try Evidence(
            indicators, regions: regions, figures: figures ?? [:], reference: reference ?? [:],
            targets: targets ?? [:])
    }

    /// A scheme that names a standard under which nothing was evaluated would find every figure missing.
    static func checkStandards(
        _ parameters: CompensationParameters, _ evidence: Evidence
    ) throws(DiagnosticFailure) {
        let make = { Set(evidence.observations.values.flatMap { $0.map(\.standard) }).subtracting([""]) }
        let known = evidence.memo.map { $0.standards(make) } ?? make()
        guard !known.isEmpty else { return }
        var diagnostics: [Diagnostic] = []
        for scope in parameters.schemes.map(\.scope) {
            guard let standard = scope.standard, !known.contains(standard) else { continue }
            diagnostics.append(
                Diagnostic(
                    code: "standard_not_evaluated", at: scope.location, path: "\(scope.path).standard",
                    "no figure was evaluated under '\(standard)'",
                    hint: "evaluated: \(known.sorted().joined(separator: ", "))"))
        }
        if !diagnostics.isEmpty { throw DiagnosticFailure(diagnostics) }
    }

    static func checkRegions(
        _ parameters: CompensationParameters, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) {
        for scope in parameters.schemes.map(\.scope) {
            for code in scope.regions where !regions.contains(code) {
                _ = regions.code(
                    code.description, at: scope.location, path: "\(scope.path).regions", &diagnostics)
            }
        }
    }

    static func settle(
        _ scheme: any CompensationScheme, _ evidence: Evidence, _ diagnostics: inout [Diagnostic]
    ) throws(DiagnosticFailure) -> Settlement {
        var assessment = Assessment(evidence, scope: scheme.scope)
        let adjusted = try scheme.adjustedClaims(from: &assessment)
        try assessment.finish()
        diagnostics += assessment.diagnostics
        var settlement = Settlement(
            scheme: scheme.scope.id, rules: scheme.settlement, evidence.table,
            keepsClaims: evidence.keepsClaims, isExplained: evidence.keepsTrail)
        do { try settlement.settle(adjusted) } catch { throw .overflow(scheme.scope.path) }
        diagnostics += settlement.warnings.located(at: scheme.scope.location)
        return settlement
    }

    private static func result(
        _ settled: SettledSchemes, _ parameters: CompensationParameters,
        _ allocations: AllocationOutcome, _ analysis: Analysis, _ regions: RegionTable,
        _ warnings: [Diagnostic]
    ) throws(DiagnosticFailure) -> SettlementResult {
        let settlements = settled.settlements
        var ledger = Ledger()
        for settlement in settlements { ledger.append(contentsOf: settlement.ledger.transfers) }
        let balances = try verified(ledger, settlements)
        let (booked, corrections) = try corrected(ledger, parameters)
        return SettlementResult(
            ledger: booked, corrections: corrections, balances: balances,
            claims: settlements.flatMap(\.settled).sorted { $0.claim.order < $1.claim.order },
            outstanding: try outstanding(settlements), scores: settled.scores,
            allocated: allocations.amounts, stocks: allocations.stocks,
            fairness: try fairness(booked, regions), analysis: analysis,
            inKind: try parameters.inKind.map { table throws(DiagnosticFailure) in
                try InKindEntry.read(table, regions)
            } ?? [],
            published: parameters.published.map(PublishedPayment.read) ?? [],
            clauses: Dictionary(
                uniqueKeysWithValues: parameters.schemes.map { ($0.scope.id, $0.scope.clause) }),
            presetValues: Dictionary(
                uniqueKeysWithValues: parameters.schemes.map { ($0.scope.id, $0.scope.presetValues) }),
            warnings: warnings.condensed())
    }

    static func corrected(
        _ ledger: Ledger, _ parameters: CompensationParameters
    ) throws(DiagnosticFailure) -> (ledger: Ledger, corrections: [Correction]) {
        guard let earlier = parameters.corrections?.ledger else { return (ledger, []) }
        do { return try earlier.corrected(by: ledger) } catch { throw .overflow("compensation.corrections") }
    }

    private static func fairness(
        _ ledger: Ledger, _ regions: RegionTable
    ) throws(DiagnosticFailure) -> Fairness {
        do { return try Fairness(ledger, regions) } catch { throw .overflow("compensation") }
    }

    /// The balances from the transfers, checked against what settlement booked.
    private static func verified(
        _ ledger: Ledger, _ settlements: [Settlement]
    ) throws(DiagnosticFailure) -> [SchemeBalance] {
        let rules = Dictionary(uniqueKeysWithValues: settlements.map { ($0.scheme, $0.rules) })
        let booked = settlements.sorted { $0.scheme < $1.scheme }.flatMap(\.balances).filter(\.isMoved)
        do {
            let balances = try ledger.schemeBalances(rules)
            for balance in balances where try !balance.isBalanced() { throw ArithmeticOverflow() }
            if balances == booked { return balances }
        } catch {}
        throw DiagnosticFailure([
            Diagnostic(
                code: "ledger_unbalanced", path: "compensation",
                "the balances worked out from the transfers differ from the booked ones",
                hint: "this is an error of the program: report it with the scenario")
        ])
    }

    private static func outstanding(_ settlements: [Settlement]) throws(DiagnosticFailure)
        -> [OutstandingBalance]
    {
        var result: [OutstandingBalance] = []
        for settlement in settlements {
            for (region, debt) in settlement.owedByRegions.sorted(by: { $0.key < $1.key }) {
                guard let amount = try? debt.negated() else { throw .overflow(settlement.scheme) }
                result.append(OutstandingBalance(scheme: settlement.scheme, region: region, amount: amount))
            }
            for (region, arrears) in settlement.owedToRegions.sorted(by: { $0.key < $1.key }) {
                result.append(OutstandingBalance(scheme: settlement.scheme, region: region, amount: arrears))
            }
        }
        return result
    }
}

extension CompensationScheme {
    /// The claims after the scheme's adjusters, in the order in which the scenario lists them.
    func adjustedClaims(from assessment: inout Assessment) throws(DiagnosticFailure) -> AdjustedClaims {
        var adjusted = try claimsAndSetAside(from: &assessment)
        for adjuster in scope.adjusters {
            let next = try adjuster.adjust(adjusted.claims, &assessment)
            adjusted = AdjustedClaims(claims: next.claims, setAside: adjusted.setAside + next.setAside)
        }
        return adjusted
    }
}

extension [Diagnostic] {
    /// Findings that name no place get the place of their block in the scenario.
    func located(at place: SourceLocation) -> [Diagnostic] {
        map { finding in
            var located = finding
            if located.location == nil { located.location = place }
            return located
        }
    }
}

extension AllocationOutcome {
    /// - Throws: where the parts of an item do not add up to its stock.
    fileprivate func verify(_ identity: BlockIdentity) throws(DiagnosticFailure) {
        for stock in stocks {
            var sum = stock.unallocated
            do throws(ArithmeticOverflow) {
                for part in amounts where part.item == stock.item && part.period == stock.period {
                    sum = try sum + part.amount
                }
            } catch { throw .overflow(identity.path) }
            guard sum != stock.available else { continue }
            throw DiagnosticFailure([
                Diagnostic(
                    code: "allocation_unbalanced", at: identity.location, path: identity.path,
                    "the parts of \(stock.item) in \(stock.period) do not add up to what is available",
                    hint: "this is an error of the program: report it with the scenario")
            ])
        }
    }
}

extension Claim {
    fileprivate var order: (String, Period, RegionCode, String) { (scheme, period, region, basis) }
}

extension SchemeBalance {
    /// Whether any money moved; a period without payments leaves no transfer.
    fileprivate var isMoved: Bool {
        [paidIn, paidOut, retained, carried, setAside, toppedUp].contains { $0 != .zero }
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

/// The compensation schemes of a scenario, from evaluated indicators to the ledger.
public enum CompensationEvaluation {
    /// Settles every scheme.
    ///
    /// - Parameters:
    ///   - indicators: of this year and, where there are, of the year before; ids as ``AssessedIndicator``.
    ///   - regions: the regions of the scenario; figures of others are left aside.
    /// - Throws: ``DiagnosticFailure`` with the findings of every scheme; then nothing is paid.
    public static func settle(
        parameters: CompensationParameters, indicators: [EvaluatedIndicator], regions: RegionTable
    ) throws(DiagnosticFailure) -> SettlementResult {
        let evidence = try evidence(parameters, indicators, regions)
        var diagnostics: [Diagnostic] = []
        var settlements: [Settlement] = []
        for scheme in parameters.schemes {
            do throws(DiagnosticFailure) {
                settlements.append(try settle(scheme, evidence, regions, &diagnostics))
            } catch {
                diagnostics += error.diagnostics
            }
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        return try result(settlements, parameters, diagnostics)
    }

    /// What is wrong with tables and schemes before any figure is evaluated.
    public static func findings(parameters: CompensationParameters, regions: RegionTable) -> [Diagnostic] {
        do throws(DiagnosticFailure) { _ = try evidence(parameters, [], regions) } catch {
            return error.diagnostics
        }
        return []
    }

    // MARK: Steps

    private static func evidence(
        _ parameters: CompensationParameters, _ indicators: [EvaluatedIndicator], _ regions: RegionTable
    ) throws(DiagnosticFailure) -> Evidence {
        var diagnostics: [Diagnostic] = []
        let reference = parameters.reference.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        let targets = parameters.targets.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        for scheme in parameters.schemes { checkRegions(scheme.scope, regions, &diagnostics) }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        return try Evidence(
            indicators, regions: regions, reference: reference ?? [:], targets: targets ?? [:])
    }

    private static func checkRegions(
        _ scope: SchemeScope, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) {
        for code in scope.regions where !regions.contains(code) {
            _ = regions.code(
                code.description, at: scope.location, path: "\(scope.path).regions", &diagnostics)
        }
    }

    private static func settle(
        _ scheme: any CompensationScheme, _ evidence: Evidence, _ regions: RegionTable,
        _ diagnostics: inout [Diagnostic]
    ) throws(DiagnosticFailure) -> Settlement {
        var assessment = Assessment(evidence, scope: scheme.scope, regions)
        let claims = try scheme.claims(from: &assessment)
        try assessment.finish()
        diagnostics += assessment.diagnostics
        var settlement = Settlement(scheme: scheme.scope.id, rules: scheme.settlement, regions)
        do { try settlement.settle(claims) } catch { throw .overflow(scheme.scope.path) }
        diagnostics += settlement.warnings
        return settlement
    }

    private static func result(
        _ settlements: [Settlement], _ parameters: CompensationParameters, _ warnings: [Diagnostic]
    ) throws(DiagnosticFailure) -> SettlementResult {
        var ledger = Ledger()
        for settlement in settlements { ledger.append(contentsOf: settlement.ledger.transfers) }
        let balances = try verified(ledger, settlements)
        return SettlementResult(
            ledger: ledger, balances: balances,
            claims: settlements.flatMap(\.settled).sorted { $0.claim.order < $1.claim.order },
            outstanding: try outstanding(settlements),
            published: parameters.published.map(PublishedPayment.read) ?? [],
            clauses: Dictionary(
                uniqueKeysWithValues: parameters.schemes.map { ($0.scope.id, $0.scope.clause) }),
            presetValues: Dictionary(
                uniqueKeysWithValues: parameters.schemes.map { ($0.scope.id, $0.scope.presetValues) }),
            warnings: warnings)
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

extension Claim {
    fileprivate var order: (String, Period, RegionCode, String) { (scheme, period, region, basis) }
}

extension SchemeBalance {
    /// Whether any money moved; a period without payments leaves no transfer.
    fileprivate var isMoved: Bool {
        [paidIn, paidOut, retained, carried, toppedUp].contains { $0 != .zero }
    }
}

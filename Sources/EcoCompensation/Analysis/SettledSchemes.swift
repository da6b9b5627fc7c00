import EcoParameters
import EcoUnits

/// Appraisals and schemes as settled, each with the indicators that its result can depend on.
struct SettledSchemes: Sendable {
    private(set) var scores: [Score] = []
    private(set) var settlements: [Settlement] = []
    /// What the appraisals read.
    private(set) var indicatorsOfScores: Set<AssessedIndicator> = []
    /// What each scheme reads, by id: itself, in scores, or in the claims of earlier schemes.
    private(set) var indicators: [String: Set<AssessedIndicator>] = [:]

    /// Appraisals, then the schemes one after the other; one with errors is left out.
    ///
    /// - Parameter evidence: takes up the scores, for the allocations.
    init(
        _ parameters: CompensationParameters, _ evidence: inout Evidence, _ diagnostics: inout [Diagnostic]
    ) {
        let log = ReadingLog()
        evidence.log = log
        scores = CompensationEvaluation.scores(parameters.appraisals, evidence, &diagnostics)
        indicatorsOfScores = log.readings.indicators
        evidence.log = nil
        evidence.take(scores)
        var ofEarlier: Set<AssessedIndicator> = []
        var evidence = evidence
        for scheme in parameters.schemes {
            let log = ReadingLog()
            evidence.log = log
            do throws(DiagnosticFailure) {
                let settlement = try CompensationEvaluation.settle(scheme, evidence, &diagnostics)
                evidence.take(settlement)
                settlements.append(settlement)
            } catch {
                diagnostics += error.diagnostics.located(at: scheme.scope.location)
            }
            let own = reach(of: log.readings, earlier: ofEarlier)
            indicators[scheme.scope.id] = own
            ofEarlier.formUnion(own)
        }
    }

    private func reach(
        of readings: ReadingLog.Readings, earlier: Set<AssessedIndicator>
    ) -> Set<AssessedIndicator> {
        var reach = readings.indicators
        if readings.readsScores { reach.formUnion(indicatorsOfScores) }
        if readings.readsEarlierSchemes { reach.formUnion(earlier) }
        return reach
    }
}

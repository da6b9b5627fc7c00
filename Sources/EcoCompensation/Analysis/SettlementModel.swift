import EcoAccounts
import EcoParameters
import EcoUnits

/// The schemes with their evidence, to be settled again on varied figures.
struct SettlementModel: Sendable {
    /// Yuan that each region gained, by scheme and year.
    typealias Nets = [String: [Int: [RegionCode: Rational]]]

    let parameters: CompensationParameters
    let evidence: Evidence

    /// Every scheme on the given evidence. A scheme that cannot be settled on it is left out.
    func settlements(_ evidence: Evidence) -> [Settlement] {
        var (scored, findings) = (evidence, [Diagnostic]())
        scored.scores = CompensationEvaluation.scores(parameters.appraisals, evidence, &findings)
        return CompensationEvaluation.settlements(parameters.schemes, scored, &findings)
    }

    func nets(_ evidence: Evidence) -> Nets {
        var nets: Nets = [:]
        for settlement in settlements(evidence) {
            var byYear: [Int: [RegionCode: Rational]] = [:]
            for settled in settlement.settled {
                let (claim, fen) = (settled.claim, settled.amount)
                let sum = byYear[claim.period.year]?[claim.region] ?? .zero
                byYear[claim.period.year, default: [:]][claim.region] = (try? sum + fen.yuan) ?? sum
                guard case .region(let other)? = claim.counterparty else { continue }
                let otherSum = byYear[claim.period.year]?[other] ?? .zero
                byYear[claim.period.year, default: [:]][other] = (try? otherSum - fen.yuan) ?? otherSum
            }
            nets[settlement.scheme] = byYear
        }
        return nets
    }
}

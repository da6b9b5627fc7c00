import EcoAccounts
import EcoParameters
import EcoUnits

/// The schemes with their evidence, to be settled again on varied figures.
struct SettlementModel: Sendable {
    /// Yuan that each region gained, by scheme and year.
    typealias Nets = [String: [Int: [RegionCode: Rational]]]

    let parameters: CompensationParameters
    /// As observed, before any appraisal.
    let evidence: Evidence
    /// What the schemes came to on it.
    let present: SettledSchemes

    init(parameters: CompensationParameters, evidence: Evidence, present: SettledSchemes) {
        self.parameters = parameters
        self.evidence = evidence.withoutTrail
        self.present = present
    }

    /// Ids of the schemes whose payments can depend on the indicator, in order.
    func schemes(reading indicator: AssessedIndicator) -> [String] {
        parameters.schemes.map(\.scope.id).filter { present.indicators[$0]?.contains(indicator) ?? false }
    }

    /// Every scheme on evidence whose figures of the indicators differ from the present ones; a scheme that
    /// reads none of them stands as it is, and one that cannot be settled is left out.
    func settlements(_ evidence: Evidence, changing changed: Set<AssessedIndicator>) -> [Settlement] {
        var (evidence, findings) = (evidence, [Diagnostic]())
        let isScoredAgain = !present.indicatorsOfScores.isDisjoint(with: changed)
        evidence.take(
            isScoredAgain
                ? CompensationEvaluation.scores(parameters.appraisals, evidence, &findings) : present.scores)
        var settlements: [Settlement] = []
        for (scheme, settled) in zip(parameters.schemes, present.settlements) {
            let isReached = !(present.indicators[settled.scheme]?.isDisjoint(with: changed) ?? true)
            let settlement =
                isReached ? try? CompensationEvaluation.settle(scheme, evidence, &findings) : settled
            guard let settlement else { continue }
            evidence.take(settlement)
            settlements.append(settlement)
        }
        return settlements
    }

    /// What each region gained under the schemes that read the indicator.
    func nets(_ evidence: Evidence, changing indicator: AssessedIndicator) -> Nets {
        nets(of: settlements(evidence, changing: [indicator]), under: schemes(reading: indicator))
    }

    /// What each region gains as things are, under these schemes.
    func presentNets(under schemes: [String]) -> Nets { nets(of: present.settlements, under: schemes) }

    private func nets(of settlements: [Settlement], under schemes: [String]) -> Nets {
        var nets: Nets = [:]
        for settlement in settlements where schemes.contains(settlement.scheme) {
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

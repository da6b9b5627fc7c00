import EcoAccounts
import EcoParameters
import EcoUnits

extension SectionLinear {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let tables = try WaterSections(records, period, assessment.evidence)
        var claims = ClaimList(scheme: scope.id)
        for (period, section) in tables.assessments where assessment.isSettled(period) {
            var parts: [Calculation] = []
            for observation in tables.observations(of: section.name, in: period) {
                guard let rule = items.first(where: { $0.item == observation.item }),
                    let value = assessment.value(of: observation)
                else { continue }
                guard let limit = rule.target ?? tables.limit(observation) else {
                    assessment.noteMissingTarget(observation)
                    continue
                }
                let place = "\(scope.path): \(section.name) in \(period)"
                parts.append(
                    try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                        try part(rule, observation, value, limit)
                    })
            }
            guard !parts.isEmpty else { continue }
            do throws(ArithmeticOverflow) {
                let sum = Calculation(
                    .sum, "indicators", try parts.map(\.value).total(), .yuan, inputs: parts)
                try claims.settle(
                    section.generalShares, period, sum.value,
                    sum.value.isNegative ? "water_quality_charge" : "water_quality_award", sum, settlement)
            } catch { throw .overflow("\(scope.path): \(section.name) in \(period)") }
        }
        return claims.claims
    }

    private func part(
        _ rule: ItemRule, _ observation: WaterObservation, _ value: Rational, _ limit: Rational
    ) throws(ArithmeticOverflow) -> Calculation {
        let better = try rule.item.isBetterHigher ? value - limit : limit - value
        let rate = better.isNegative ? rule.chargeRate : rule.rate
        let difference = Calculation(
            .difference, "improvement", better, WaterItem.unit, note: "T - C",
            inputs: [
                observation.step(value), Calculation(.baseline, "target", limit, WaterItem.unit),
            ])
        return Calculation(
            .tier, rule.item.rawValue, try better * rate, .yuan,
            note: "x \(NumberText.shortest(rate.doubleValue)) CNY/(mg/L)", inputs: [difference])
    }
}

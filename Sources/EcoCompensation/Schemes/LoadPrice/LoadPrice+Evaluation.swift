import EcoAccounts
import EcoParameters
import EcoUnits

extension LoadPrice {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let tables = try WaterSections(records, period, assessment.evidence)
        var claims = ClaimList(scheme: scope.id)
        for observation in tables.observations where assessment.isSettled(observation.period) {
            guard let rule = items.first(where: { $0.item == observation.item }),
                let section = tables.sections[observation.section],
                let value = assessment.value(of: observation)
            else { continue }
            guard let limit = tables.limit(observation) else {
                assessment.noteMissingTarget(observation)
                continue
            }
            guard let volume = observation.volume else {
                assessment.noteMissing("\(scope.path): volume_wan_m3", at: observation.location)
                continue
            }
            do throws(ArithmeticOverflow) {
                let payment = try payment(
                    rule, observation, value, tables.limitStep(observation, limit), volume)
                try append(payment, observation, section, &claims)
            } catch { throw .overflow("\(scope.path): \(section.name) in \(observation.period)") }
        }
        return claims.claims
    }

    /// Positive where the load is over the target.
    private func payment(
        _ rule: ItemRule, _ observation: WaterObservation, _ value: Rational, _ limit: Calculation,
        _ volume: Rational
    ) throws(ArithmeticOverflow) -> Calculation {
        let excess = Calculation(
            .difference, "excess", try value - limit.value, WaterItem.unit,
            inputs: [observation.step(value), limit])
        let water = Calculation(
            .observation, "volume", volume, .named("万m3"), origin: observation.origin)
        let load = Calculation(
            .weight, "load", try excess.value * volume * Self.tonnesPerUnit, .named("t"),
            note: "(mg/L) x 万m3 = 0.01 t", inputs: [excess, water])
        let amount = try load.value * rule.price
        return Calculation(
            .tier, rule.item.rawValue,
            amount.isNegative && direction == .chargeOnly ? .zero : amount, .yuan,
            note: "x \(NumberText.shortest(rule.price.doubleValue)) CNY/t", inputs: [load])
    }

    /// The regions that answer for the section share it; the region downstream is the other side.
    private func append(
        _ payment: Calculation, _ observation: WaterObservation, _ section: WaterSection,
        _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let (period, basis) = (observation.period, "\(observation.item.rawValue)_load")
        let shares = section.shares(of: observation.item)
        guard let downstream = section.downstream else {
            try claims.settle(shares, period, -payment.value, basis, payment, settlement)
            return
        }
        let isOver = !payment.value.isNegative
        let parts = try settlement.split(payment.value.magnitude, by: shares.map(\.share))
        for (share, part) in zip(shares, parts) {
            let (upper, lower) = (Party.region(share.region), Party.region(downstream))
            let step =
                shares.count == 1
                ? payment
                : Calculation(.share, "section_share", part, .yuan, note: "\(share.share)", inputs: [payment])
            claims.pay(
                part, from: isOver ? upper : lower, to: isOver ? lower : upper, period, basis, step,
                route: route)
        }
    }
}

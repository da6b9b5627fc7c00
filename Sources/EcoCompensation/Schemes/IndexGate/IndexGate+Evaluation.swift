import EcoAccounts
import EcoParameters
import EcoUnits

extension IndexGate {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let tables = try WaterSections(records, .year, assessment.evidence)
        let developments = try development?.values(assessment)
        var claims = ClaimList(scheme: scope.id)
        for (period, section) in tables.assessments where assessment.isSettled(period) {
            guard let downstream = section.downstream, let upstream = section.shares.first?.region else {
                assessment.noteMissing("\(scope.path): downstream", at: section.location)
                continue
            }
            let rows = tables.observations(of: section.name, in: period)
            do throws(ArithmeticOverflow) {
                if let development {
                    let value = developments?[upstream]?[period]
                    if value == nil { assessment.noteMissing("development_index", upstream, period) }
                    if let value {
                        let step = try development.payment(value)
                        claims.pay(
                            step.value, from: .region(downstream), to: .region(upstream), period,
                            "development_met", step, route: route)
                    }
                }
                guard let index = try index(rows, section, &assessment) else { continue }
                try append(index, from: downstream, to: upstream, period, &claims)
            } catch { throw .overflow("\(scope.path): \(section.name) in \(period)") }
        }
        return claims.claims
    }

    /// `nil`, with a finding, where an item has no figure or no baseline.
    private func index(
        _ rows: [WaterObservation], _ section: WaterSection, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> Calculation? {
        var terms: [Calculation] = []
        for rule in items {
            guard let row = rows.first(where: { $0.item == rule.item }) else {
                assessment.noteMissing("\(scope.path): \(rule.item.rawValue)", at: section.location)
                return nil
            }
            guard let value = assessment.value(of: row) else { return nil }
            guard let baseline = row.target, baseline > .zero else {
                assessment.noteMissingTarget(row)
                return nil
            }
            terms.append(
                Calculation(
                    .weight, rule.item.rawValue, try rule.weight * value / baseline, .one,
                    note: "k C / C0, k = \(rule.weight)",
                    inputs: [
                        row.step(value),
                        Calculation(.baseline, "baseline", baseline, WaterItem.unit, origin: row.origin),
                    ]))
        }
        let sum = try terms.map(\.value).total()
        return Calculation(
            .coefficient, "index", try sum * stability, .one, note: "P = k0 sum k C / C0, k0 = \(stability)",
            inputs: terms)
    }

    private func append(
        _ index: Calculation, from downstream: RegionCode, to upstream: RegionCode, _ period: Period,
        _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let (upper, lower) = (Party.region(upstream), Party.region(downstream))
        let met = accidents.contains(period) ? [] : tranches.filter { index.value <= $0.gate }
        if met.isEmpty {
            let step = Calculation(
                .tier, "breach", breachAmount, .yuan,
                note: accidents.contains(period)
                    ? LocalizedText(en: "a serious accident", zh: "发生重大水污染事故")
                    : LocalizedText(en: "above every gate", zh: "高于各档门槛"), inputs: [index])
            claims.pay(breachAmount, from: upper, to: lower, period, "index_breach", step, route: route)
        } else {
            let amount = try met.map(\.amount).total()
            let gates = met.map { "P <= \(NumberText.shortest($0.gate.doubleValue))" }.joined(separator: ", ")
            let step = Calculation(.tier, "tranches", amount, .yuan, note: gates, inputs: [index])
            claims.pay(amount, from: lower, to: upper, period, "index_met", step, route: route)
        }
        guard let centralGrant else { return }
        let grant = Calculation(.tier, "central_grant", centralGrant, .yuan)
        claims.pay(centralGrant, from: .fund(centralFund), to: upper, period, "central_grant", grant)
    }
}

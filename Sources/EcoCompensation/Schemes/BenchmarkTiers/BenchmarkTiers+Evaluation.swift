import EcoAccounts
import EcoParameters
import EcoUnits

extension BenchmarkTiers {
    /// What one indicator of one region comes to in a month.
    struct Finding {
        let region: RegionCode
        /// Yuan; 0 where the region is not fined.
        let fine: Calculation
        /// Weighted advantage over the baselines in the indicator's unit; 0 where it earns no reward.
        let advantage: Calculation
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let assessed = indicators.filter { $0.season != .never }
        var claims: [Claim] = []
        for period in try assessment.periods(.month, of: assessed.map(\.indicator)) {
            var findings: [(rule: IndicatorRule, findings: [Finding])] = []
            for rule in assessed where isAssessed(rule, in: period) {
                let comparisons = comparisons(rule.indicator, period, &assessment)
                do {
                    findings.append((rule, try self.findings(rule, comparisons)))
                } catch { throw .overflow("\(scope.path): \(rule.indicator.rawValue) in \(period)") }
            }
            do {
                claims += fineClaims(findings, period)
                claims += try rewardClaims(findings, period)
            } catch { throw .overflow("\(scope.path): rewards of \(period)") }
        }
        return claims
    }

    func isAssessed(_ rule: IndicatorRule, in period: Period) -> Bool {
        let isHeating = heatingMonths.contains(period.months.lowerBound)
        switch rule.season {
        case .allYear: return true
        case .heating: return isHeating
        case .nonHeating: return !isHeating
        case .never: return false
        }
    }

    // MARK: Comparison with the baselines

    private struct Comparison {
        let region: RegionCode
        let value: Assessment.Reading
        /// In the order of `baselines`; those that the region lacks are left out.
        var baselines: [(kind: Baseline, value: Rational, basis: String)]
    }

    private func comparisons(
        _ indicator: AssessedIndicator, _ period: Period, _ assessment: inout Assessment
    ) -> [Comparison] {
        let values = assessment.values(indicator, in: period)
        guard !values.isEmpty else { return [] }
        var comparisons = values.sorted { $0.key < $1.key }.map {
            Comparison(region: $0.key, value: $0.value, baselines: [])
        }
        for kind in Baseline.allCases where baselines.contains(kind) {
            let given = baseline(kind, indicator, period, values, &assessment)
            for index in comparisons.indices {
                guard let reading = given[comparisons[index].region] else { continue }
                comparisons[index].baselines.append((kind, reading.value, reading.basis))
            }
        }
        return comparisons
    }

    private func baseline(
        _ kind: Baseline, _ indicator: AssessedIndicator, _ period: Period,
        _ values: [RegionCode: Assessment.Reading], _ assessment: inout Assessment
    ) -> [RegionCode: Assessment.Reading] {
        switch kind {
        case .previousYear: return assessment.valuesOfPreviousYear(indicator, period)
        case .meanOfArea:
            guard let mean = assessment.meanOfArea(values, indicator, period) else { return [:] }
            return values.mapValues { _ in mean }
        }
    }

    // MARK: Fine and advantage

    private func findings(
        _ rule: IndicatorRule, _ comparisons: [Comparison]
    ) throws(ArithmeticOverflow) -> [Finding] {
        var findings: [Finding] = []
        for comparison in comparisons {
            findings.append(
                Finding(
                    region: comparison.region, fine: try fine(rule, comparison),
                    advantage: try advantage(rule.indicator, comparison)))
        }
        return findings
    }

    private func fine(_ rule: IndicatorRule, _ comparison: Comparison) throws(ArithmeticOverflow)
        -> Calculation
    {
        let observation = observation(rule.indicator, comparison)
        if let limit = rule.exemptionLimit,
            try rule.indicator.worsening(of: comparison.value.value, against: limit) <= .zero
        {
            return Calculation(
                .exemption, "exemption_limit", .zero, .yuan,
                note: "no worse than \(limit.doubleValue) \(rule.indicator.unit.symbol): no fine",
                inputs: [observation])
        }
        var parts: [Calculation] = []
        for baseline in comparison.baselines {
            parts.append(try fine(rule, comparison, against: baseline, observation))
        }
        return try combined(parts)
    }

    private func fine(
        _ rule: IndicatorRule, _ comparison: Comparison,
        against baseline: (kind: Baseline, value: Rational, basis: String), _ observation: Calculation
    ) throws(ArithmeticOverflow) -> Calculation {
        let unit = rule.indicator.unit
        let distance = try rule.indicator.worsening(of: comparison.value.value, against: baseline.value)
        let amount = try rule.tiers.amount(for: distance, tierMode)
        let base = Calculation(.baseline, baseline.kind.rawValue, baseline.value, unit, note: baseline.basis)
        let difference = Calculation(
            .difference, "worsening", distance, unit, inputs: [observation, base])
        let tier = Calculation(
            .tier, "tiers", amount, .yuan, note: rule.tiers.text(unit, tierMode), inputs: [difference])
        return Calculation(
            .weight, baseline.kind.rawValue, try amount * weight(baseline.kind), .yuan,
            note: "weight \(weight(baseline.kind))", inputs: [tier])
    }

    private func combined(_ parts: [Calculation]) throws(ArithmeticOverflow) -> Calculation {
        var value = Rational.zero
        for part in parts {
            value = fineCombination == .sum ? try value + part.value : max(value, part.value)
        }
        return Calculation(.combination, fineCombination.rawValue, value, .yuan, inputs: parts)
    }

    private func advantage(
        _ indicator: AssessedIndicator, _ comparison: Comparison
    ) throws(ArithmeticOverflow) -> Calculation {
        var sum = Rational.zero
        var betterCount = 0
        var inputs = [observation(indicator, comparison)]
        for baseline in comparison.baselines {
            let worsening = try indicator.worsening(of: comparison.value.value, against: baseline.value)
            inputs.append(
                Calculation(
                    .baseline, baseline.kind.rawValue, baseline.value, indicator.unit, note: baseline.basis))
            guard worsening.isNegative else { continue }
            betterCount += 1
            sum = try sum + (-worsening) * weight(baseline.kind)
        }
        let isEntitled = betterCount > 0 && (rewardCondition == .any || betterCount == Set(baselines).count)
        return Calculation(
            .difference, "advantage", isEntitled ? sum : .zero, indicator.unit,
            note:
                "better than \(betterCount) of \(Set(baselines).count) baselines, needed: \(rewardCondition.rawValue)",
            inputs: inputs)
    }

    private func observation(_ indicator: AssessedIndicator, _ comparison: Comparison) -> Calculation {
        Calculation(
            .observation, indicator.rawValue, comparison.value.value, indicator.unit,
            note: comparison.value.basis)
    }

    private func weight(_ baseline: Baseline) -> Rational {
        baseline == .previousYear ? previousYearWeight : .one
    }

    // MARK: Claims

    private func fineClaims(_ findings: [(rule: IndicatorRule, findings: [Finding])], _ period: Period)
        -> [Claim]
    {
        findings.flatMap { rule, findings in
            findings.map { finding in
                Claim(
                    scheme: scope.id, region: finding.region, period: period, amount: -finding.fine.value,
                    basis: "\(rule.indicator.rawValue)_fine", calculation: finding.fine)
            }
        }
    }

    /// The pool goes to the indicators by weight, among those with a receiver, and within each by advantage.
    private func rewardClaims(
        _ findings: [(rule: IndicatorRule, findings: [Finding])], _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        var fines = Rational.zero
        for finding in findings.flatMap(\.findings) {
            fines = try fines + settlement.roundedYuan(finding.fine.value)
        }
        let rewarded = findings.filter { $0.findings.contains { $0.advantage.value > .zero } }
        var weights = Rational.zero
        for (rule, _) in rewarded { weights = try weights + rule.weight }
        var claims: [Claim] = []
        for (rule, findings) in rewarded where fines > .zero {
            let pool = Calculation(
                .pool, "\(rule.indicator.rawValue)_pool", try fines * poolShare * rule.weight / weights,
                .yuan,
                note: "\(poolShare) of the fines, weight \(rule.weight) of \(weights)",
                inputs: [Calculation(.sum, "fines", fines, .yuan, note: "of the month, each rounded")])
            claims += try rewardClaims(rule, findings, pool, period)
        }
        return claims
    }

    private func rewardClaims(
        _ rule: IndicatorRule, _ findings: [Finding], _ pool: Calculation, _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        var total = Rational.zero
        for finding in findings { total = try total + finding.advantage.value }
        var claims: [Claim] = []
        for finding in findings where finding.advantage.value > .zero {
            let share = try finding.advantage.value / total
            let step = Calculation(
                .share, "\(rule.indicator.rawValue)_reward", try pool.value * share, .yuan,
                note: "share \(share) of the pool", inputs: [finding.advantage, pool])
            claims.append(
                Claim(
                    scheme: scope.id, region: finding.region, period: period, amount: step.value,
                    basis: "\(rule.indicator.rawValue)_reward", calculation: step))
        }
        return claims
    }
}

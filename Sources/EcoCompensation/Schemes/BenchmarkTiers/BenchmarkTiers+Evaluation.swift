import EcoAccounts
import EcoParameters
import EcoUnits

extension BenchmarkTiers {
    /// What one factor of one region comes to in a period.
    struct Finding {
        let region: RegionCode
        /// Yuan; 0 where the region is not fined.
        let fine: Calculation
        /// For a pool, the weighted advantage over the baselines in the factor's unit; for reward tiers, yuan;
        /// 0 where it earns no reward.
        let reward: Calculation
    }

    typealias Findings = (factor: Factor, findings: [Finding])

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var claims: [Claim] = []
        for period in try assessment.periods(period, of: factors.map(\.indicator)) {
            var findings: [Findings] = []
            for factor in factors where isAssessed(factor, in: period) {
                let comparisons = comparisons(factor, period, &assessment)
                findings.append(
                    try DiagnosticFailure.exactly("\(scope.path): \(factor.id) in \(period)") {
                        () throws(ArithmeticOverflow) in (factor, try self.findings(factor, comparisons))
                    })
            }
            claims += fineClaims(findings, period)
            claims += try DiagnosticFailure.exactly("\(scope.path): rewards of \(period)") {
                () throws(ArithmeticOverflow) in
                rewards == .pool ? try poolClaims(findings, period) : tierClaims(findings, period)
            }
        }
        return claims
    }

    func isAssessed(_ factor: Factor, in period: Period) -> Bool {
        let isHeating = heatingMonths.contains(period.months.lowerBound)
        switch factor.season {
        case .allYear: return true
        case .heating: return isHeating
        case .nonHeating: return !isHeating
        case .never: return false
        }
    }

    // MARK: Comparison with the baselines

    struct Comparison {
        let region: RegionCode
        let value: Calculation
        /// In the order of `Baseline`; those that the region lacks are left out.
        var baselines: [Calculation] = []
        /// How many baselines the rule has.
        var ruleCount = 1
    }

    func comparisons(
        _ factor: Factor, _ period: Period, _ assessment: inout Assessment
    ) -> [Comparison] {
        factor.measure == .level
            ? levels(factor, period, &assessment) : rates(factor, period, &assessment)
    }

    private func levels(
        _ factor: Factor, _ period: Period, _ assessment: inout Assessment
    ) -> [Comparison] {
        let values = assessment.values(factor.indicator, in: period)
        guard !values.isEmpty else { return [] }
        var comparisons = values.sorted { $0.key < $1.key }.map {
            Comparison(
                region: $0.key, value: $0.value.observation(factor.indicator),
                ruleCount: Set(baselines).count)
        }
        for kind in Baseline.evaluationOrder where baselines.contains(kind) {
            let given = assessment.baselines(
                kind, factor.indicator, period, values: values, fixed: factor.fixedBaseline)
            for index in comparisons.indices {
                guard let reading = given[comparisons[index].region] else { continue }
                comparisons[index].baselines.append(reading.baseline(kind, factor.indicator))
            }
        }
        return comparisons
    }

    private func rates(
        _ factor: Factor, _ period: Period, _ assessment: inout Assessment
    ) -> [Comparison] {
        let rates = assessment.measured(
            factor.measure, factor.indicator, in: period, smallestBase: factor.smallestBase)
        let zero = Calculation(.baseline, "zero", .zero, factor.unit)
        let mean = assessment.mean(rates, "\(factor.id) in \(period)")
        guard let baseline = rateBaseline == .zero ? zero : mean else { return [] }
        return rates.sorted { $0.key < $1.key }.map {
            Comparison(region: $0.key, value: $0.value, baselines: [baseline])
        }
    }

    // MARK: Fine and advantage

    private func findings(
        _ factor: Factor, _ comparisons: [Comparison]
    ) throws(ArithmeticOverflow) -> [Finding] {
        var findings: [Finding] = []
        for comparison in comparisons {
            let reward =
                rewards == .pool
                ? try advantage(factor, comparison) : try rewardByTiers(factor, comparison)
            findings.append(
                Finding(region: comparison.region, fine: try fine(factor, comparison), reward: reward))
        }
        return findings
    }

    private func fine(_ factor: Factor, _ comparison: Comparison) throws(ArithmeticOverflow) -> Calculation {
        guard factor.direction != .rewardsOnly else { return none(comparison, "rewards only", "只奖不扣") }
        if let limit = factor.exemptionLimit, factor.measure == .level,
            try factor.indicator.worsening(of: comparison.value.value, against: limit) <= .zero
        {
            return Calculation(
                .exemption, "exemption_limit", .zero, .yuan,
                note: LocalizedText(
                    en:
                        "no worse than \(NumberText.shortest(limit.doubleValue)) \(factor.indicator.unit.symbol): no fine",
                    zh: "不劣于 \(NumberText.shortest(limit.doubleValue)) \(factor.indicator.unit.symbol)，不罚"),
                inputs: [comparison.value])
        }
        var parts: [Calculation] = []
        for baseline in comparison.baselines {
            let worse = try factor.indicator.worsening(of: comparison.value.value, against: baseline.value)
            parts.append(try amount(worse, "worsening", factor.tiers, factor, comparison, baseline))
        }
        return try combined(parts)
    }

    private func rewardByTiers(
        _ factor: Factor, _ comparison: Comparison
    ) throws(ArithmeticOverflow) -> Calculation {
        guard factor.direction != .finesOnly else { return none(comparison, "fines only", "只扣不奖") }
        var parts: [Calculation] = []
        var betterCount = 0
        for baseline in comparison.baselines {
            let worse = try factor.indicator.worsening(of: comparison.value.value, against: baseline.value)
            if worse.isNegative { betterCount += 1 }
            parts.append(try amount(-worse, "advantage", factor.rewardTiers, factor, comparison, baseline))
        }
        guard isEntitled(betterCount, comparison.ruleCount) else {
            return none(
                comparison, "better than \(betterCount) of \(comparison.ruleCount) baselines",
                "优于 \(betterCount)/\(comparison.ruleCount) 个基数")
        }
        return try combined(parts)
    }

    private func amount(
        _ distance: Rational, _ name: String, _ tiers: TierTable, _ factor: Factor, _ comparison: Comparison,
        _ baseline: Calculation
    ) throws(ArithmeticOverflow) -> Calculation {
        let difference = Calculation(
            .difference, name, distance, factor.unit, inputs: [comparison.value, baseline])
        let amount = try tiers.amount(for: distance, tierMode)
        let tier = Calculation(
            .tier, "tiers", amount, .yuan, note: tiers.text(factor.unit, tierMode), inputs: [difference])
        return Calculation(
            .weight, baseline.name, try amount * weight(baseline), .yuan,
            note: .weight(weight(baseline)), inputs: [tier])
    }

    private func combined(_ parts: [Calculation]) throws(ArithmeticOverflow) -> Calculation {
        var value = Rational.zero
        for part in parts {
            value = fineCombination == .sum ? try value + part.value : max(value, part.value)
        }
        return Calculation(.combination, fineCombination.rawValue, value, .yuan, inputs: parts)
    }

    private func advantage(_ factor: Factor, _ comparison: Comparison) throws(ArithmeticOverflow)
        -> Calculation
    {
        guard factor.direction != .finesOnly else { return none(comparison, "fines only", "只扣不奖") }
        var sum = Rational.zero
        var betterCount = 0
        for baseline in comparison.baselines {
            let worse = try factor.indicator.worsening(of: comparison.value.value, against: baseline.value)
            guard worse.isNegative else { continue }
            betterCount += 1
            sum = try sum + (-worse) * weight(baseline)
        }
        return Calculation(
            .difference, "advantage", isEntitled(betterCount, comparison.ruleCount) ? sum : .zero,
            factor.unit,
            note: LocalizedText(
                en:
                    "better than \(betterCount) of \(comparison.ruleCount) baselines, needed: \(rewardCondition.rawValue)",
                zh: "优于 \(betterCount)/\(comparison.ruleCount) 个基数，要求：\(rewardCondition.meaning.zh)"),
            inputs: [comparison.value] + comparison.baselines)
    }

    func isEntitled(_ betterCount: Int, _ ruleCount: Int) -> Bool {
        betterCount > 0 && (rewardCondition == .any || betterCount == ruleCount)
    }

    private func none(_ comparison: Comparison, _ english: String, _ chinese: String) -> Calculation {
        Calculation(
            .exemption, "none", .zero, .yuan, note: LocalizedText(en: english, zh: chinese),
            inputs: [comparison.value] + comparison.baselines)
    }

    private func weight(_ baseline: Calculation) -> Rational {
        baseline.name == Baseline.previousYear.rawValue ? previousYearWeight : .one
    }

    // MARK: Claims

    private func fineClaims(_ findings: [Findings], _ period: Period) -> [Claim] {
        findings.flatMap { factor, findings in
            findings.map { claim($0.region, period, "\(factor.id)_fine", -$0.fine.value, $0.fine) }
        }
    }

    private func tierClaims(_ findings: [Findings], _ period: Period) -> [Claim] {
        findings.flatMap { factor, findings in
            findings.filter { $0.reward.value > .zero }.map {
                claim($0.region, period, "\(factor.id)_reward", $0.reward.value, $0.reward)
            }
        }
    }

    /// The pool goes to the factors by weight, among those with a receiver, and within each by advantage.
    private func poolClaims(_ findings: [Findings], _ period: Period) throws(ArithmeticOverflow) -> [Claim] {
        var fines = Rational.zero
        for finding in findings.flatMap(\.findings) {
            fines = try fines + settlement.roundedYuan(finding.fine.value)
        }
        let rewarded = findings.filter { $0.findings.contains { $0.reward.value > .zero } }
        let weights = try rewarded.map(\.factor.weight).total()
        var claims: [Claim] = []
        for (factor, findings) in rewarded where fines > .zero {
            let pool = Calculation(
                .pool, "\(factor.id)_pool", try fines * poolShare * factor.weight / weights, .yuan,
                note: LocalizedText(
                    en: "\(poolShare) of the fines, weight \(factor.weight) of \(weights)",
                    zh: "罚金 × \(poolShare)，权重 \(factor.weight)/\(weights)"),
                inputs: [
                    Calculation(
                        .sum, "fines", fines, .yuan,
                        note: LocalizedText(en: "of the period, each rounded", zh: "当期各项取整后合计"))
                ])
            claims += try shares(factor, findings, pool, period)
        }
        return claims
    }

    private func shares(
        _ factor: Factor, _ findings: [Finding], _ pool: Calculation, _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        let total = try findings.map(\.reward.value).total()
        var claims: [Claim] = []
        for finding in findings where finding.reward.value > .zero {
            let share = try finding.reward.value / total
            let step = Calculation(
                .share, "\(factor.id)_reward", try pool.value * share, .yuan,
                note: LocalizedText(en: "share \(share) of the pool", zh: "资金池份额 \(share)"),
                inputs: [finding.reward, pool])
            claims.append(claim(finding.region, period, "\(factor.id)_reward", step.value, step))
        }
        return claims
    }

    func claim(
        _ region: RegionCode, _ period: Period, _ basis: String, _ amount: Rational,
        _ calculation: Calculation
    ) -> Claim {
        Claim(
            scheme: scope.id, region: region, period: period, amount: amount, basis: basis,
            calculation: calculation)
    }
}

extension Baseline {
    /// The mean first, as decisions name it.
    fileprivate static let evaluationOrder: [Baseline] = [.meanOfArea, .previousYear, .target, .fixed]
}

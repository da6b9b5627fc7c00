import EcoAccounts
import EcoParameters
import EcoUnits

/// The claims of the scheme without their explanations: the same amounts, from comparisons that are kept between
/// settlements on the same figures.
extension BenchmarkTiers {
    /// All regions of a period against their baselines.
    struct Compared: Sendable {
        /// What the comparison found and noted.
        let assessment: Assessment
        /// `nil` where a distance leaves the range of exact numbers.
        let regions: [Region]?

        struct Region: Sendable {
            let region: RegionCode
            let value: Rational
            let ruleCount: Int
            /// By how much the value is worse than each baseline.
            private(set) var worse: [(distance: Rational, isOfPreviousYear: Bool)] = []

            init(_ comparison: Comparison, _ indicator: AssessedIndicator) throws(ArithmeticOverflow) {
                region = comparison.region
                value = comparison.value.value
                ruleCount = comparison.ruleCount
                for baseline in comparison.baselines {
                    worse.append(
                        (
                            try indicator.worsening(of: value, against: baseline.value),
                            baseline.name == Baseline.previousYear.rawValue
                        ))
                }
            }
        }
    }

    /// Where a comparison can be kept, and nothing but amounts is asked for; nil elsewhere.
    ///
    /// Adjusters read claims with their calculations.
    func memo(of assessment: Assessment) -> SettlementMemo? {
        scope.adjusters.isEmpty ? assessment.evidence.memo : nil
    }

    func payments(
        from assessment: inout Assessment, _ memo: SettlementMemo
    ) throws(DiagnosticFailure) -> [Claim] {
        let step = Calculation(.sum, "", .zero, .yuan)
        var claims: [Claim] = []
        for period in try assessment.periods(period, of: factors.map(\.indicator)) {
            let place = "\(scope.path) in \(period)"
            let own = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                try payments(of: period, &assessment, memo, step)
            }
            claims += assessment.evidence.keepsAllClaims ? own : Self.moving(own)
        }
        return claims
    }

    /// Claims of 0 move nothing; one of them stays, so that a period without others is settled too: debts of
    /// earlier periods fall due in it.
    private static func moving(_ claims: [Claim]) -> [Claim] {
        let moving = claims.filter { $0.amount != .zero }
        return moving.isEmpty ? Array(claims.prefix(1)) : moving
    }

    private func payments(
        of period: Period, _ assessment: inout Assessment, _ memo: SettlementMemo, _ step: Calculation
    ) throws(ArithmeticOverflow) -> [Claim] {
        var claims: [Claim] = []
        var rewards: [(factor: Factor, amounts: [(region: RegionCode, amount: Rational)])] = []
        var fines = Rational.zero
        for factor in factors where isAssessed(factor, in: period) {
            let compared = compared(factor, period, assessment, memo)
            assessment.take(compared.assessment)
            guard let regions = compared.regions else { throw ArithmeticOverflow() }
            let basis = "\(factor.id)_fine"
            var earned: [(region: RegionCode, amount: Rational)] = []
            for region in regions {
                let fine = try fine(factor, region)
                fines = try fines + settlement.roundedYuan(fine)
                claims.append(claim(region.region, period, basis, -fine, step))
                let reward =
                    self.rewards == .pool ? try advantage(factor, region) : try tierReward(factor, region)
                if reward > .zero { earned.append((region.region, reward)) }
            }
            rewards.append((factor, earned))
        }
        let earning = rewards.filter { !$0.amounts.isEmpty }
        guard self.rewards == .pool else {
            return claims
                + earning.flatMap { factor, amounts in
                    amounts.map { claim($0.region, period, "\(factor.id)_reward", $0.amount, step) }
                }
        }
        let weights = try earning.map(\.factor.weight).total()
        for (factor, amounts) in earning where fines > .zero {
            let pool = try fines * poolShare * factor.weight / weights
            let total = try amounts.map(\.amount).total()
            let basis = "\(factor.id)_reward"
            for (region, amount) in amounts {
                claims.append(claim(region, period, basis, try pool * (amount / total), step))
            }
        }
        return claims
    }

    private func compared(
        _ factor: Factor, _ period: Period, _ assessment: Assessment, _ memo: SettlementMemo
    ) -> Compared {
        let key = SettlementMemo.ComparisonKey(
            indicator: factor.indicator, measure: factor.measure, period: period,
            fixedBaseline: factor.fixedBaseline, smallestBase: factor.smallestBase, baselines: baselines,
            rateBaseline: rateBaseline, regions: scope.regions, standard: scope.standard,
            missingData: scope.missingData)
        return memo.compared(key) {
            var own = Assessment(assessment.evidence, scope: scope)
            let compared = comparisons(factor, period, &own)
            let regions = try? compared.map { comparison throws(ArithmeticOverflow) in
                try Compared.Region(comparison, factor.indicator)
            }
            return Compared(assessment: own, regions: regions)
        }
    }

    // MARK: Amounts

    private func fine(_ factor: Factor, _ region: Compared.Region) throws(ArithmeticOverflow) -> Rational {
        guard factor.direction != .rewardsOnly else { return .zero }
        if let limit = factor.exemptionLimit, factor.measure == .level,
            try factor.indicator.worsening(of: region.value, against: limit) <= .zero
        {
            return .zero
        }
        return try combined(factor.tiers, region) { $0 }
    }

    private func tierReward(
        _ factor: Factor, _ region: Compared.Region
    ) throws(ArithmeticOverflow) -> Rational {
        guard factor.direction != .finesOnly,
            isEntitled(region.worse.count { $0.distance.isNegative }, region.ruleCount)
        else { return .zero }
        return try combined(factor.rewardTiers, region) { -$0 }
    }

    private func combined(
        _ tiers: TierTable, _ region: Compared.Region, _ distance: (Rational) -> Rational
    ) throws(ArithmeticOverflow) -> Rational {
        var value = Rational.zero
        for (worse, isOfPreviousYear) in region.worse {
            let amount = try tiers.amount(for: distance(worse), tierMode)
            let weighted = isOfPreviousYear ? try amount * previousYearWeight : amount
            value = fineCombination == .sum ? try value + weighted : max(value, weighted)
        }
        return value
    }

    private func advantage(
        _ factor: Factor, _ region: Compared.Region
    ) throws(ArithmeticOverflow) -> Rational {
        guard factor.direction != .finesOnly else { return .zero }
        var sum = Rational.zero
        var betterCount = 0
        for (worse, isOfPreviousYear) in region.worse where worse.isNegative {
            betterCount += 1
            sum = isOfPreviousYear ? try sum + (-worse) * previousYearWeight : try sum - worse
        }
        return isEntitled(betterCount, region.ruleCount) ? sum : .zero
    }
}

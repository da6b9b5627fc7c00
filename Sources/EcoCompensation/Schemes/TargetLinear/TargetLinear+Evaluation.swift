import EcoAccounts
import EcoParameters
import EcoUnits

extension TargetLinear {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let stretch = try stretchTargets(assessment.evidence.table)
        var claims: [Claim] = []
        for period in try assessment.periods(period, of: indicators.map(\.indicator)) {
            var parts: [RegionCode: [Calculation]] = [:]
            for rule in indicators {
                let place = "\(scope.path): \(rule.indicator.rawValue) in \(period)"
                do throws(ArithmeticOverflow) {
                    for (region, part) in try self.parts(rule, period, stretch, &assessment) {
                        parts[region, default: []].append(part)
                    }
                } catch { throw .overflow(place) }
            }
            for (region, parts) in parts.sorted(by: { $0.key < $1.key }) {
                claims.append(
                    try DiagnosticFailure.exactly("\(scope.path): \(region) in \(period)") {
                        () throws(ArithmeticOverflow) in try claim(region, period, parts)
                    })
            }
        }
        return claims
    }

    private func stretchTargets(
        _ regions: RegionTable
    ) throws(DiagnosticFailure) -> [Evidence.Key: Evidence.Observation] {
        var diagnostics: [Diagnostic] = []
        let targets = stretchTargets.map {
            ReferenceTable.observations($0, regions: regions, &diagnostics)
        }
        try DiagnosticFailure.throwErrors(diagnostics)
        return targets ?? [:]
    }

    // MARK: One indicator

    private func parts(
        _ rule: IndicatorRule, _ period: Period, _ stretch: [Evidence.Key: Evidence.Observation],
        _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> [(RegionCode, Calculation)] {
        let values = assessment.values(rule.indicator, in: period)
        let targets = assessment.baselines(
            baseline, rule.indicator, isCumulative ? .year(period.year) : period, values: values,
            fixed: rule.fixedBaseline)
        var result: [(RegionCode, Calculation)] = []
        for (region, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let target = targets[region] else { continue }
            let second = [period, .year(period.year)].lazy.compactMap {
                stretch[Evidence.Key(indicator: rule.indicator, region: region, period: $0)]?.value
            }.first
            if isCumulative {
                let part = try cumulative(rule, region, period, value, target, second, &assessment)
                if let part { result.append((region, part)) }
            } else {
                let reading = value.observation(rule.indicator)
                result.append((region, try amount(rule, reading, target, second)))
            }
        }
        return result
    }

    /// Yuan for a value against its target; positive where the region receives.
    func amount(
        _ rule: IndicatorRule, _ value: Calculation, _ target: Assessment.Reading, _ stretch: Rational?
    ) throws(ArithmeticOverflow) -> Calculation {
        let worse = try rule.indicator.worsening(of: value.value, against: target.value)
        let isStretched =
            try stretch.map { second throws(ArithmeticOverflow) in
                try rule.indicator.worsening(of: value.value, against: second) <= .zero
            } ?? false
        let difference = Calculation(
            .difference, "worsening", worse, rule.indicator.unit,
            inputs: [value, target.baseline(baseline, rule.indicator)])
        let (amount, note) = try money(rule, worse, isStretched)
        let priced = Calculation(
            .tier, rule.indicator.rawValue, amount, .yuan, note: note, inputs: [difference])
        guard let cap = rule.cap, amount.magnitude > cap else { return priced }
        return Calculation(
            .cap, "cap", amount.isNegative ? -cap : cap, .yuan,
            note: LocalizedText(
                en: "at most \(NumberText.shortest(cap.doubleValue)) CNY",
                zh: "不超过 \(NumberText.shortest(cap.doubleValue)) 元"), inputs: [priced])
    }

    private func money(
        _ rule: IndicatorRule, _ worse: Rational, _ isStretched: Bool
    ) throws(ArithmeticOverflow) -> (Rational, LocalizedText) {
        if worse > .zero {
            return (
                -(try rule.missedAmount + worse * rule.fineRate),
                LocalizedText(
                    en: "target missed: \(rule.missedAmount) + distance x \(rule.fineRate) CNY",
                    zh: "未完成目标：\(rule.missedAmount) + 差距 × \(rule.fineRate) 元")
            )
        }
        let better = -worse
        let counted: Rational =
            better < rule.deadBand
            ? .zero : rewardDistance == .whole ? better : try better - rule.deadBand
        var amount = try rule.metAmount + counted * rule.rewardRate
        if isStretched { amount = try amount + rule.stretchAmount }
        let counts = NumberText.shortest(counted.doubleValue)
        let stretch = isStretched ? " + \(rule.stretchAmount)" : ""
        return (
            amount,
            LocalizedText(
                en: "target met: \(rule.metAmount) + \(counts) x \(rule.rewardRate)\(stretch) CNY",
                zh: "完成目标：\(rule.metAmount) + \(counts) × \(rule.rewardRate)\(stretch) 元")
        )
    }

    // MARK: Quarters that telescope

    /// What the mean since January comes to, less what the mean up to the quarter before came to.
    private func cumulative(
        _ rule: IndicatorRule, _ region: RegionCode, _ period: Period, _ value: Assessment.Reading,
        _ target: Assessment.Reading, _ stretch: Rational?, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> Calculation? {
        guard case .quarter(let quarter, let year) = period else { return nil }
        let now = try meanSinceJanuary(rule.indicator, region, quarter, year, &assessment)
        guard let now else { return nil }
        let amount = try amount(rule, now, target, stretch)
        guard quarter > 1 else { return amount }
        guard let before = try meanSinceJanuary(rule.indicator, region, quarter - 1, year, &assessment) else {
            return nil
        }
        let earlier = try self.amount(rule, before, target, stretch)
        return Calculation(
            .difference, "since_last_quarter", try amount.value - earlier.value, .yuan,
            note: LocalizedText(en: "less what the quarters before came to", zh: "扣除前几季累计金额"),
            inputs: [amount, earlier])
    }

    /// The mean of quarters by their days; `nil`, with a finding, where a quarter has no figure.
    private func meanSinceJanuary(
        _ indicator: AssessedIndicator, _ region: RegionCode, _ last: Int, _ year: Int,
        _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> Calculation? {
        var sum = Rational.zero
        var days = 0
        var inputs: [Calculation] = []
        for quarter in 1...last {
            let period = Period.quarter(quarter, year: year)
            guard let reading = assessment.reading(indicator, region, period) else {
                assessment.noteMissing(indicator, region, period)
                return nil
            }
            inputs.append(reading.observation(indicator))
            sum = try sum + reading.value * Rational(period.days.count)
            days += period.days.count
        }
        return Calculation(
            .combination, "mean_since_january", try sum / Rational(days), indicator.unit,
            note: LocalizedText(en: "quarters weighted by their days", zh: "各季按天数加权"), inputs: inputs)
    }

    // MARK: One region

    private func claim(
        _ region: RegionCode, _ period: Period, _ parts: [Calculation]
    ) throws(ArithmeticOverflow) -> Claim {
        let total = try parts.map(\.value).total()
        return Claim(
            scheme: scope.id, region: region, period: period, amount: total,
            basis: total.isNegative ? "target_missed" : "target_met",
            calculation: Calculation(.sum, "indicators", total, .yuan, inputs: parts))
    }
}

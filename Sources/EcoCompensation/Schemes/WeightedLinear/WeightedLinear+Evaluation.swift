import EcoAccounts
import EcoParameters
import EcoUnits

extension WeightedLinear {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var claims: [Claim] = []
        for period in try assessment.periods(period, of: indicators.map(\.indicator)) {
            var parts: [RegionCode: [Calculation]] = [:]
            for rule in indicators {
                do {
                    for (region, part) in try self.parts(rule, period, &assessment) {
                        parts[region, default: []].append(part)
                    }
                } catch { throw .overflow("\(scope.path): \(rule.indicator.rawValue) in \(period)") }
            }
            for (region, parts) in parts.sorted(by: { $0.key < $1.key }) {
                do { claims.append(try claim(region, period, parts)) } catch {
                    throw .overflow("\(scope.path): \(region) in \(period)")
                }
            }
        }
        return claims
    }

    // MARK: One indicator

    /// Yuan by region before the region's coefficient; positive where the air got better.
    private func parts(
        _ rule: IndicatorRule, _ period: Period, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> [(RegionCode, Calculation)] {
        let values = assessment.values(rule.indicator, in: period)
        let baselines = assessment.baselines(
            baseline, rule.indicator, period, values: values, fixed: rule.fixedBaseline)
        var parts: [(RegionCode, Calculation)] = []
        for (region, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let base = baselines[region] else { continue }
            parts.append((region, try part(rule, value, base)))
        }
        return parts
    }

    private func part(
        _ rule: IndicatorRule, _ value: Assessment.Reading, _ base: Assessment.Reading
    ) throws(ArithmeticOverflow) -> Calculation {
        let unit = rule.indicator.unit
        let worsening = try rule.indicator.worsening(of: value.value, against: base.value)
        let difference = Calculation(
            .difference, "worsening", worsening, unit,
            inputs: [value.observation(rule.indicator), base.baseline(baseline, rule.indicator)])
        let score = Calculation(
            .weight, "score", try -worsening * rule.weight, unit,
            note: LocalizedText(
                en: "improvement x weight \(rule.weight)", zh: "改善量 × 权重 \(rule.weight)"),
            inputs: [difference])
        let rate = rule.rate ?? moneyPerPoint ?? .zero
        return Calculation(
            .tier, rule.indicator.rawValue, try score.value * rate, .yuan,
            note: LocalizedText(
                en: "x \(NumberText.shortest(rate.doubleValue)) CNY for one point",
                zh: "× 每分 \(NumberText.shortest(rate.doubleValue)) 元"), inputs: [score])
    }

    // MARK: One region

    private func claim(
        _ region: RegionCode, _ period: Period, _ parts: [Calculation]
    ) throws(ArithmeticOverflow) -> Claim {
        var total = Rational.zero
        for part in parts { total = try total + part.value }
        let sum = Calculation(.sum, "indicators", total, .yuan, inputs: parts)
        let amount = Calculation(
            .coefficient, "k", try total * coefficient(region), .yuan, note: "k = \(coefficient(region))",
            inputs: [sum])
        return Claim(
            scheme: scope.id, region: region, period: period, amount: amount.value,
            basis: amount.value.isNegative ? "air_quality_worsened" : "air_quality_improved",
            calculation: amount)
    }
}

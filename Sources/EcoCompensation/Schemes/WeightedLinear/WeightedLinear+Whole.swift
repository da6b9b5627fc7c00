import EcoAccounts
import EcoParameters
import EcoUnits

/// The scheme on figures in whole millionths: the same to the fen as by its claims.
extension WeightedLinear: WholeFigureScheme {
    var wholeIndicators: [AssessedIndicator] { indicators.map(\.indicator) }

    var takesWholeFigures: Bool {
        guard case .guaranteed = settlement.funding else { return false }
        return hasWholePeriods && baseline != .target
            && indicators.allSatisfy { rule in
                rule.indicator != .goodDayRatio && rule.indicator != .dustfall
                    && (baseline != .fixed || rule.fixedBaseline?.wholeMillionths != nil)
            }
    }

    func whole(_ table: RegionTable) -> (any WholeScheme)? {
        guard let rates = try? WholeRates(self, places(in: table), table) else { return nil }
        return WholeLinear(
            scheme: self, table: table, places: places(in: table), rates: rates,
            spans: WholeFigures.spans(period).map(\.0))
    }
}

/// The scheme with its rates as whole numbers.
private struct WholeLinear: WholeScheme {
    let scheme: WeightedLinear
    let table: RegionTable
    /// Of its regions in the table, by code.
    let places: [Int]
    let rates: WholeRates
    let spans: [Int]

    func balances(_ figures: WholeFigures, earlier: WholeFigures) -> PartyBalances? {
        try? settled(figures, earlier)
    }

    private func settled(
        _ figures: WholeFigures, _ earlier: WholeFigures
    ) throws(ArithmeticOverflow) -> PartyBalances {
        guard case .guaranteed(let surplus, let budget) = scheme.settlement.funding else {
            throw ArithmeticOverflow()
        }
        var book = try BalanceSettlement(
            scheme: scheme.scope.id, rules: scheme.settlement, regionCount: table.count)
        for span in spans {
            let improvements = try improvements(figures, earlier, span)
            var payments: [BalanceSettlement.Due] = []
            var receipts: [BalanceSettlement.Due] = []
            for (row, place) in places.enumerated() where improvements[row] != 0 {
                let amount = try rates.money(abs(improvements[row]), row)
                if improvements[row] < 0 {
                    payments.append((place, amount))
                } else {
                    receipts.append((place, amount))
                }
            }
            try book.pay(receipts, from: payments, surplus, budget, arrears: table.placesByCode)
        }
        return book.balances
    }

    /// Weighted improvement of each region in the parts of ``WholeRates``, before its coefficient.
    private func improvements(
        _ figures: WholeFigures, _ earlier: WholeFigures, _ span: Int
    ) throws(ArithmeticOverflow) -> [Int128] {
        var sums = [Int128](repeating: 0, count: places.count)
        for (rule, rate) in zip(scheme.indicators, rates.rates) {
            guard let values = figures.values(rule.indicator, span: span),
                let baselines = baselines(rule, values, earlier, span)
            else { throw ArithmeticOverflow() }
            let sign: Int128 = rule.indicator.isBetterHigher ? 1 : -1
            for (row, place) in places.enumerated() {
                let value = values[values.startIndex + place]
                guard value != .min else { throw ArithmeticOverflow() }
                let distance = Int128(value) * rates.parts - baselines[row]
                guard abs(distance) < WholeTiers.largestDistance else { throw ArithmeticOverflow() }
                sums[row] = try sums[row].plus(sign * distance.times(rate))
            }
        }
        return sums
    }

    /// What values are compared with, in millionths over the regions of the mean; nil where one is missing.
    private func baselines(
        _ rule: WeightedLinear.IndicatorRule, _ values: ArraySlice<Int64>, _ earlier: WholeFigures,
        _ span: Int
    ) -> [Int128]? {
        switch scheme.baseline {
        case .target: return nil
        case .fixed:
            guard let whole = rule.fixedBaseline?.wholeMillionths else { return nil }
            return places.map { _ in whole }
        case .meanOfArea:
            let sum = places.reduce(Int128(0)) { $0 + Int128(values[values.startIndex + $1]) }
            return places.map { _ in sum }
        case .previousYear:
            guard let before = earlier.values(rule.indicator, span: span) else { return nil }
            let own = places.map { before[before.startIndex + $0] }
            return own.contains(.min) ? nil : own.map { Int128($0) }
        }
    }
}

/// Money for distances in whole numbers over common denominators.
///
/// Rates lie below 2^62, so that values of a search, which have up to seventeen digits, are among them; what distances
/// make of them is checked.
private struct WholeRates {
    /// Regions of the mean; 1 where none is taken.
    let parts: Int128
    /// Of each indicator: weight times money, over a common denominator.
    let rates: [Int128]
    /// By region: numerator of its coefficient, and the steps of its denominator.
    private let coefficients: [(factor: Int128, steps: WholeSteps)]

    init(
        _ scheme: WeightedLinear, _ places: [Int], _ table: RegionTable
    ) throws(ArithmeticOverflow) {
        parts = scheme.baseline == .meanOfArea ? Int128(max(1, places.count)) : 1
        var exact: [Rational] = []
        for rule in scheme.indicators {
            exact.append(try rule.weight * (rule.rate ?? scheme.moneyPerPoint ?? .zero))
        }
        guard let common = WholeTiers.common(exact.map(\.denominator)) else { throw ArithmeticOverflow() }
        var rates: [Int128] = []
        for rate in exact {
            let whole = try rate.numerator.times(common / rate.denominator)
            guard abs(whole) < 1 << 62 else { throw ArithmeticOverflow() }
            rates.append(whole)
        }
        self.rates = rates
        let scale = try WholeFigures.millionths.times(parts).times(common)
        var known: [Rational: WholeSteps] = [:]
        var coefficients: [(factor: Int128, steps: WholeSteps)] = []
        for place in places {
            let own = scheme.coefficient(table.codes[place])
            guard abs(own.numerator) < 1 << 12, own.denominator < 1 << 12 else { throw ArithmeticOverflow() }
            let parts = try scale.times(own.denominator)
            let steps: WholeSteps
            if let made = known[own] {
                steps = made
            } else {
                steps = try WholeSteps(scheme.settlement, parts: parts)
            }
            known[own] = steps
            coefficients.append((own.numerator, steps))
        }
        self.coefficients = coefficients
    }

    /// - Parameter row: of the region among those of the scheme.
    func money(_ improvement: Int128, _ row: Int) throws(ArithmeticOverflow) -> Money {
        let own = coefficients[row]
        return try own.steps.money(improvement.times(own.factor))
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

/// What the scheme comes to for every party, without its claims: the same to the fen, in whole numbers over common
/// denominators, from comparisons that are kept between settlements on the same figures.
extension BenchmarkTiers {
    public func balances(from assessment: Assessment) -> PartyBalances? {
        // Adjusters read claims.
        guard scope.adjusters.isEmpty, rewards == .pool || isGuaranteed,
            let memo = assessment.evidence.memo,
            let compared = memo.comparisons(ComparedPeriods.Key(self), { comparisons(assessment) })
        else { return nil }
        return try? balances(
            of: compared.periods, WholeTables(self, compared.scales), assessment.evidence.table)
    }

    var isGuaranteed: Bool {
        if case .guaranteed = settlement.funding { return true }
        return false
    }

    /// nil where something is amiss of which only a settlement with claims can tell.
    private func comparisons(_ assessment: Assessment) -> ComparedPeriods? {
        var own = Assessment(assessment.evidence, scope: scope)
        var periods: [(period: Period, comparisons: [[Comparison]])] = []
        guard let all = try? own.periods(period, of: factors.map(\.indicator)) else { return nil }
        for period in all {
            let comparisons = factors.map {
                isAssessed($0, in: period) ? self.comparisons($0, period, &own) : []
            }
            // A period without any claim is not settled: no debt falls due in it.
            if !comparisons.allSatisfy(\.isEmpty) { periods.append((period, comparisons)) }
        }
        guard (try? own.finish()) != nil else { return nil }
        return ComparedPeriods(factors.map(\.indicator), periods, assessment.evidence.table)
    }

    /// The tiers of every factor over whole distances.
    struct WholeTables {
        fileprivate let fines: [WholeTiers]
        /// Empty where a pool rewards.
        fileprivate let rewards: [WholeTiers]

        /// - Parameter scales: of each factor, what its distances are parts of.
        init(_ scheme: BenchmarkTiers, _ scales: [Int128]) throws(ArithmeticOverflow) {
            var (fines, rewards): ([WholeTiers], [WholeTiers]) = ([], [])
            for (factor, scale) in zip(scheme.factors, scales) {
                fines.append(try WholeTiers(scheme, factor.tiers, scale))
                if scheme.rewards == .tiers {
                    rewards.append(try WholeTiers(scheme, factor.rewardTiers, scale))
                }
            }
            (self.fines, self.rewards) = (fines, rewards)
        }
    }

    func balances(
        of periods: [ComparedPeriod], _ tables: WholeTables, _ table: RegionTable
    ) throws(ArithmeticOverflow) -> PartyBalances {
        var book = try BalanceSettlement(scheme: scope.id, rules: settlement, regionCount: table.count)
        var order: [Int] = []
        for period in periods {
            var payments: [BalanceSettlement.Due] = []
            for (place, factor) in factors.enumerated() where factor.direction != .rewardsOnly {
                try addFines(of: factor, period.factors[place], tables.fines[place], to: &payments)
            }
            switch settlement.funding {
            case .pool(let share):
                let shares = try shares(period, fines: payments.map(\.amount).total())
                try book.share(share, of: payments, among: shares)
            case .guaranteed(let surplus, let budget):
                if order.isEmpty { order = table.placesByCode }
                var receipts: [BalanceSettlement.Due] = []
                for (place, factor) in factors.enumerated() where factor.direction != .finesOnly {
                    try addRewards(period.factors[place], tables.rewards[place], to: &receipts)
                }
                try book.pay(receipts, from: payments, surplus, budget, arrears: order)
            }
        }
        return book.balances
    }

    private func addFines(
        of factor: Factor, _ compared: ComparedFactor, _ tiers: WholeTiers,
        to payments: inout [BalanceSettlement.Due]
    ) throws(ArithmeticOverflow) {
        for region in compared.regions {
            if let limit = factor.exemptionLimit, factor.measure == .level,
                try region.isNoWorse(than: limit, factor.indicator)
            {
                continue
            }
            let amount = try tiers.amount(compared.distances[region.distances], sign: 1)
            if amount != .zero { payments.append((region.place, amount)) }
        }
    }

    private func addRewards(
        _ compared: ComparedFactor, _ tiers: WholeTiers, to receipts: inout [BalanceSettlement.Due]
    ) throws(ArithmeticOverflow) {
        for region in compared.regions {
            let distances = compared.distances[region.distances]
            guard isEntitled(distances.count { $0.worse < 0 }, region.ruleCount) else { continue }
            let amount = try tiers.amount(distances, sign: -1)
            if amount != .zero { receipts.append((region.place, amount)) }
        }
    }

    /// The pool goes to the factors by weight, among those with a receiver, and within each by advantage.
    private func shares(
        _ period: ComparedPeriod, fines: Money
    ) throws(ArithmeticOverflow) -> [BalanceSettlement.Share] {
        guard fines > .zero, poolShare > .zero else { return [] }
        let (ofPrevious, ofOthers) = (previousYearWeight.numerator, previousYearWeight.denominator)
        var shares: [BalanceSettlement.Share] = []
        for (place, factor) in factors.enumerated() where factor.direction != .finesOnly {
            var regions: [(place: Int, weight: Int128)] = []
            let compared = period.factors[place]
            for region in compared.regions {
                var (advantage, betterCount): (Int128, Int) = (0, 0)
                for distance in compared.distances[region.distances] where distance.worse < 0 {
                    betterCount += 1
                    let weight = distance.isOfPreviousYear ? ofPrevious : ofOthers
                    advantage = try advantage.plus((-distance.worse).times(weight))
                }
                guard isEntitled(betterCount, region.ruleCount), advantage > 0 else { continue }
                regions.append((region.place, advantage))
            }
            if !regions.isEmpty { shares.append((factor.weight, regions)) }
        }
        // Weights that add up to nothing share nothing: the settlement with claims tells of it.
        let total = try shares.map(\.weight).total()
        guard shares.isEmpty || total > .zero else { throw ArithmeticOverflow() }
        return shares.filter { $0.weight > .zero }
    }
}

// MARK: Comparisons

/// The regions of all periods against their baselines.
final class ComparedPeriods: Sendable {
    /// What comparisons depend on.
    struct Key: Hashable {
        private struct Factor: Hashable {
            let indicator: AssessedIndicator
            let measure: Measure
            let season: BenchmarkTiers.Season
            let fixedBaseline: Rational?
            let smallestBase: Rational
        }

        private let factors: [Factor]
        private let baselines: [Baseline]
        private let rateBaseline: BenchmarkTiers.RateBaseline
        private let kind: PeriodKind
        private let heatingMonths: [Int]
        private let regions: [RegionCode]
        private let periods: [Period]
        private let standard: String?
        private let missingData: MissingDataPolicy

        init(_ scheme: BenchmarkTiers) {
            factors = scheme.factors.map {
                Factor(
                    indicator: $0.indicator, measure: $0.measure, season: $0.season,
                    fixedBaseline: $0.fixedBaseline, smallestBase: $0.smallestBase)
            }
            (baselines, rateBaseline) = (scheme.baselines, scheme.rateBaseline)
            (kind, heatingMonths) = (scheme.period, scheme.heatingMonths)
            (regions, periods) = (scheme.scope.regions, scheme.scope.periods)
            (standard, missingData) = (scheme.scope.standard, scheme.scope.missingData)
        }
    }

    let periods: [ComparedPeriod]
    /// The common denominator of the distances of each factor.
    let scales: [Int128]

    /// nil where a distance leaves the range of whole numbers.
    init?(
        _ indicators: [AssessedIndicator],
        _ periods: [(period: Period, comparisons: [[BenchmarkTiers.Comparison]])], _ table: RegionTable
    ) {
        var scales = indicators.map { _ in Int128(1) }
        var exact: [[[[Rational]]]] = []
        for (_, comparisons) in periods {
            var ofPeriod: [[[Rational]]] = []
            for (place, regions) in comparisons.enumerated() {
                var ofFactor: [[Rational]] = []
                for region in regions {
                    let distances = try? region.baselines.map { baseline throws(ArithmeticOverflow) in
                        try indicators[place].worsening(
                            of: region.value.value, against: baseline.value)
                    }
                    guard let distances,
                        let scale = WholeTiers.common([scales[place]] + distances.map(\.denominator))
                    else { return nil }
                    scales[place] = scale
                    ofFactor.append(distances)
                }
                ofPeriod.append(ofFactor)
            }
            exact.append(ofPeriod)
        }
        var all: [ComparedPeriod] = []
        for ((_, comparisons), exact) in zip(periods, exact) {
            var factors: [ComparedFactor] = []
            for (place, regions) in comparisons.enumerated() {
                guard let factor = ComparedFactor(regions, exact[place], scales[place], table) else {
                    return nil
                }
                factors.append(factor)
            }
            all.append(ComparedPeriod(factors: factors))
        }
        self.scales = scales
        self.periods = all
    }
}

struct ComparedPeriod: Sendable {
    /// In the order of the scheme's.
    let factors: [ComparedFactor]
}

/// One factor in a period; no region where it is not assessed.
struct ComparedFactor: Sendable {
    struct Region: Sendable {
        /// In the scenario's table.
        let place: Int
        /// As a fraction that need not be in lowest terms.
        let value: (numerator: Int128, denominator: Int128)
        /// How many baselines the rule has.
        let ruleCount: Int
        /// Of the factor's distances.
        let distances: Range<Int>

        func isNoWorse(
            than limit: Rational, _ indicator: AssessedIndicator
        ) throws(ArithmeticOverflow) -> Bool {
            let (own, other) = try (
                value.numerator.times(limit.denominator), limit.numerator.times(value.denominator)
            )
            return indicator.isBetterHigher ? own >= other : own <= other
        }
    }

    struct Distance: Sendable {
        /// By how much the value is worse than the baseline, over the factor's common denominator.
        let worse: Int128
        let isOfPreviousYear: Bool
    }

    static var largestDistance: Int128 { WholeTiers.largestDistance }

    /// By code.
    private(set) var regions: [Region] = []
    private(set) var distances: [Distance] = []

    init(regions: [Region], distances: [Distance]) {
        self.regions = regions
        self.distances = distances
    }

    fileprivate init?(
        _ comparisons: [BenchmarkTiers.Comparison], _ exact: [[Rational]], _ scale: Int128,
        _ table: RegionTable
    ) {
        for (comparison, own) in zip(comparisons, exact) {
            guard let place = table.index(of: comparison.region) else { return nil }
            let start = distances.count
            for (baseline, distance) in zip(comparison.baselines, own) {
                let worse = try? distance.numerator.times(scale / distance.denominator)
                guard let worse, abs(worse) < WholeTiers.largestDistance else { return nil }
                distances.append(
                    Distance(
                        worse: worse, isOfPreviousYear: baseline.name == Baseline.previousYear.rawValue))
            }
            regions.append(
                Region(
                    place: place,
                    value: (comparison.value.value.numerator, comparison.value.value.denominator),
                    ruleCount: comparison.ruleCount,
                    distances: start..<distances.count))
        }
    }
}

// MARK: Amounts

/// A table of tiers over whole distances, with what makes of them whole steps of money.
///
/// Magnitudes are bounded where it is made, so that the arithmetic of a region cannot leave 128 bits: distances below
/// 2^56, rates below 2^40, weights below 2^12.
struct WholeTiers {
    static let largestDistance: Int128 = 1 << 56

    private struct Tier {
        /// The distance up to which it goes; nil for the last, open one.
        let upTo: Int128?
        let rate: Int128
        /// In place of a rate.
        let amount: Int128?
    }

    private let tiers: [Tier]
    private let mode: TierTable.Mode
    private let isSum: Bool
    /// Of a distance before the tiers are asked.
    private let factor: Int128
    private let ofPrevious: Int128
    private let ofOthers: Int128
    private let steps: WholeSteps

    /// - Parameter scale: what distances are parts of.
    /// - Throws: where the numbers are too large for it, or not those of an amount.
    init(_ scheme: BenchmarkTiers, _ table: TierTable, _ scale: Int128) throws(ArithmeticOverflow) {
        mode = scheme.tierMode
        isSum = scheme.fineCombination == .sum
        let ends = table.tiers.compactMap(\.upTo)
        let rates = table.tiers.map(\.price.money)
        let weight = scheme.previousYearWeight
        guard let parts = Self.common([scale] + ends.map(\.denominator)),
            let base = Self.common(rates.map(\.denominator)), parts / scale < 1 << 16, parts < 1 << 40,
            base < 1 << 20, !weight.isNegative, weight.numerator < 1 << 12, weight.denominator < 1 << 12
        else { throw ArithmeticOverflow() }
        factor = parts / scale
        var tiers: [Tier] = []
        for tier in table.tiers {
            let money = try tier.price.money.numerator.times(base / tier.price.money.denominator)
            let upTo = try tier.upTo.map { end throws(ArithmeticOverflow) in
                try end.numerator.times(parts / end.denominator)
            }
            guard money >= 0, money < 1 << 40, abs(upTo ?? 0) < Self.largestDistance else {
                throw ArithmeticOverflow()
            }
            if case .amount = tier.price {
                tiers.append(Tier(upTo: upTo, rate: 0, amount: money * parts))
            } else {
                tiers.append(Tier(upTo: upTo, rate: money, amount: nil))
            }
        }
        self.tiers = tiers
        (ofPrevious, ofOthers) = (weight.numerator, weight.denominator)
        steps = try WholeSteps(
            scheme.settlement, parts: parts.times(base).times(weight.denominator))
    }

    /// The smallest number that all divide; nil where it leaves 64 bits.
    static func common(_ denominators: [Int128]) -> Int128? {
        var common: Int128 = 1
        for denominator in denominators where common % denominator != 0 {
            guard let ratio = Rational(common, over: denominator),
                let next = try? common.times(ratio.denominator), next < 1 << 62
            else { return nil }
            common = next
        }
        return common
    }

    /// Of one region, rounded.
    ///
    /// - Parameter sign: 1 for what is paid where the value is worse, -1 for what is earned where it is better.
    func amount(
        _ distances: ArraySlice<ComparedFactor.Distance>, sign: Int128
    ) throws(ArithmeticOverflow) -> Money {
        var total: Int128 = 0
        for distance in distances {
            let amount = try amount(distance.worse &* sign)
            let weighted = amount &* (distance.isOfPreviousYear ? ofPrevious : ofOthers)
            total = isSum ? total &+ weighted : max(total, weighted)
        }
        return try steps.money(total)
    }

    /// As ``TierTable/amount(for:_:)``.
    private func amount(_ scaled: Int128) throws(ArithmeticOverflow) -> Int128 {
        guard scaled > 0 else { return 0 }
        let distance = scaled &* factor
        guard distance < Self.largestDistance else { throw ArithmeticOverflow() }
        guard let reached = tiers.first(where: { tier in tier.upTo.map { distance <= $0 } ?? true }) else {
            return 0
        }
        if let amount = reached.amount { return amount }
        if mode == .whole { return distance &* reached.rate }
        var (amount, lower): (Int128, Int128) = (0, 0)
        for tier in tiers where distance > lower {
            let upper = tier.upTo.map { min($0, distance) } ?? distance
            amount &+= (upper &- lower) &* tier.rate
            lower = upper
        }
        return amount
    }
}

extension TierTable.Price {
    fileprivate var money: Rational {
        switch self {
        case .rate(let rate): rate
        case .amount(let amount): amount
        }
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

/// The scheme on figures in whole millionths.
extension BenchmarkTiers: WholeFigureScheme {
    var wholeIndicators: [AssessedIndicator] { factors.map(\.indicator) }

    /// Levels against the mean, the year before or a fixed value in millionths; every evaluated period.
    var takesWholeFigures: Bool {
        hasWholePeriods && (rewards == .pool || isGuaranteed) && !baselines.contains(.target)
            && factors.allSatisfy { factor in
                factor.measure == .level && factor.indicator != .goodDayRatio && factor.indicator != .dustfall
                    && (!baselines.contains(.fixed) || factor.fixedBaseline?.wholeMillionths != nil)
            }
    }

    func whole(_ table: RegionTable) -> (any WholeScheme)? { WholeBenchmark(self, table) }
}

/// The scheme with its tiers as whole numbers.
private struct WholeBenchmark: WholeScheme {
    private let scheme: BenchmarkTiers
    private let table: RegionTable
    /// Of its regions in the table, by code.
    private let places: [Int]
    /// Regions of the mean; 1 where none is taken.
    private let parts: Int128
    private let tiers: BenchmarkTiers.WholeTables
    /// Assessed spans, each with the factors that are assessed in it.
    private let spans: [(span: Int, factors: [Bool])]
    /// By factor, in the parts of distances.
    private let fixed: [Int128]
    private let hasMean: Bool
    private let hasPreviousYear: Bool
    private let hasFixed: Bool

    init?(_ scheme: BenchmarkTiers, _ table: RegionTable) {
        (self.scheme, self.table) = (scheme, table)
        places = scheme.places(in: table)
        hasMean = scheme.baselines.contains(.meanOfArea)
        hasPreviousYear = scheme.baselines.contains(.previousYear)
        hasFixed = scheme.baselines.contains(.fixed)
        let parts = hasMean ? Int128(max(1, places.count)) : 1
        self.parts = parts
        fixed = scheme.factors.map { ($0.fixedBaseline?.wholeMillionths ?? 0) * parts }
        spans = WholeFigures.spans(scheme.period)
            .map { span, period in (span, scheme.factors.map { scheme.isAssessed($0, in: period) }) }
            .filter { $0.1.contains(true) }
        let scales = scheme.factors.map { _ in WholeFigures.millionths * parts }
        guard let tiers = try? BenchmarkTiers.WholeTables(scheme, scales) else { return nil }
        self.tiers = tiers
    }

    func balances(_ figures: WholeFigures, earlier: WholeFigures) -> PartyBalances? {
        var periods: [ComparedPeriod] = []
        periods.reserveCapacity(spans.count)
        for (span, isAssessed) in spans {
            var compared: [ComparedFactor] = []
            compared.reserveCapacity(isAssessed.count)
            for (place, factor) in scheme.factors.enumerated() {
                guard isAssessed[place] else {
                    compared.append(ComparedFactor(regions: [], distances: []))
                    continue
                }
                guard let values = figures.values(factor.indicator, span: span),
                    let before = hasPreviousYear ? earlier.values(factor.indicator, span: span) : values,
                    let own = self.compared(
                        values, before, fixed[place], isBetterHigher: factor.indicator.isBetterHigher)
                else { return nil }
                compared.append(own)
            }
            periods.append(ComparedPeriod(factors: compared))
        }
        return try? scheme.balances(of: periods, tiers, table)
    }

    /// Distances over `parts` times a million: over the regions of the mean.
    private func compared(
        _ values: ArraySlice<Int64>, _ before: ArraySlice<Int64>, _ fixed: Int128, isBetterHigher: Bool
    ) -> ComparedFactor? {
        var sum: Int128 = 0
        for place in places {
            guard values[values.startIndex + place] != .min, before[before.startIndex + place] != .min else {
                return nil
            }
            sum += Int128(values[values.startIndex + place])
        }
        let sign: Int128 = isBetterHigher ? -1 : 1
        let ruleCount = (hasMean ? 1 : 0) + (hasPreviousYear ? 1 : 0) + (hasFixed ? 1 : 0)
        var regions: [ComparedFactor.Region] = []
        var distances: [ComparedFactor.Distance] = []
        regions.reserveCapacity(places.count)
        distances.reserveCapacity(places.count * ruleCount)
        for place in places {
            let value = Int128(values[values.startIndex + place])
            let start = distances.count
            func add(_ baseline: Int128, isOfPreviousYear: Bool = false) -> Bool {
                let worse = (value * parts - baseline) * sign
                distances.append(
                    ComparedFactor.Distance(worse: worse, isOfPreviousYear: isOfPreviousYear))
                return abs(worse) < ComparedFactor.largestDistance
            }
            guard !hasMean || add(sum),
                !hasPreviousYear
                    || add(Int128(before[before.startIndex + place]) * parts, isOfPreviousYear: true),
                !hasFixed || add(fixed)
            else { return nil }
            regions.append(
                ComparedFactor.Region(
                    place: place, value: (value, WholeFigures.millionths), ruleCount: ruleCount,
                    distances: start..<distances.count))
        }
        return ComparedFactor(regions: regions, distances: distances)
    }
}

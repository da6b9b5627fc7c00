import EcoAccounts
import EcoParameters
import EcoUnits

/// The scheme on figures in whole millionths.
extension BenchmarkTiers {
    private static let millionths: Int128 = 1_000_000

    /// Levels against the mean, the year before or a fixed value in millionths; every evaluated period.
    var takesWholeFigures: Bool {
        let kinds: [PeriodKind] = [.month, .quarter, .year]
        return scope.adjusters.isEmpty && scope.periods.isEmpty && kinds.contains(period)
            && (rewards == .pool || isGuaranteed) && !baselines.contains(.target)
            && factors.allSatisfy { factor in
                factor.measure == .level && factor.indicator != .goodDayRatio && factor.indicator != .dustfall
                    && (!baselines.contains(.fixed)
                        || factor.fixedBaseline.map { Self.millionths % $0.denominator == 0 } ?? false)
            }
    }

    /// The scheme's regions by code, as places in a table.
    func places(in table: RegionTable) -> [Int] {
        scope.regions.isEmpty
            ? table.placesByCode : scope.regions.sorted().compactMap { table.index(of: $0) }
    }

    /// nil where a figure is missing or too large.
    func balances(
        _ figures: WholeFigures, earlier: WholeFigures, _ places: [Int], _ table: RegionTable
    ) -> PartyBalances? {
        let parts = baselines.contains(.meanOfArea) ? Int128(max(1, places.count)) : 1
        var periods: [ComparedPeriod] = []
        for (span, period) in spans where factors.contains(where: { isAssessed($0, in: period) }) {
            var compared: [ComparedFactor] = []
            for factor in factors {
                guard isAssessed(factor, in: period) else {
                    compared.append(ComparedFactor(regions: [], distances: []))
                    continue
                }
                guard let values = figures.values(factor.indicator, span: span),
                    let before = baselines.contains(.previousYear)
                        ? earlier.values(factor.indicator, span: span) : values,
                    let own = self.compared(factor, values, before, places, parts)
                else { return nil }
                compared.append(own)
            }
            periods.append(ComparedPeriod(factors: compared))
        }
        let scales = factors.map { _ in Self.millionths * parts }
        return try? balances(of: ComparedPeriods(periods: periods, scales: scales), table)
    }

    /// Positions of the scheme's spans, each with its period of some year.
    private var spans: [(Int, Period)] {
        switch period {
        case .month: (0..<12).map { ($0, .month($0 + 1, year: 2001)) }
        case .quarter: (0..<4).map { (12 + $0, .quarter($0 + 1, year: 2001)) }
        default: [(16, .year(2001))]
        }
    }

    /// Distances over `parts` times a million: over the regions of the mean.
    private func compared(
        _ factor: Factor, _ values: ArraySlice<Int64>, _ before: ArraySlice<Int64>, _ places: [Int],
        _ parts: Int128
    ) -> ComparedFactor? {
        var sum: Int128 = 0
        for place in places {
            guard values[values.startIndex + place] != .min, before[before.startIndex + place] != .min else {
                return nil
            }
            sum += Int128(values[values.startIndex + place])
        }
        let fixed = factor.fixedBaseline.map { $0.numerator * (Self.millionths / $0.denominator) * parts }
        let sign: Int128 = factor.indicator.isBetterHigher ? -1 : 1
        let rules = Set(baselines)
        var regions: [ComparedFactor.Region] = []
        var distances: [ComparedFactor.Distance] = []
        regions.reserveCapacity(places.count)
        distances.reserveCapacity(places.count * rules.count)
        for place in places {
            let value = Int128(values[values.startIndex + place])
            let start = distances.count
            func add(_ baseline: Int128, isOfPreviousYear: Bool = false) -> Bool {
                let worse = (value * parts - baseline) * sign
                distances.append(
                    ComparedFactor.Distance(worse: worse, isOfPreviousYear: isOfPreviousYear))
                return abs(worse) < ComparedFactor.largestDistance
            }
            guard !rules.contains(.meanOfArea) || add(sum),
                !rules.contains(.previousYear)
                    || add(Int128(before[before.startIndex + place]) * parts, isOfPreviousYear: true),
                !rules.contains(.fixed) || add(fixed ?? 0)
            else { return nil }
            regions.append(
                ComparedFactor.Region(
                    place: place, value: (value, Self.millionths), ruleCount: rules.count,
                    distances: start..<distances.count))
        }
        return ComparedFactor(regions: regions, distances: distances)
    }
}

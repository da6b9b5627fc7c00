import EcoUnits

/// Air quality index of one region and natural day under one standard.
public struct DailyIndex: Sendable, Equatable {
    public let standard: AirStandard.Version
    /// AQI; nil where a pollutant is missing and the others do not exceed 100.
    public let value: Int?
    /// Sub-indices of the items present; O3 may have two.
    public let subIndices: [SubIndex]
    /// Pollutants with the largest sub-index where AQI is above 50; ties are listed jointly.
    public let primaryPollutants: [Pollutant]
    /// Pollutants with a sub-index above 100; HJ 633-2012 alone names them.
    public let exceedingPollutants: [Pollutant]

    /// Sub-index of one item.
    public struct SubIndex: Sendable, Equatable {
        public let item: DailyItem
        public let value: Int
    }

    /// A good day has AQI at most 100; nil without AQI.
    public var isGood: Bool? { value.map { $0 <= 100 } }

    /// Level 1 (excellent) to 6 (severely polluted); nil without AQI.
    public var level: Int? { value.map { AirLevel(index: $0).rawValue } }
}

extension AirStandard {
    /// AQI of a day from the exact daily values of a region.
    ///
    /// Concentrations are rounded by GB/T 8170 first (HJ 633-2026, 4.2.2; for 2012 provisional). With a
    /// pollutant missing, AQI stands only where the others already exceed 100 (HJ 633-2026, 5.3.1; for 2012
    /// provisional, the standard is silent). The O3 hour maximum of the 2012 report may be absent: the 8-hour
    /// maximum then stands for O3, unless it is above its last breakpoint.
    /// - Parameters:
    ///   - values: one value per `DailyItem`, by raw value; nil is missing.
    ///   - notMonitored: pollutants that the region does not monitor by plan and that have not been primary above
    ///     100 for three years: they do not hinder AQI (HJ 633-2026, 5.3.2).
    public func dailyIndex(
        _ values: [Rational?], notMonitored: Set<Pollutant> = []
    ) throws(ArithmeticOverflow) -> DailyIndex {
        var subIndices: [DailyIndex.SubIndex] = []
        for (item, column) in dailyReport.items {
            guard item.rawValue < values.count, let value = values[item.rawValue] else { continue }
            let rounded = try value.rounded(toDigits: EvaluationRules.dailyDigits(item))
            guard let index = try breakpoints.subIndex(of: rounded, item: column) else { continue }
            subIndices.append(DailyIndex.SubIndex(item: item, value: index))
        }
        let verdict = IndexVerdict(
            subIndices.map { ($0.item.pollutant, $0.value) }, notMonitored: notMonitored, self)
        return DailyIndex(
            standard: version, value: verdict.value, subIndices: subIndices,
            primaryPollutants: verdict.primary, exceedingPollutants: verdict.exceeding)
    }
}

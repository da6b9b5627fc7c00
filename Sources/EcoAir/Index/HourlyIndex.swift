import EcoUnits

/// Air quality index of one region and hour (real-time report) under one standard.
public struct HourlyIndex: Sendable, Equatable {
    public let standard: AirStandard.Version
    /// AQI; nil where a pollutant is missing and the others do not exceed 100.
    public let value: Int?
    /// Sub-indices of the items present; a substitute stands under the item that it replaces.
    public let subIndices: [SubIndex]
    /// Pollutants with the largest sub-index where AQI is above 50; ties are listed jointly.
    public let primaryPollutants: [Pollutant]
    /// Pollutants with a sub-index above 100; HJ 633-2012 alone names them.
    public let exceedingPollutants: [Pollutant]

    /// Sub-index of one item.
    public struct SubIndex: Sendable, Equatable {
        public let item: HourlyItem
        public let value: Int
    }

    public var level: AirLevel? { value.map(AirLevel.init(index:)) }
}

/// Makes the hourly AQI of a standard.
public struct HourlyIndexer: Sendable {
    let standard: AirStandard
    private let scales: IndexScales

    public init(_ standard: AirStandard) throws(ArithmeticOverflow) {
        self.standard = standard
        scales = try IndexScales(standard)
    }

    /// AQI of one hour (HJ 633-2012, 4 and 5; HJ 633-2026, 4.2 and 5.3).
    ///
    /// - Parameters:
    ///   - steps: concentrations by `HourlyItem.rawValue`, rounded by GB/T 8170 to whole steps of 1 ug/m3 (CO
    ///     0.1 mg/m3); nil is missing.
    ///   - notMonitored: pollutants that the region does not monitor by plan (HJ 633-2026, 5.3.2).
    public func index(steps: [Int?], notMonitored: Set<Pollutant> = []) -> HourlyIndex {
        let rules = standard.realTimeReport
        let found = rules.indexed.compactMap { item, column -> HourlyIndex.SubIndex? in
            guard let count = steps[item.rawValue] else { return nil }
            let value = scales.subIndex(steps: count, item: column) ?? substitute(for: item, steps)
            return value.map { HourlyIndex.SubIndex(item: item, value: $0) }
        }
        let verdict = IndexVerdict(
            found.map { ($0.item.pollutant, $0.value) }, notMonitored: notMonitored, standard)
        return HourlyIndex(
            standard: standard.version, value: verdict.value, subIndices: found,
            primaryPollutants: verdict.primary, exceedingPollutants: verdict.exceeding)
    }

    private func substitute(for item: HourlyItem, _ steps: [Int?]) -> Int? {
        guard let other = standard.realTimeReport.substitutes[item],
            let count = steps[other.hourly.rawValue]
        else { return nil }
        return scales.subIndex(steps: count, item: other.breakpoints)
    }
}

import EcoAccounts
import EcoUnits

/// How the daily values of a region came about.
public enum DataBasis: String, CaseIterable, Sendable {
    /// Stations inside the region.
    case measured
    /// A county without its own station takes the mean of its city.
    case cityMean = "city_mean"
    /// A stated assumption.
    case assumed
}

/// Exact daily values of regions over a year, with the days that a statistic leaves out.
public struct RegionDays: Sendable {
    public let year: Int
    /// 365 or 366; a position `day` counts from 0 on 1 January.
    public let dayCount: Int
    public let regions: [RegionCode]
    private var values: [Rational?]
    private var excluded: [Bool]

    /// Regions without any value yet.
    public init(year: Int, regions: [RegionCode]) {
        self.year = year
        dayCount = CalendarDate.dayCount(ofYear: year)
        self.regions = regions
        let size = regions.count * dayCount * DailyItem.allCases.count
        values = Array(repeating: nil, count: size)
        excluded = Array(repeating: false, count: size)
    }

    private func index(_ region: Int, _ item: DailyItem, _ day: Int) -> Int {
        (region * DailyItem.allCases.count + item.rawValue) * dayCount + day
    }

    /// The daily value of the region at position `region`, or nil where missing.
    public subscript(region: Int, item: DailyItem, day: Int) -> Rational? {
        get { values[index(region, item, day)] }
        set { values[index(region, item, day)] = newValue }
    }

    /// Leaves a day out of the concentration statistics of an item (sand-dust); AQI and good days keep it.
    public mutating func exclude(region: Int, item: DailyItem, day: Int) {
        excluded[index(region, item, day)] = true
    }

    /// All items of one day, by `DailyItem.rawValue`.
    public func items(region: Int, day: Int) -> [Rational?] {
        DailyItem.allCases.map { self[region, $0, day] }
    }

    /// Values of `days` that enter a statistic: present and not excluded.
    public func included(region: Int, item: DailyItem, days: Range<Int>) -> [Rational] {
        days.compactMap { day in
            let index = index(region, item, day)
            return excluded[index] ? nil : values[index]
        }
    }
}

import EcoAccounts
import EcoParameters
import EcoUnits

/// Exact daily values of regions over a year, with the days that a statistic leaves out.
public struct RegionDays: Sendable {
    public let year: Int
    /// 365 or 366; a position `day` counts from 0 on 1 January.
    public let dayCount: Int
    public let regions: [RegionCode]
    private var values: [Rational?]
    private var exclusions: [Int: Exclusion] = [:]

    /// A value that statistics leave out, or take from the hours that remain.
    private struct Exclusion {
        let cause: ExclusionCause
        let remainder: Rational?
    }

    /// Regions without any value yet.
    public init(year: Int, regions: [RegionCode]) {
        self.year = year
        dayCount = CalendarDate.dayCount(ofYear: year)
        self.regions = regions
        values = Array(repeating: nil, count: regions.count * dayCount * DailyItem.allCases.count)
    }

    private func index(_ region: Int, _ item: DailyItem, _ day: Int) -> Int {
        (region * DailyItem.allCases.count + item.rawValue) * dayCount + day
    }

    /// The daily value of the region at position `region`, or nil where missing.
    public subscript(region: Int, item: DailyItem, day: Int) -> Rational? {
        get { values[index(region, item, day)] }
        set { values[index(region, item, day)] = newValue }
    }

    /// Leaves a day out of the statistics of an item that exclude its cause.
    ///
    /// - Parameter remainder: the value from the hours that are not excluded; nil leaves the whole day out.
    public mutating func exclude(
        region: Int, item: DailyItem, day: Int, cause: ExclusionCause = .sandDust, remainder: Rational? = nil
    ) {
        exclusions[index(region, item, day)] = Exclusion(cause: cause, remainder: remainder)
    }

    /// True where a day has a value, left out or not.
    func holds(region: Int, item: DailyItem, day: Int) -> Bool {
        let index = index(region, item, day)
        return values[index] != nil || exclusions[index]?.remainder != nil
    }

    /// True where the list of exclusions names the day.
    func isTouched(region: Int, item: DailyItem, day: Int) -> Bool {
        exclusions[index(region, item, day)] != nil
    }

    /// Changes a value, and what remains of it, by one rule.
    mutating func convert(
        region: Int, item: DailyItem, day: Int, _ rule: (Rational) throws(ArithmeticOverflow) -> Rational
    ) throws(ArithmeticOverflow) {
        let index = index(region, item, day)
        if let value = values[index] { values[index] = try rule(value) }
        if let exclusion = exclusions[index], let remainder = exclusion.remainder {
            exclusions[index] = Exclusion(cause: exclusion.cause, remainder: try rule(remainder))
        }
    }

    /// All items of one day, by `DailyItem.rawValue`.
    ///
    /// - Parameter causes: what is left out; nothing, as measured, where none is named.
    public func items(region: Int, day: Int, without causes: Set<ExclusionCause> = []) -> [Rational?] {
        DailyItem.allCases.map { value(region: region, item: $0, day: day, without: causes) }
    }

    /// True where some item of the day is left out as a whole.
    func isExcluded(region: Int, day: Int, by causes: Set<ExclusionCause>) -> Bool {
        DailyItem.allCases.contains { item in
            exclusions[index(region, item, day)].map { causes.contains($0.cause) && $0.remainder == nil }
                ?? false
        }
    }

    /// The value that enters a statistic which leaves out `causes`.
    public func value(region: Int, item: DailyItem, day: Int, without causes: Set<ExclusionCause>)
        -> Rational?
    {
        let index = index(region, item, day)
        guard let exclusion = exclusions[index], causes.contains(exclusion.cause) else {
            return values[index]
        }
        return exclusion.remainder
    }

    /// Values of `days` that enter a statistic: present and not excluded.
    public func included(
        region: Int, item: DailyItem, days: Range<Int>,
        without causes: Set<ExclusionCause> = Set(ExclusionCause.allCases)
    ) -> [Rational] {
        days.compactMap { value(region: region, item: item, day: $0, without: causes) }
    }
}

/// Why a day or hour is left out of statistics.
public enum ExclusionCause: String, ParameterChoice {
    /// 环办监测〔2016〕120号, in force from 2017-01-01.
    case sandDust = "sand_dust"
    /// Other exceptional events; HJ 663-2026 alone excludes them (provisional: reported second-hand).
    case exceptionalEvent = "exceptional_event"

    public var meaning: LocalizedText {
        switch self {
        case .sandDust: LocalizedText(en: "sand-dust", zh: "沙尘天气")
        case .exceptionalEvent: LocalizedText(en: "another exceptional event", zh: "其他异常事件")
        }
    }
}

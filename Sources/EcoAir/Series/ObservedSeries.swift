import EcoAccounts
import EcoParameters
import EcoUnits

/// Daily values of regions over observed years as plain numbers, for models that change them and evaluate again.
public struct ObservedSeries: Sendable {
    public let regions: [RegionCode]
    /// Ascending; each from `start` on.
    public let years: [Int]
    /// Position of 1 January of each year.
    public let starts: [Int]
    /// Days of all years together.
    public let dayCount: Int
    /// As measured, by region, item (`DailyItem.rawValue`) and day; not-a-number where missing.
    public let measured: [Double]
    /// The same without the days that concentrations and composite index leave out.
    public let assessed: [Double]
    /// By region and day: false where AQI days leave the day out.
    public let isCounted: [Bool]
    /// Whether some day is left out of anything.
    public let hasExclusions: Bool

    /// Position of the first day of a region's item.
    public func offset(region: Int, item: DailyItem) -> Int {
        (region * DailyItem.allCases.count + item.rawValue) * dayCount
    }

    init(_ blocks: [RegionDays], regions: [RegionCode], evaluator: AirEvaluator) {
        let blocks = blocks.sorted { $0.year < $1.year }
        self.regions = regions
        years = blocks.map(\.year)
        var starts: [Int] = []
        var count = 0
        for block in blocks {
            starts.append(count)
            count += block.dayCount
        }
        self.starts = starts
        dayCount = count
        let items = DailyItem.allCases
        var measured = [Double](repeating: .nan, count: regions.count * items.count * count)
        var assessed = measured
        var isCounted = [Bool](repeating: true, count: regions.count * count)
        var hasExclusions = false
        let excluded = evaluator.basis.excluded
        let (ofFigures, ofDays) = (
            evaluator.causes(excluded.concentration), evaluator.causes(excluded.goodDays)
        )
        for (block, start) in zip(blocks, starts) {
            for (row, code) in regions.enumerated() {
                guard let region = block.regions.firstIndex(of: code) else { continue }
                for day in 0..<block.dayCount {
                    if !ofDays.isEmpty, block.isExcluded(region: region, day: day, by: ofDays) {
                        isCounted[row * count + start + day] = false
                        hasExclusions = true
                    }
                    for item in items {
                        let place = (row * items.count + item.rawValue) * count + start + day
                        let value = block[region, item, day]?.doubleValue ?? .nan
                        measured[place] = value
                        let kept = block.value(region: region, item: item, day: day, without: ofFigures)
                        assessed[place] = kept?.doubleValue ?? .nan
                        if kept?.doubleValue != block[region, item, day]?.doubleValue { hasExclusions = true }
                    }
                }
            }
        }
        self.measured = measured
        self.assessed = assessed
        self.isCounted = isCounted
        self.hasExclusions = hasExclusions
    }
}

extension AirParameters {
    /// The days of the scenario's regions as numbers, of the years that its periods touch.
    ///
    /// Days that statistics leave out are marked by the rules of the settlement standard.
    /// - Throws: all findings of the tables.
    public func observedSeries(regions: RegionTable, threads: Int = 1) throws(DiagnosticFailure)
        -> ObservedSeries
    {
        let air = try gather(regions: regions, threads: threads)
        return ObservedSeries(
            air.blocks, regions: regions.codes, evaluator: settlementEvaluator)
    }

    /// The rules under which schemes read figures.
    public var settlementEvaluator: AirEvaluator { evaluator(settlementStandard) }
}

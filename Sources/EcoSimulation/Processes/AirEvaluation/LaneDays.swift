import EcoAir

/// Observed days with eight regions side by side, so that one instruction works on eight of them.
///
/// Each lane sees the numbers of its region in their order: sums come to the same bits as region by region.
struct LaneDays: Sendable {
    typealias Lanes = SIMD8<Double>
    typealias Mask = SIMDMask<SIMD8<Int64>>
    static let width = 8
    static let items = DailyItem.allCases.count

    let blockCount: Int
    let dayCount: Int
    /// As measured, by block, day and item; not-a-number where missing, and in lanes behind the last region.
    let measured: [Lanes]
    /// The same without the days that statistics leave out; shares its storage where there are none.
    let assessed: [Lanes]
    /// Lanes that count on a day, by block and day; empty where all do.
    let counted: [Mask]

    init(_ series: ObservedSeries) {
        let regions = series.regions.count
        blockCount = (regions + Self.width - 1) / Self.width
        dayCount = series.dayCount
        measured = Self.packed(series.measured, regions, dayCount)
        assessed = series.hasExclusions ? Self.packed(series.assessed, regions, dayCount) : measured
        counted = series.hasExclusions ? Self.counted(series, blockCount) : []
    }

    private static func counted(_ series: ObservedSeries, _ blocks: Int) -> [Mask] {
        let days = series.dayCount
        var counted = [Mask](repeating: Mask(repeating: false), count: blocks * days)
        for region in series.regions.indices {
            let (block, lane) = region.quotientAndRemainder(dividingBy: width)
            for day in 0..<days { counted[block * days + day][lane] = series.isCounted[region * days + day] }
        }
        return counted
    }

    private static func packed(_ values: [Double], _ regions: Int, _ days: Int) -> [Lanes] {
        let blocks = (regions + width - 1) / width
        var lanes = [Lanes](repeating: Lanes(repeating: .nan), count: blocks * days * items)
        for region in 0..<regions {
            let (block, lane) = region.quotientAndRemainder(dividingBy: width)
            for item in 0..<items {
                let row = (region * items + item) * days
                for day in 0..<days { lanes[(block * days + day) * items + item][lane] = values[row + day] }
            }
        }
        return lanes
    }
}
